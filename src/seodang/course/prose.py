"""A notebook's prose, parsed once for all stages that look at it one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markdown_it.token import Token

from seodang.course.loader import Problems, parse_notebook
from seodang.course.markdown import markdown_reader, read_cells
from seodang.course.notebook import Cell, Notebook, shown_by_somebody


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
