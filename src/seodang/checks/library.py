"""The texts of a course, read one at a time; what was found in them is kept between builds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Final, TypeAlias

from pydantic import TypeAdapter

from seodang.checks.contents import Contents, Fault
from seodang.checks.contents_reader import read_contents
from seodang.checks.reading import Reading
from seodang.course.files import read_text
from seodang.course.layout import GLOSSARY, exercise_file
from seodang.course.loader import parse_notebook
from seodang.course.markdown import markdown_reader
from seodang.course.model import Choice, Course, Exercise, PromptExercise
from seodang.course.notebook import Cell, CellKind
from seodang.forking import warmed
from seodang.freshness import engine_key
from seodang.problems import Key, Place, Pointer, Problem, Where
from seodang.store import Store, key_of

Opened: TypeAlias = tuple[Contents, list[Problem]]

KIND: Final = "contents"
"""The kind under which the store keeps what was found in a text."""
_NOTHING: Final = Contents((), (), (), (), (), (), frozenset())
_ADAPTER: Final = TypeAdapter(Contents)
_LONGEST_REASON: Final = 160


class Library:
    """Opens the texts of a course for the rules.

    Without a store every text is read anew.
    """

    def __init__(self, course: Course, store: Store | None) -> None:
        self._course = course
        self._store = store
        self._engine = engine_key() if store else ""
        self._markdown = markdown_reader()
        self._anchors: dict[str, frozenset[str] | None] = {}
        self._lessons = {path: course.lessons[name] for name, path in course.notebooks.items()}

    def prepare(self, jobs: int) -> None:
        """Read what is not known yet, in several processes, for `readings` to find it."""
        if self._store is not None:
            warmed(self._open, [*self._lessons, *self._course.pages], jobs)

    def readings(self) -> Iterator[tuple[Reading, list[Problem]]]:
        """Yield every text with the problems met in opening it; one is in memory at a time."""
        for path in (*self._lessons, *self._course.pages):
            yield self._page(path)
        for path, cells in _entries(self._course):
            identity = [(cell.source, str(cell.where)) for cell in cells]
            contents, problems = self._kept(identity, partial(self._read_cells, cells))
            yield Reading(self._course, path, contents, self.anchors_in), problems

    def anchors_in(self, path: str) -> frozenset[str] | None:
        """Return the anchors of a notebook or page; None where it cannot be read."""
        if path not in self._anchors:
            self._page(path)
        return self._anchors[path]

    def _page(self, path: str) -> tuple[Reading, list[Problem]]:
        """Open a notebook or a page, and remember its anchors."""
        contents, problems = self._open(path)
        lesson = self._lessons.get(path)
        reading = Reading(self._course, path, contents, self.anchors_in, lesson)
        # What was read with problems may lack headings that links rightly name.
        self._anchors[path] = None if problems else reading.anchors()
        return reading, problems

    def _open(self, path: str) -> Opened:
        text = read_text(self._course.root, path)
        if isinstance(text, Problem):
            return _NOTHING, [text]
        read = self._read_notebook if path in self._lessons else self._read_page
        return self._kept((path, text), partial(read, path, text))

    def _kept(self, identity: object, read: Callable[[], Opened]) -> Opened:
        """Return what was found in a text before, or read it; a faulty text is read every time."""
        if self._store is None:
            return read()
        key = key_of(KIND, self._engine, identity)
        kept = self._store.load(KIND, key)
        if kept is not None:
            return _ADAPTER.validate_json(kept), []
        contents, problems = read()
        if not problems:
            self._store.save(KIND, key, _ADAPTER.dump_json(contents))
        return contents, problems

    def _read_page(self, path: str, text: str) -> Opened:
        return self._read_cells([_cell(text, Place(path))])

    def _read_notebook(self, path: str, text: str) -> Opened:
        notebook, problems = parse_notebook(text, path)
        contents, _ = self._read_cells(notebook.cells)
        if path.endswith(".ipynb") and not problems:
            contents = replace(contents, faults=tuple(_faults(text, path)))
        return contents, problems

    def _read_cells(self, cells: Iterable[Cell]) -> Opened:
        return read_contents(self._markdown, cells), []


def _faults(text: str, path: str) -> Iterator[Fault]:
    # Importing nbformat takes 0.2 s, and many courses have no .ipynb.
    from nbformat.validator import iter_validate

    for error in iter_validate(json.loads(text)):  # type: ignore[no-untyped-call]
        reason = error.message.partition("\n")[0][:_LONGEST_REASON]
        yield Fault(reason, Pointer(path, tuple(error.relative_path)))


def _entries(course: Course) -> Iterator[tuple[str, list[Cell]]]:
    """Yield the texts that stand in YAML files, as the cells of their values."""
    for exercise in course.exercises.values():
        path = exercise_file(exercise.id)
        yield path, [_cell(text, Pointer(path, keys)) for text, keys in _texts(exercise)]
    for term in course.glossary.values():
        yield GLOSSARY, [_cell(term.definition, Pointer(GLOSSARY, (term.id, "definition")))]


def _texts(exercise: Exercise) -> Iterator[tuple[str, tuple[Key, ...]]]:
    yield exercise.question, ("question",)
    if isinstance(exercise, Choice):
        for number, option in enumerate(exercise.options):
            yield option.text, ("options", number, "text")
            yield option.feedback or "", ("options", number, "feedback")
        yield exercise.explanation or "", ("explanation",)
    elif isinstance(exercise, PromptExercise):
        yield from ((line, ("rubric", number)) for number, line in enumerate(exercise.rubric))
    else:
        yield from ((line, ("hints", number)) for number, line in enumerate(exercise.hints))


def _cell(text: str, where: Where) -> Cell:
    return Cell(CellKind.MARKDOWN, text, where, {}, {})
