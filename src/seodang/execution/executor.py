"""Who runs the notebooks: threads of this build that each watch one process at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol, TypeAlias

from seodang.execution.outcomes import Failed, Job, Outcome, Runner
from seodang.execution.process_runner import RunnerSettings
from seodang.ids import LessonId
from seodang.problems import Message

Task: TypeAlias = tuple[LessonId, Callable[[], Job | Failed]]
"""A lesson, and how to get its job: jobs hold notebooks, so they are made when they are due."""
TaskResult: TypeAlias = tuple[LessonId, Outcome, float]
"""A lesson, its outcome, and the seconds it took."""


class Executor(Protocol):
    """Runs tasks, several at a time (the name is jupyter-cache's)."""

    notes: list[Message]

    def outcomes(self, tasks: Iterable[Task]) -> Iterator[TaskResult]:
        """Run tasks and yield each outcome as it comes, in any order."""


Runners: TypeAlias = Callable[[RunnerSettings], AbstractContextManager[Runner]]
"""What lends a runner to one build."""


@contextmanager
def local_executor(settings: RunnerSettings, runners: Runners) -> Iterator[Executor]:
    """Run notebooks on this machine.

    When the work is given up, notebooks that run finish, and no other begins; an interrupt
    ends those that run, too.
    """
    # Threads are enough: each does little but wait for frames of a process of its own.
    with runners(settings) as runner, ThreadPoolExecutor(settings.jobs) as pool:
        try:
            yield _LocalExecutor(runner, pool, settings.jobs)
        except KeyboardInterrupt:
            runner.close()  # whoever presses Ctrl-C waits for nothing
            raise
        finally:
            # Leaving the pool's own block waits for threads, and would first run what is queued.
            pool.shutdown(wait=False, cancel_futures=True)


class _LocalExecutor:
    def __init__(self, runner: Runner, pool: ThreadPoolExecutor, jobs: int) -> None:
        self._runner = runner
        self._pool = pool
        # Twice the jobs: no thread waits while this one reports and saves a result.
        self._most_pending = 2 * jobs
        self.notes = runner.notes

    def outcomes(self, tasks: Iterable[Task]) -> Iterator[TaskResult]:
        # Only a few are in flight, so that memory does not grow with their number.
        pending: set[Future[TaskResult]] = set()
        for task in tasks:
            pending.add(self._pool.submit(self._run, task))
            if len(pending) >= self._most_pending:
                yield from _completed(pending)
        while pending:
            yield from _completed(pending)

    def _run(self, task: Task) -> TaskResult:
        begin = time.perf_counter()
        lesson, make_job = task
        job = make_job()
        outcome = job if isinstance(job, Failed) else self._runner.run(job)
        return lesson, outcome, time.perf_counter() - begin


def _completed(pending: set[Future[TaskResult]]) -> Iterator[TaskResult]:
    """Wait for the next results, and take them out of what is pending."""
    done, _ = wait(pending, return_when=FIRST_COMPLETED)
    pending -= done
    for future in done:
        yield future.result()
