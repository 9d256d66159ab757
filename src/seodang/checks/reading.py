"""The texts of a course, read one at a time: notebooks, pages, exercises, the glossary."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from seodang.checks.prose import Prose
from seodang.course.files import read_text
from seodang.course.layout import GLOSSARY, exercise_file
from seodang.course.loader import read_notebook
from seodang.course.model import Choice, Course, Exercise, Lesson, PromptExercise
from seodang.course.notebook import Cell, CellKind, Notebook
from seodang.problems import Key, Place, Pointer, Problem, Where

Anchors: TypeAlias = Callable[[str], frozenset[str] | None]
"""The anchors of a notebook or page by its path; None where it cannot be read."""


@dataclass(frozen=True, slots=True)
class Text:
    """A file's prose before it is read; `notebook` and `lesson` are those of a lesson's text.

    `is_sound` says that nothing was found wrong in opening the file.
    """

    path: str
    cells: tuple[Cell, ...]
    lesson: Lesson | None = None
    notebook: Notebook | None = None
    is_sound: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as rules see it. Links in it are relative to the folder of its path."""

    course: Course
    text: Text
    prose: Prose
    anchors_in: Anchors

    @property
    def lesson(self) -> Lesson | None:
        """The lesson whose notebook this is."""
        return self.text.lesson

    @property
    def notebook(self) -> Notebook | None:
        """The notebook this was read from."""
        return self.text.notebook


def texts(course: Course) -> Iterator[tuple[Text, list[Problem]]]:
    """Yield every text of the course with the problems met in opening it, one in memory."""
    for lesson in course.lessons.values():
        opened = lesson_text(course, lesson)
        if opened is not None:
            yield opened
    for path in course.pages:
        yield page_text(course, path)
    for exercise in course.exercises.values():
        yield Text(exercise_file(exercise.id), tuple(_exercise_cells(exercise))), []
    for term in course.glossary.values():
        yield Text(GLOSSARY, (_cell(GLOSSARY, term.definition, term.id, "definition"),)), []


def lesson_text(course: Course, lesson: Lesson) -> tuple[Text, list[Problem]] | None:
    """Return the text of a lesson's notebook, or None where it has none."""
    read = read_notebook(course, lesson)
    if read is None:
        return None
    notebook, problems = read
    return Text(notebook.path, notebook.cells, lesson, notebook, not problems), problems


def page_text(course: Course, path: str) -> tuple[Text, list[Problem]]:
    """Return a plain page; one that cannot be read has no text."""
    text = read_text(course.root, path)
    if isinstance(text, Problem):
        return Text(path, (), is_sound=False), [text]
    return Text(path, (_prose_cell(text, Place(path)),)), []


def _exercise_cells(exercise: Exercise) -> Iterator[Cell]:
    path = exercise_file(exercise.id)
    yield _cell(path, exercise.question, "question")
    if isinstance(exercise, Choice):
        for number, option in enumerate(exercise.options):
            yield _cell(path, option.text, "options", number, "text")
            yield _cell(path, option.feedback or "", "options", number, "feedback")
        yield _cell(path, exercise.explanation or "", "explanation")
    else:
        key = "rubric" if isinstance(exercise, PromptExercise) else "hints"
        lines = exercise.rubric if isinstance(exercise, PromptExercise) else exercise.hints
        yield from (_cell(path, line, key, number) for number, line in enumerate(lines))


def _cell(path: str, text: str, *keys: Key) -> Cell:
    return _prose_cell(text, Pointer(path, keys))


def _prose_cell(text: str, where: Where) -> Cell:
    return Cell(CellKind.MARKDOWN, text, where, {}, {})
