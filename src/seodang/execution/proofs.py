"""Proving exercises in programming: the solution passes its checks, and the starter does not.

Each is a notebook of two cells, which runs as those of lessons do; what was proved is kept, and so
is what failed, until something changes.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Literal

from seodang.cache.store import Key, Store, key_of
from seodang.course.model import Course
from seodang.documents.documents import Documents
from seodang.documents.notebook import Cell, CellKind, Notebook, identified
from seodang.execution.execute import executor_named, runner_settings
from seodang.execution.executor import Executor, Runners
from seodang.execution.failure import Failure, FailureKind
from seodang.execution.inputs import CACHE_FORMAT, machine_key
from seodang.execution.kept_failures import OF_THE_CODE, failure_from_json, failure_to_json
from seodang.execution.outcomes import Failed, Job, Outcome
from seodang.execution.reporting import outcome_of
from seodang.execution.time_zone import posix_zone
from seodang.exercises.code import CodeExercise
from seodang.ids import ExerciseId, LessonId
from seodang.problems import Pointer, Problem, say

_PROOFS: Final = "proofs"
"""The kind under which the store keeps them."""
_KERNEL: Final = "python3"
_SECONDS: Final = 60.0
_MEMORY: Final = 1_000_000_000
_RULE_OF: Final = {"solution": "solution-passes", "starter": "starter-fails"}
_MUST_RAISE: Final[Mapping[str, Any]] = {"tags": ["raises-exception"]}


@dataclass(frozen=True, slots=True)
class _Proof:
    """What is to be proved of a part of an exercise: the key of all that decides it, and how it runs."""

    exercise: CodeExercise
    part: Literal["solution", "starter"]
    key: Key
    folder: str
    zone: str

    @property
    def job(self) -> Job:
        """The notebook to run: the part, and the checks, which a starter must not pass."""
        file, is_starter = self.exercise.file, self.part == "starter"
        code = {name: getattr(self.exercise, name) for name in (self.part, "checks")}
        tags = {"checks": _MUST_RAISE} if is_starter else {}
        cells = [
            Cell(CellKind.CODE, text, Pointer(file, (name,)), tags.get(name, {}))
            for name, text in code.items()
        ]
        return Job(
            lesson=LessonId(f"{self.exercise.id} {self.part}"),  # by which executors know it
            notebook=Notebook(file, _KERNEL, identified(cells)),
            kernel=_KERNEL,
            folder=self.folder,
            workspace={},
            timeout=_SECONDS,
            memory=_MEMORY,
            network=False,
            zone=self.zone,
            allow_errors=is_starter,
        )


@dataclass(frozen=True, slots=True)
class Proved:
    """The lessons with an exercise that could not be proved, and those with one nobody asked to prove."""

    failed: frozenset[LessonId] = frozenset()
    left: frozenset[LessonId] = frozenset()


def prove(
    documents: Documents,
    store: Store,
    jobs: int,
    *,
    executor: str,
    runners: Runners,
    only: frozenset[LessonId] | None = None,
    again: frozenset[LessonId] | None = None,
) -> tuple[Proved, list[Problem]]:
    """Prove the exercises in programming of which it is not known whether they hold.

    Returns `(proved, problems)`. `only` and `again` name lessons, as for `plan_build`.
    """
    exercises = documents.course.exercises.values()
    proofs = _proofs([one for one in exercises if isinstance(one, CodeExercise)], documents.course)
    if not proofs:
        return Proved(), []
    used = _used(documents, {proof.exercise.id for proof in proofs})
    due: list[_Proof] = []
    left: set[LessonId] = set()
    failed: dict[_Proof, Failed] = {}
    for proof in proofs:
        lessons = used[proof.exercise.id]
        is_asked = only is None or not only.isdisjoint(lessons)
        is_forced = again is not None and (not again or not again.isdisjoint(lessons))
        kept = None if is_asked and is_forced else _kept(store, proof)
        if isinstance(kept, Failure):
            failed[proof] = outcome_of(kept, proof.job)
        elif kept is None and is_asked:
            due.append(proof)
        elif kept is None:
            left.update(lessons)
    if due:
        settings = runner_settings(store, jobs, drawing=0, total=len(due))
        with executor_named(executor, settings, runners) as running:
            failed |= _run(due, running, store)
    hindered = {lesson for proof in failed for lesson in used[proof.exercise.id]}
    problems = [_told(proof, outcome) for proof, outcome in failed.items()]
    return Proved(frozenset(hindered), frozenset(left)), problems


def _run(due: Sequence[_Proof], running: Executor, store: Store) -> dict[_Proof, Failed]:
    """Run what is due, keep what came of it, and return what failed."""
    by_name = {proof.job.lesson: proof for proof in due}
    failed = {}
    for name, outcome, _ in running.outcomes((n, partial(_job, one)) for n, one in by_name.items()):
        _keep(store, by_name[name], outcome)
        if isinstance(outcome, Failed):
            failed[by_name[name]] = outcome
    return failed


def _job(proof: _Proof) -> Job:
    return proof.job


def _proofs(exercises: Sequence[CodeExercise], course: Course) -> list[_Proof]:
    zone, folder = posix_zone(course.programme.zone), str(course.root.resolve() / "exercises")
    parts: tuple[Literal["solution", "starter"], ...] = ("solution", "starter")
    machine = machine_key() if exercises else None
    return [
        _Proof(
            one,
            part,
            key_of(_PROOFS, part, code, one.checks, zone, machine, CACHE_FORMAT),
            folder,
            zone,
        )
        for one in exercises
        for part in parts
        for code in [getattr(one, part)]
    ]


def _used(documents: Documents, names: Collection[ExerciseId]) -> dict[ExerciseId, list[LessonId]]:
    """Return the lessons that each exercise stands in."""
    used: dict[ExerciseId, list[LessonId]] = {name: [] for name in names}
    for lesson in documents.course.lessons.values():
        ref = documents.notebook_of(lesson)
        for name in documents.facts(ref).exercises if ref else ():
            if ExerciseId(name) in used:
                used[ExerciseId(name)].append(lesson.id)
    return used


def _kept(store: Store, proof: _Proof) -> Failure | bool | None:
    """Return True for what was proved, how it failed, or None where that is not known."""
    kept = store.load_as(_PROOFS, proof.key, dict)
    if kept is None:
        return None
    return failure_from_json(kept["failure"]) if kept.get("failure") else True


def _keep(store: Store, proof: _Proof, outcome: Outcome) -> None:
    """Keep what is sure to come out again; what the machine did, it may do better next time."""
    failure = outcome.failure if isinstance(outcome, Failed) else None
    if not isinstance(outcome, Failed):
        store.save_json(_PROOFS, proof.key, {"failure": None})
    elif failure is not None and failure.kind in OF_THE_CODE:
        store.save_json(_PROOFS, proof.key, {"failure": failure_to_json(failure)})
    else:
        store.drop(_PROOFS, proof.key)


def _told(proof: _Proof, outcome: Failed) -> Problem:
    """Say what could not be proved, at the line where that came out."""
    kind = outcome.failure.kind if outcome.failure else None
    where, reason = outcome.problem.where, outcome.problem.message
    if kind is FailureKind.DID_NOT_RAISE:
        return Problem(
            "starter-fails",
            where,
            say("the starter passes the checks: there is nothing to do"),
            say("take out of 'starter' what is to be written, or let 'checks' ask for it"),
        )
    rule = _RULE_OF[proof.part]
    if kind is FailureKind.RAISED:
        words = {name: reason.words[name] for name in ("exception", "values", "output")}
        return Problem(
            rule,
            where,
            say("the solution does not pass the checks: {exception}{values}{output}", **words),
            say("correct 'solution', or what 'checks' ask of it"),
        )
    if kind in OF_THE_CODE:
        return Problem(
            rule,
            where,
            say(
                "'{part}' with its checks did not come to an end: {reason}",
                part=proof.part,
                reason=reason,
            ),
            say("let it do less: it has 60 seconds and 1 GB of memory"),
        )
    return outcome.problem
