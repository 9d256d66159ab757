"""The texts of a course, read one at a time; what was found in them is kept between builds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, TypeAlias

from pydantic import TypeAdapter

from seodang.cache.fingerprint import engine_key
from seodang.cache.store import Store, key_of
from seodang.checks.reading import Reading
from seodang.course.layout import GLOSSARY, exercise_file
from seodang.course.model import Choice, Course, Exercise, PromptExercise
from seodang.documents.contents import Contents, Fault
from seodang.documents.contents_reader import contents_of, read_contents
from seodang.documents.document import read_prose
from seodang.documents.notebook import Cell, CellKind
from seodang.files.reading import read_hashed
from seodang.problems import Place, Pointer, Problem, Step, Where

KIND: Final = "contents"
"""The kind under which the store keeps what was found in a text."""
_NOTHING: Final = Contents((), (), (), (), (), (), frozenset())
_ADAPTER: Final = TypeAdapter(Contents)
_LONGEST_REASON: Final = 160

Read: TypeAlias = tuple[Contents, list[Problem]]


@dataclass(frozen=True, slots=True)
class Title:
    """A text of the course by its name, the path of its file, and what it was when it was loaded.

    `digest` is the SHA-256 of the file; None where that is not known. `cells` are given of a
    text that stands in a YAML file.
    """

    name: str
    path: str
    digest: str | None
    cells: tuple[Cell, ...] | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A text as rules see it, the problems met in opening it, and its file's digest."""

    reading: Reading
    problems: list[Problem]
    digest: str | None


class Library:
    """Opens the texts of a course; one is in memory at a time.

    Without a store every text is read anew.
    """

    def __init__(self, course: Course, store: Store | None) -> None:
        self._course = course
        self._store = store
        self._engine = engine_key() if store else ""
        self._lessons = {path: course.lessons[name] for name, path in course.notebooks.items()}

    def titles(self) -> Iterator[Title]:
        """Yield all texts: notebooks, pages, exercises, terms."""
        digests = self._course.digests
        for path in (*self._lessons, *self._course.pages):
            yield Title(path, path, digests.get(path))
        for name, path, cells in _entries(self._course):
            yield Title(name, path, digests.get(path), tuple(cells))

    def open(self, title: Title, anchors_in: Callable[[str], frozenset[str] | None]) -> Opened:
        """Open a text."""
        if title.cells is not None:
            # The place is part of it: what is found in a term is told with its line.
            identity = [(cell.source, str(cell.where)) for cell in title.cells]
            read = partial(_read_cells, title.cells)
            contents, problems = self._kept(identity, read)
            digest = title.digest
        else:
            contents, problems, digest = self._page(title.path)
        lesson = self._lessons.get(title.path)
        return Opened(
            Reading(self._course, title.path, contents, anchors_in, lesson), problems, digest
        )

    def title_of(self, path: str) -> Title:
        """Return the title of a notebook or page."""
        return Title(path, path, self._course.digests.get(path))

    def _page(self, path: str) -> tuple[Contents, list[Problem], str]:
        text, digest = read_hashed(self._course.root, path)
        if isinstance(text, Problem):
            return _NOTHING, [text], digest
        read = _read_notebook if path in self._lessons else _read_page
        contents, problems = self._kept((path, digest), partial(read, path, text))
        return contents, problems, digest

    def _kept(self, identity: object, read: Callable[[], Read]) -> Read:
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


def _read_page(path: str, text: str) -> Read:
    return _read_cells([_cell(text, Place(path))])


def _read_notebook(path: str, text: str) -> Read:
    prose = read_prose(text, path)
    contents = contents_of(prose.notebook.cells, prose.tokens)
    if path.endswith(".ipynb") and not prose.problems:
        contents = replace(contents, faults=tuple(_faults(text, path)))
    return contents, list(prose.problems)


def _read_cells(cells: Iterable[Cell]) -> Read:
    return read_contents(cells), []


def _faults(text: str, path: str) -> Iterator[Fault]:
    # Importing nbformat takes 0.2 s, and many courses have no .ipynb.
    from nbformat.validator import iter_validate

    for error in iter_validate(json.loads(text)):  # type: ignore[no-untyped-call]
        reason = error.message.partition("\n")[0][:_LONGEST_REASON]
        yield Fault(reason, Pointer(path, tuple(error.relative_path)))


def _entries(course: Course) -> Iterator[tuple[str, str, list[Cell]]]:
    """Yield the texts that stand in YAML files: name, path, and their values as cells."""
    for exercise in course.exercises.values():
        path = exercise_file(exercise.id)
        yield path, path, [_cell(text, Pointer(path, keys)) for text, keys in _texts(exercise)]
    for term in course.glossary.values():
        where = Pointer(GLOSSARY, (term.id, "definition"))
        yield f"{GLOSSARY}#{term.id}", GLOSSARY, [_cell(term.definition, where)]


def _texts(exercise: Exercise) -> Iterator[tuple[str, tuple[Step, ...]]]:
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
