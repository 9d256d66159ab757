"""A notebook's prose, parsed once for all stages that look at it one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from markdown_it.token import Token

from seodang.course.model import Course, Lesson
from seodang.documents.ipynb import read_ipynb
from seodang.documents.markdown import markdown_reader, read_cells
from seodang.documents.myst import read_myst
from seodang.documents.notebook import Cell, Notebook, shown_by_somebody
from seodang.files.reading import read_text
from seodang.problems import Problem

Problems: TypeAlias = tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A notebook with the cells that somebody sees and their tokens (see `read_cells`).

    Nobody may change the tokens: they are shared.
    """

    notebook: Notebook
    problems: Problems
    shown: tuple[Cell, ...]
    tokens: Sequence[Token]


@lru_cache(maxsize=1)
def read_prose(text: str, path: str) -> Prose:
    """Read a notebook of either format from its text; `path` says which it is."""
    return prose_of(*parse_notebook(text, path))


def prose_of(notebook: Notebook, problems: Problems = ()) -> Prose:
    """Read the prose of a notebook; `problems` were met in reading its file."""
    shown = tuple(shown_by_somebody(notebook.cells))
    return Prose(notebook, problems, shown, read_cells(markdown_reader(), shown, {}))


def read_notebook(course: Course, lesson: Lesson) -> tuple[Notebook, Problems] | None:
    """Read a lesson's notebook, or return None where the lesson has none.

    Returns `(notebook, problems)`; a file that cannot be read gives a notebook without cells.
    """
    path = course.notebooks.get(lesson.id)
    if path is None:
        return None
    text = read_text(course.root, path)
    if isinstance(text, Problem):
        return Notebook(path, "", ()), (text,)
    return parse_notebook(text, path)


@lru_cache(maxsize=2)  # several stages ask for the same notebook one after the other
def parse_notebook(text: str, path: str) -> tuple[Notebook, Problems]:
    """Read a notebook of either format from its text; `path` says which it is."""
    reader = read_ipynb if path.endswith(".ipynb") else read_myst
    notebook, problems = reader(text, path)
    return notebook, tuple(problems)
