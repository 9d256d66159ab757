"""Running what the plan says, several notebooks at a time."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from typing import TypeAlias

from seodang.course.ids import LessonId
from seodang.course.loader import read_notebook
from seodang.course.model import Course
from seodang.execution.figures import matplotlib_files
from seodang.execution.inputs import inputs_of
from seodang.execution.outcomes import (
    OUTPUTS,
    CouldNotRun,
    Executed,
    Job,
    Outcome,
    Runner,
    Succeeded,
)
from seodang.execution.plan import Plan, Planned, remember_inputs
from seodang.execution.process_runner import ProcessRunner, Setting, process_runner
from seodang.problems import Place, Problem, say
from seodang.store import Key, Store


@dataclass(frozen=True, slots=True)
class Progress:
    """How far execution is: `done` of `total` notebooks, the last of them `lesson`."""

    done: int
    total: int
    lesson: LessonId
    seconds: float


Runners: TypeAlias = Callable[[Setting], AbstractContextManager[ProcessRunner]]
"""What lends a runner to one build."""


def execute(
    plan: Plan,
    course: Course,
    store: Store,
    jobs: int,
    report: Callable[[Progress], None],
    *,
    runners: Runners = process_runner,
) -> tuple[Executed, list[Problem]]:
    """Run the planned notebooks, at most `jobs` at a time, and keep what succeeds.

    Returns `(executed, problems)`. A notebook that fails keeps no result, so that it runs again
    next time; the others run and are kept all the same. What `report` raises ends the work:
    notebooks that run finish and are kept, the others do not begin.
    """
    if not plan.run:
        return Executed(plan.reuse, 0, len(plan.reuse), frozenset()), []
    problems: list[Problem] = []
    made: dict[LessonId, Key] = {}
    setting = _setting(plan, store, jobs)
    with runners(setting) as runner, _pool(jobs) as pool:
        waiting = [pool.submit(_run, planned, course, store, runner) for planned in plan.run]
        for done, future in enumerate(as_completed(waiting), 1):
            planned, outcome, seconds = future.result()
            if isinstance(outcome, Succeeded):
                made[planned.lesson] = planned.inputs.key
            else:
                problems.append(outcome.problem)
            report(Progress(done, len(plan.run), planned.lesson, seconds))
    failed = frozenset(planned.lesson for planned in plan.run) - frozenset(made)
    outputs = {**plan.reuse, **made}
    return Executed(outputs, len(made), len(plan.reuse), failed, tuple(runner.notes)), problems


@contextmanager
def _pool(jobs: int) -> Iterator[ThreadPoolExecutor]:
    """Give threads that, when the work is given up, begin nothing more."""
    with ThreadPoolExecutor(max_workers=jobs) as pool:
        try:
            yield pool
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _setting(plan: Plan, store: Store, jobs: int) -> Setting:
    return Setting(
        host=os.environ,
        runs=store.folder.parent / "runs",
        figures=matplotlib_files(store),
        draws=any(planned.draws for planned in plan.run),
        total=len(plan.run),
        jobs=jobs,
    )


def _run(
    planned: Planned, course: Course, store: Store, runner: Runner
) -> tuple[Planned, Outcome, float]:
    begin = time.perf_counter()
    job = _job(planned, course)
    outcome = job if isinstance(job, CouldNotRun) else runner.run(job)
    if isinstance(outcome, Succeeded):
        store.save_json(OUTPUTS, planned.inputs.key, outcome.outputs)
        remember_inputs(store, planned.lesson, planned.inputs)
        outcome = Succeeded({})  # the outputs are in the store; they need not fill the memory
    return planned, outcome, time.perf_counter() - begin


def _job(planned: Planned, course: Course) -> Job | CouldNotRun:
    """Read the notebook again: a plan holds digests, so that it stays small."""
    lesson = course.lessons[planned.lesson]
    reading = read_notebook(course, lesson)
    inputs = planned.inputs
    if reading is None or inputs_of(lesson, reading[0], inputs.workspace).key != inputs.key:
        return CouldNotRun(_changed(lesson.file))
    return Job(
        lesson=lesson.id,
        notebook=reading[0],
        kernel=inputs.kernel,
        folder=str((course.root / lesson.folder).resolve()),
        workspace=inputs.workspace,
        timeout=lesson.execution.timeout,
        memory=lesson.execution.memory,
        network=inputs.network,
        needs_kernel=lesson.execution.isolation == "kernel",
    )


def _changed(path: str) -> Problem:
    return Problem(
        "notebook-could-run",
        Place(path),
        say("the notebook changed while the course was being built"),
        say("build once more"),
    )
