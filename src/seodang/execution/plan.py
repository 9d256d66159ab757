"""Deciding what runs, what is reused, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

from seodang.cache.fingerprint import engine_key
from seodang.cache.memo import Ledger
from seodang.cache.store import OUTPUTS, Key, Store, key_of
from seodang.course.model import Course, Lesson
from seodang.documents.document import read_notebook
from seodang.execution.codes import Codes
from seodang.execution.inputs import Inputs, code_of, inputs_of, machine_key, reason_to_run
from seodang.execution.workspace import workspace_of
from seodang.ids import LessonId
from seodang.problems import Message, Problem

RECORDS: Final = "inputs"
"""The kind under which the store keeps the inputs of each lesson's last run."""

_DRAWING: Final = (b"matplotlib", b"seaborn", b"pandas")


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

    `today` is the day the build is for, the only clock that pages may use.
    """

    run: tuple[Planned, ...]
    reuse: Mapping[LessonId, Key]
    today: date


def plan_build(
    course: Course,
    store: Store,
    today: date,
    only: frozenset[LessonId] | None = None,
    jobs: int = 1,
) -> tuple[Plan, list[Problem]]:
    """Compare every lesson's inputs with the store.

    Returns `(plan, problems)`. `only` limits what runs, not what is reused. At most `jobs`
    processes read notebooks. A retired lesson keeps a page that says so, and runs no more.
    """
    planner = Planner(course, store)
    planner.codes.read_all(jobs)
    run: list[Planned] = []
    reuse: dict[LessonId, Key] = {}
    for lesson in course.lessons.values():
        key = planner.reusable(lesson)
        if key is not None:
            reuse[lesson.id] = key
        elif only is None or lesson.id in only:
            run += planner.planned(lesson)
    planner.close()
    return Plan(tuple(run), reuse, today), planner.problems


class Planner:
    """Compares the inputs of lessons with the store; `ledger` is what it has noted."""

    def __init__(self, course: Course, store: Store) -> None:
        self._course = course
        self._store = store
        self.codes = Codes(course, store)
        self.ledger = Ledger(store, "outputs of lessons", [engine_key(), machine_key()])
        self.problems: list[Problem] = []

    def reusable(self, lesson: Lesson) -> Key | None:
        """Return the key of outputs that a lesson has already, or None."""
        path = self._course.notebooks.get(lesson.id, "")
        situation = [self._course.digests.get(path), self._course.surroundings]
        key, state = self.ledger.recall(lesson.id, situation) or (None, None)
        if key is not None and self._store.state(OUTPUTS, key) == state:
            return Key(key)
        inputs = self._inputs(lesson)
        if inputs is None or not self._store.has(OUTPUTS, inputs.key):
            return None
        if self.codes.knows(path):
            note = [inputs.key, self._store.state(OUTPUTS, inputs.key)]
            self.ledger.note(lesson.id, situation, note)
        return inputs.key

    def planned(self, lesson: Lesson) -> Iterator[Planned]:
        """Yield the run of a lesson that has code; what hinders it becomes a problem."""
        inputs = self._inputs(lesson)
        if inputs is not None:
            yield _planned(self._course, self._store, lesson, inputs)

    def close(self) -> None:
        """Keep what was found for the next plan."""
        self.codes.ledger.close()
        self.ledger.close()

    def _inputs(self, lesson: Lesson) -> Inputs | None:
        path = self._course.notebooks.get(lesson.id)
        code = self.codes.of(path) if path and lesson.status != "retired" else None
        if code is None or not code.cells:
            return None
        workspace, problems = workspace_of(self._course.root, lesson)
        self.problems += [problem for problem in problems if problem not in self.problems]
        return None if problems else inputs_of(lesson, code, workspace)


def plan_lesson(course: Course, store: Store, today: date, name: LessonId) -> Plan | None:
    """Plan one lesson, for a preview that cannot wait for all; None where its files are broken."""
    lesson = course.lessons[name]
    reading = read_notebook(course, lesson)
    workspace, problems = workspace_of(course.root, lesson)
    if reading is None or reading[1] or problems:
        return None
    code = code_of(reading[0])
    inputs = inputs_of(lesson, code, workspace)
    if not code.cells:
        return Plan((), {}, today)
    if store.has(OUTPUTS, inputs.key):
        return Plan((), {name: inputs.key}, today)
    return Plan((_planned(course, store, lesson, inputs),), {}, today)


def _planned(course: Course, store: Store, lesson: Lesson, inputs: Inputs) -> Planned:
    reason = reason_to_run(inputs, store.load_json(RECORDS, record_key(lesson.id)))
    return Planned(lesson.id, inputs, reason, _draws(course, lesson, inputs))


def record_key(lesson: LessonId) -> Key:
    """Return the key under which the inputs of a lesson's last run are kept."""
    return key_of(RECORDS, lesson)


def remember_inputs(store: Store, lesson: LessonId, inputs: Inputs) -> None:
    """Keep what a lesson's outputs were made of, so that the next plan can name a change."""
    store.save_json(RECORDS, record_key(lesson), asdict(inputs))


def _draws(course: Course, lesson: Lesson, inputs: Inputs) -> bool:
    modules = [path for path in inputs.workspace if path.endswith(".py")]
    files = [course.notebooks[lesson.id], *(f"{lesson.folder}/{path}" for path in modules)]
    return any(name in Path(course.root, file).read_bytes() for file in files for name in _DRAWING)
