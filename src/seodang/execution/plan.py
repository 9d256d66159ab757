"""Deciding what runs, what is reused, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Final

from seodang.course.ids import LessonId
from seodang.course.loader import read_notebook
from seodang.course.model import Course, Lesson
from seodang.execution.codes import codes_of
from seodang.execution.inputs import Code, Inputs, code_of, inputs_of, reason_to_run
from seodang.execution.outcomes import OUTPUTS
from seodang.execution.workspace import workspace_of
from seodang.problems import Message, Problem
from seodang.store import Key, Store, key_of

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
    run: list[Planned] = []
    reuse: dict[LessonId, Key] = {}
    problems: list[Problem] = []
    codes = codes_of(course, store, jobs)
    for lesson in course.lessons.values():
        inputs, found = _inputs(course, lesson, codes)
        problems += found
        if inputs is None:
            continue
        key = inputs.key
        if store.has(OUTPUTS, key):
            reuse[lesson.id] = key
        elif only is None or lesson.id in only:
            run.append(_planned(course, store, lesson, inputs))
    return Plan(tuple(run), reuse, today), problems


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


def _inputs(
    course: Course, lesson: Lesson, codes: Mapping[str, Code]
) -> tuple[Inputs | None, list[Problem]]:
    code = codes.get(course.notebooks.get(lesson.id, ""))
    if code is None or lesson.status == "retired":
        return None, []
    workspace, problems = workspace_of(course.root, lesson)
    return (None if problems else inputs_of(lesson, code, workspace)), problems
