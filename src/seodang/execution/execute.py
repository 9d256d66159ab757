"""Running what the plan says, several notebooks at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from functools import partial

from seodang.cache.store import OUTPUTS, Key, Store
from seodang.documents.documents import Documents
from seodang.execution.executor import Executor, Runners, Task, local_executor
from seodang.execution.failure import Failure
from seodang.execution.figures import matplotlib_files
from seodang.execution.inputs import inputs_of
from seodang.execution.kept_failures import keep_failure
from seodang.execution.light_figures import with_light_figures
from seodang.execution.outcomes import Executed, Failed, Job, Succeeded
from seodang.execution.plan import Plan, Planned, remember_inputs
from seodang.execution.process_runner import RunnerSettings, process_runner
from seodang.execution.reporting import outcome_of
from seodang.execution.time_zone import posix_zone
from seodang.ids import LessonId
from seodang.problems import Place, Problem, say


@dataclass(frozen=True, slots=True)
class Progress:
    """How far execution is: `done` of `total` notebooks, the last of them `lesson`."""

    done: int
    total: int
    lesson: LessonId
    seconds: float


def execute(
    plan: Plan,
    documents: Documents,
    store: Store,
    jobs: int,
    report: Callable[[Progress], None],
    *,
    executor: str = "local",
    runners: Runners = process_runner,
) -> tuple[Executed, list[Problem]]:
    """Run the planned notebooks, at most `jobs` at a time, and keep what succeeds.

    Returns `(executed, problems)`. Of a notebook that fails is kept how it did, where it would
    do so again; the others run and are kept all the same. What `report` raises ends the work.

    `executor` is `local`, `spawn` (as on systems that cannot fork), `dask` or
    `dask://HOST:PORT`; `runners` lends the runner for the first two.
    """
    problems = [_told_again(planned, failure, documents) for planned, failure in plan.failed]
    before = frozenset(planned.lesson for planned, _ in plan.failed)
    if not plan.run:
        return Executed(plan.reuse, 0, len(plan.reuse), before, left=plan.left), problems
    planned = {one.lesson: one for one in plan.run}
    made: dict[LessonId, Key] = {}
    drawing = sum(one.draws for one in plan.run)
    settings = runner_settings(store, jobs, drawing=drawing, total=len(plan.run))
    with executor_named(executor, settings, runners) as running:
        outcomes = running.outcomes(_tasks(plan, documents))
        for done, (lesson, outcome, seconds) in enumerate(outcomes, 1):
            if isinstance(outcome, Succeeded):
                made[lesson] = planned[lesson].inputs.key
                store.save_json(OUTPUTS, made[lesson], with_light_figures(outcome.outputs))
                remember_inputs(store, lesson, planned[lesson].inputs)
            else:
                problems.append(outcome.problem)
                _keep(outcome, planned[lesson], documents, store)
            report(Progress(done, len(planned), lesson, seconds))
    failed = before | (frozenset(planned) - frozenset(made))
    notes = tuple(running.notes)
    outputs = {**plan.reuse, **made}
    executed = Executed(outputs, len(made), len(plan.reuse), failed, notes, plan.left)
    return executed, problems


def warm_up(store: Store, jobs: int, runners: Runners) -> None:
    """Have a runner that lasts start its processes, in the background.

    A preview calls it at its beginning, so that the first edit of code waits for none of them.
    Nobody knows yet which notebook that will be, so matplotlib is imported where there is one.
    """
    settings = runner_settings(store, jobs, drawing=jobs, total=2 * jobs)
    with runners(replace(settings, draws=bool(settings.figures))) as runner:
        runner.warm_up()


def executor_named(
    name: str, settings: RunnerSettings, runners: Runners
) -> AbstractContextManager[Executor]:
    """Return who runs notebooks, by the name that `execute` knows it by."""
    if not name.startswith("dask"):
        return local_executor(replace(settings, may_fork=name != "spawn"), runners)
    from seodang.execution.dask_executor import dask_executor

    return dask_executor(settings, name.partition("://")[2] or None)


def runner_settings(store: Store, jobs: int, *, drawing: int, total: int) -> RunnerSettings:
    """Return what a runner of `total` notebooks is given, of which some are `drawing`."""
    return RunnerSettings(
        host=os.environ,
        runs=store.folder.parent.resolve() / "runs",
        figures=matplotlib_files(store),
        draws=drawing > 0,
        drawing=drawing,
        total=total,
        jobs=jobs,
    )


def _tasks(plan: Plan, documents: Documents) -> Iterator[Task]:
    # Those that draw come last: their processes take longest to get ready.
    for planned in sorted(plan.run, key=lambda planned: planned.draws):
        yield planned.lesson, partial(_job, planned, documents)


def _job(planned: Planned, documents: Documents) -> Job | Failed:
    """Read the notebook again: a plan holds digests, so that it stays small."""
    course = documents.course
    lesson = course.lessons[planned.lesson]
    ref = documents.notebook_of(lesson)
    document = None if ref is None else documents.open(ref)
    inputs, zone = planned.inputs, course.programme.zone
    now = None if document is None else inputs_of(lesson, document.code, inputs.workspace, zone)
    if document is None or now is None or now.key != inputs.key:
        return Failed(_changed(lesson.file))
    return Job(
        lesson=lesson.id,
        notebook=document.notebook,
        kernel=inputs.kernel,
        folder=str((course.root / lesson.folder).resolve()),
        workspace=inputs.workspace,
        timeout=lesson.execution.timeout,
        memory=lesson.execution.memory,
        network=inputs.network,
        needs_kernel=lesson.execution.isolation == "kernel",
        draws=planned.draws,
        zone=posix_zone(zone),
        allow_errors=inputs.allow_errors,
    )


def _told_again(planned: Planned, failure: Failure, documents: Documents) -> Problem:
    job = _job(planned, documents)
    return job.problem if isinstance(job, Failed) else outcome_of(failure, job).problem


def _keep(outcome: Failed, planned: Planned, documents: Documents, store: Store) -> None:
    if outcome.failure is not None:
        lesson = documents.course.lessons[planned.lesson]
        keep_failure(store, lesson, planned.inputs, outcome.failure)


def _changed(path: str) -> Problem:
    return Problem(
        "notebook-could-run",
        Place(path),
        say("the notebook changed while the course was being built"),
        say("build once more"),
    )
