"""Notebooks that failed since the last save."""

from __future__ import annotations

from seodang.execution.outcomes import Job, Outcome, Runner, Succeeded
from seodang.ids import LessonId


class FailureCachingRunner:
    """A runner that tells again how a notebook failed, instead of running it twice after a save.

    The store keeps only failures of the code itself, since what the machine is to blame for may
    succeed next time; but the fast preview of an edited lesson and the builds that follow it are
    one time. `told_again` are the lessons of
    which a failure was repeated. What is remembered goes with the runner: where one is closed
    while notebooks still run, nobody learns how they ended.
    """

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self._failed: dict[LessonId, tuple[Job, Outcome]] = {}
        self.told_again: set[LessonId] = set()
        self.notes = runner.notes

    def run(self, job: Job) -> Outcome:
        """Run a notebook, unless this very one failed since the last save."""
        before, outcome = self._failed.get(job.lesson, (None, None))
        if outcome is not None and before == job:
            self.told_again.add(job.lesson)
            return outcome
        self.told_again.discard(job.lesson)
        outcome = self._runner.run(job)
        if not isinstance(outcome, Succeeded):
            self._failed[job.lesson] = job, outcome
        return outcome

    def forget(self) -> None:
        """Run everything again."""
        self._failed.clear()
        self.told_again.clear()

    def warm_up(self) -> None:
        """Start processes in the background."""
        self._runner.warm_up()

    def close(self) -> None:
        """End all processes."""
        self._runner.close()
