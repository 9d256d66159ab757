"""Deciding what runs, what is reused, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Final

from seodang.cache.fingerprint import engine_key
from seodang.cache.memo import Memo
from seodang.cache.store import OUTPUTS, Key, Store, key_of
from seodang.course.model import Lesson
from seodang.documents.documents import Documents
from seodang.documents.texts import TextRef
from seodang.execution.failure import Failure
from seodang.execution.inputs import Inputs, inputs_of, machine_key, reason_to_run
from seodang.execution.kept_failures import failure_kept
from seodang.execution.workspace import workspace_of
from seodang.ids import LessonId
from seodang.kernels import is_everywhere
from seodang.problems import Message, Problem, say

RECORDS: Final = "inputs"
"""The kind under which the store keeps the inputs of each lesson's last run."""

_ASKED: Final = say("--again asks for it")
_DRAWING: Final = ("matplotlib", "seaborn", "pandas")


@dataclass(frozen=True, slots=True)
class Planned:
    """A lesson whose notebook runs, and the one input that makes it run."""

    lesson: LessonId
    inputs: Inputs
    reason: Message
    draws: bool
    """Whether its code names a library that draws figures."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build runs and what it reuses; lessons without code are in neither.

    `left` are those that would run, had they been asked for.
    """

    run: tuple[Planned, ...]
    reuse: Mapping[LessonId, Key]
    failed: tuple[tuple[Planned, Failure], ...] = ()
    """Lessons that failed before, of which nothing has changed since: they are only told again."""
    left: frozenset[LessonId] = frozenset()


def plan_build(
    documents: Documents,
    store: Store,
    only: frozenset[LessonId] | None = None,
    again: frozenset[LessonId] | None = None,
) -> tuple[Plan, list[Problem]]:
    """Compare every lesson's inputs with the store.

    Returns `(plan, problems)`. `only` limits what runs, not what is reused; lessons named in
    `again` (empty: all) run all the same, also those that failed and of which nothing changed. A
    retired lesson keeps a page that says so, and runs no more.
    """
    planner = Planner(documents, store)
    due: list[Planned] = []
    forced: set[LessonId] = set()
    left: set[LessonId] = set()
    reuse: dict[LessonId, Key] = {}
    for lesson in documents.course.lessons.values():
        is_asked = only is None or lesson.id in only
        is_forced = is_asked and again is not None and (not again or lesson.id in again)
        key = planner.reusable(lesson)
        if key is not None and not is_forced:
            reuse[lesson.id] = key
        elif not is_asked:
            left |= planner.would_run(lesson)
        else:
            found = planner.planned(lesson)
            due += (replace(one, reason=_ASKED) for one in found) if key is not None else found
            forced |= {lesson.id} if is_forced else set()
    planner.memo.save()
    failed = tuple(_failed((one for one in due if one.lesson not in forced), documents, store))
    told = {planned.lesson for planned, _ in failed}
    run = tuple(one for one in due if one.lesson not in told)
    return Plan(run, reuse, failed, frozenset(left)), planner.problems


def _failed(
    due: Iterable[Planned], documents: Documents, store: Store
) -> Iterator[tuple[Planned, Failure]]:
    for planned in due:
        lesson = documents.course.lessons[planned.lesson]
        failure = failure_kept(store, lesson, planned.inputs)
        if failure is not None:
            yield planned, failure


class Planner:
    """Compares the inputs of lessons with the store.

    Outputs are the same for every variant: words of a language or region never touch code.
    """

    def __init__(self, documents: Documents, store: Store) -> None:
        self._documents = documents
        self._store = store
        self.memo = Memo(store, "outputs of lessons", [engine_key(), machine_key()])
        self.problems: list[Problem] = []

    def reusable(self, lesson: Lesson) -> Key | None:
        """Return the key of outputs that a lesson has already, or None."""
        ref = self._documents.notebook_of(lesson)
        digest = None if ref is None else self._documents.digest_of(ref)
        situation = [digest, self._documents.non_text_digest]
        known = self.memo.get(lesson.id, situation)
        if known is not None:
            return Key(known)
        inputs = self._inputs(lesson)
        key = inputs.key if inputs else None
        if key is None or not self._store.has(OUTPUTS, key):
            return None
        if ref is not None and self._documents.knows(ref) and self._is_settled(ref):
            self.memo.put(lesson.id, situation, key, entries=[(OUTPUTS, key)])
        return key

    def _is_settled(self, ref: TextRef) -> bool:
        """Whether installing a kernel would leave the outputs as they are."""
        return is_everywhere(self._documents.facts(ref).code.kernel)

    def planned(self, lesson: Lesson) -> Iterator[Planned]:
        """Yield the run of a lesson that has code; what hinders it becomes a problem."""
        inputs = self._inputs(lesson)
        if inputs is not None:
            yield _planned(self._documents, self._store, lesson, inputs)

    def would_run(self, lesson: Lesson) -> frozenset[LessonId]:
        """Return the lesson, if it has code that could run."""
        return frozenset([lesson.id] if self._inputs(lesson) is not None else [])

    def _inputs(self, lesson: Lesson) -> Inputs | None:
        ref = self._documents.notebook_of(lesson)
        code = self._documents.facts(ref).code if ref and lesson.status != "retired" else None
        if code is None or not code.cells:
            return None
        workspace, problems = workspace_of(self._documents.course.root, lesson)
        self.problems += [problem for problem in problems if problem not in self.problems]
        zone = self._documents.course.programme.zone
        return None if problems else inputs_of(lesson, code, workspace, zone)


def plan_lesson(documents: Documents, store: Store, name: LessonId) -> Plan | None:
    """Plan one lesson, for a preview that cannot wait for all; None where its files are broken."""
    course = documents.course
    lesson = course.lessons[name]
    ref = documents.notebook_of(lesson)
    document = None if ref is None else documents.open(ref)
    workspace, problems = workspace_of(course.root, lesson)
    if document is None or document.problems or problems:
        return None
    inputs = inputs_of(lesson, document.code, workspace, course.programme.zone)
    if not document.code.cells:
        return Plan((), {})
    if store.has(OUTPUTS, inputs.key):
        return Plan((), {name: inputs.key})
    planned = _planned(documents, store, lesson, inputs)
    failed = tuple(_failed([planned], documents, store))
    return Plan((), {}, failed) if failed else Plan((planned,), {})


def _planned(documents: Documents, store: Store, lesson: Lesson, inputs: Inputs) -> Planned:
    reason = reason_to_run(inputs, store.load_as(RECORDS, record_key(lesson.id), dict))
    return Planned(lesson.id, inputs, reason, _draws(documents, lesson, inputs))


def record_key(lesson: LessonId) -> Key:
    """Return the key under which the inputs of a lesson's last run are kept."""
    return key_of(RECORDS, lesson)


def remember_inputs(store: Store, lesson: LessonId, inputs: Inputs) -> None:
    """Keep what a lesson's outputs were made of, so that the next plan can name a change."""
    store.save_json(RECORDS, record_key(lesson), asdict(inputs))


def _draws(documents: Documents, lesson: Lesson, inputs: Inputs) -> bool:
    ref, folder = documents.notebook_of(lesson), documents.course.root / lesson.folder
    cells = documents.open(ref).notebook.code_cells() if ref else ()
    modules = (folder / path for path in inputs.workspace if path.endswith(".py"))
    code = [
        *(cell.source for cell in cells),
        *(file.read_text("utf-8", "replace") for file in modules),
    ]
    return any(name in source for source in code for name in _DRAWING)
