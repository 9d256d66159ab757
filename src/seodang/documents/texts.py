"""The texts a course consists of, by name, before any of them is opened."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from pydantic import BaseModel

from seodang.course.file_kinds import YAML_KINDS
from seodang.course.layout import GLOSSARY
from seodang.course.model import Course, Lesson, Term
from seodang.documents.notebook import LANGUAGE, Cell, CellKind
from seodang.exercises.exercise import Exercise
from seodang.exercises.kinds import texts_of
from seodang.problems import Pointer, Step

Keys = tuple[Step, ...]


_MARKDOWN: Final = frozenset({"exercises", "glossary"})
"""Kinds of entries whose texts are read as Markdown."""


@dataclass(frozen=True, slots=True)
class TextRef:
    """A text by its name and the path of its file.

    `lesson` is the one whose notebook it is. `cells` makes the cells of a text that stands in a
    YAML file; a notebook or a plain page has none before it is read. What is not `is_prose` is
    shown as it is written.
    """

    name: str
    path: str
    lesson: Lesson | None = None
    cells: Callable[[], tuple[Cell, ...]] | None = None
    is_prose: bool = True


def texts_in(course: Course) -> Iterator[TextRef]:
    """Yield all texts: notebooks, pages, exercises, terms, and what else YAML files say."""
    for lesson, path in course.notebooks.items():
        yield TextRef(path, path, course.lessons[lesson])
    yield from (TextRef(path, path) for path in course.pages.values())
    for exercise in course.exercises.values():
        path = exercise.file
        yield TextRef(path, path, cells=partial(_exercise, exercise))
    for term in course.glossary.values():
        yield TextRef(f"{GLOSSARY}#{term.id}", GLOSSARY, cells=partial(_term, term))
    for path, value in _yaml_files(course):
        yield TextRef(path, path, cells=partial(_plain, path, value), is_prose=False)


def _yaml_files(course: Course) -> Iterator[tuple[str, Any]]:
    """Yield the files whose values readers see as they are; no Markdown is read in them."""
    for kind in YAML_KINDS:
        if kind.name not in _MARKDOWN:
            yield from kind.files_of(course)


def _exercise(exercise: Exercise) -> tuple[Cell, ...]:
    kinds = {True: CellKind.MARKDOWN, False: CellKind.RAW}
    texts = texts_of(exercise)
    return tuple(
        Cell(
            kinds[one.is_markdown],
            one.text,
            Pointer(exercise.file, one.keys),
            {} if one.language is None else {LANGUAGE: one.language},
        )
        for one in texts
    )


def _term(term: Term) -> tuple[Cell, ...]:
    texts = _strings(term, (term.id,))
    kinds: dict[Keys, CellKind] = {(term.id, "definition"): CellKind.MARKDOWN}
    return tuple(
        Cell(kinds.get(keys, CellKind.RAW), text, Pointer(GLOSSARY, keys)) for keys, text in texts
    )


def _plain(path: str, value: Any) -> tuple[Cell, ...]:
    return tuple(
        Cell(CellKind.RAW, text, Pointer(path, keys)) for keys, text in _strings(value, ())
    )


def _strings(value: Any, keys: Keys) -> Iterator[tuple[Keys, str]]:
    """Yield the texts in a value, with the keys that lead to each."""
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, BaseModel):
        # An id is no text of its file: it is the file's name or the key above.
        given = ((n, getattr(value, n)) for n in sorted(value.model_fields_set - {"id"}))
        for name, inner in given:
            yield from _strings(inner, (*keys, name))
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _strings(inner, (*keys, name))
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _strings(inner, (*keys, number))
