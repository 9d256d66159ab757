"""Who runs the notebooks: threads of this build that each watch one process at a time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol, TypeAlias

from seodang.execution.outcomes import CouldNotRun, Job, Outcome, Runner
from seodang.execution.process_runner import Setting, process_runner
from seodang.ids import LessonId
from seodang.problems import Message

Order: TypeAlias = tuple[LessonId, Callable[[], Job | CouldNotRun]]
"""A lesson, and how to get its job: jobs hold notebooks, so they are made when they are due."""
Done: TypeAlias = tuple[LessonId, Outcome, float]
"""A lesson, what came of it, and the seconds it took."""


class Crew(Protocol):
    """Runs orders, several at a time."""

    notes: list[Message]

    def outcomes(self, orders: Iterable[Order]) -> Iterator[Done]:
        """Run orders and yield each outcome as it comes, in any order."""


Runners: TypeAlias = Callable[[Setting], AbstractContextManager[Runner]]
"""What lends a runner to one build."""


@contextmanager
def local_crew(setting: Setting, runners: Runners = process_runner) -> Iterator[Crew]:
    """Run notebooks on this machine.

    When the work is given up, notebooks that run finish, and no other begins; an interrupt
    ends those that run, too.
    """
    with runners(setting) as runner, ThreadPoolExecutor(setting.jobs) as pool:
        try:
            yield _LocalCrew(runner, pool, setting.jobs)
        except KeyboardInterrupt:
            runner.close()  # whoever presses Ctrl-C waits for nothing
            raise
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


class _LocalCrew:
    def __init__(self, runner: Runner, pool: ThreadPoolExecutor, jobs: int) -> None:
        self._runner = runner
        self._pool = pool
        self._ahead = 2 * jobs
        self.notes = runner.notes

    def outcomes(self, orders: Iterable[Order]) -> Iterator[Done]:
        # Only a few are in flight, so that memory does not grow with their number.
        flying: set[Future[Done]] = set()
        for order in orders:
            flying.add(self._pool.submit(self._run, order))
            if len(flying) >= self._ahead:
                yield from _landed(flying)
        while flying:
            yield from _landed(flying)

    def _run(self, order: Order) -> Done:
        begin = time.perf_counter()
        lesson, make = order
        job = make()
        outcome = job if isinstance(job, CouldNotRun) else self._runner.run(job)
        return lesson, outcome, time.perf_counter() - begin


def _landed(flying: set[Future[Done]]) -> Iterator[Done]:
    done, _ = wait(flying, return_when=FIRST_COMPLETED)
    flying -= done
    for future in done:
        yield future.result()
