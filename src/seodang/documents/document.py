"""A text of the course, parsed once: what checks, plan, rendering and every edition read of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from markdown_it.token import Token

from seodang.documents.contents import Contents, Fault
from seodang.documents.contents_reader import contents_of
from seodang.documents.markdown import read_cells
from seodang.documents.notebook import Cell, CellKind, Notebook
from seodang.files.length import prose_too_long
from seodang.kernels import PYTHON
from seodang.outputs import Audience
from seodang.problems import Problem, Where

REMOVED: Final = "remove-cell"
FOR_INSTRUCTORS: Final = frozenset({"instructor", "notes"})
"""Tags of cells that learners do not see: what an instructor does, and says to slides."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A line that somebody may read, and where it stands in its file."""

    text: str
    where: Where


@dataclass(frozen=True, slots=True)
class Code:
    """What of a notebook its outputs depend on: its kernel, and digests of the code cells."""

    kernel: str
    cells: tuple[str, ...]
    language: str = PYTHON
    allow_errors: bool = False


@dataclass(frozen=True)
class Document:
    """A text as an audience reads it.

    `digest` is the SHA-256 of its file when it was read ("" where it could not be), `notebook`
    has every cell of it, `shown` those that the audience sees, and `blocks` are the tokens of
    their prose (see `read_cells`), which nobody may change. Lines in blocks count within their
    cell, so that `Cell.at` gives exact places. `faults` and `problems` were met in reading it.
    """

    name: str
    digest: str
    notebook: Notebook
    shown: tuple[Cell, ...]
    blocks: Sequence[Token]
    audience: Audience = "instructor"
    faults: tuple[Fault, ...] = ()
    problems: tuple[Problem, ...] = ()
    whole: Document | None = None
    """The document with what others see, where that is more; headings are numbered among all."""

    @property
    def path(self) -> str:
        """The path of its file in the course."""
        return self.notebook.path

    @property
    def is_faulty(self) -> bool:
        """Whether it could not be read rightly."""
        return any(problem.is_error for problem in self.problems)

    @cached_property
    def contents(self) -> Contents:
        """Everything rules ask about its prose, with places."""
        return replace(
            contents_of(self.notebook.cells, self.shown, self.blocks), faults=self.faults
        )

    @property
    def code(self) -> Code:
        """What of it the outputs of its code cells depend on."""
        notebook = self.notebook
        cells = tuple(_digest(cell) for cell in notebook.code_cells())
        return Code(notebook.kernel, cells, notebook.language, notebook.allow_errors)

    def passages(self) -> Iterator[Passage]:
        """Yield every line of prose and of code, with its place; blank ones are left out."""
        for cell in self.notebook.cells:
            for number, line in enumerate(cell.source.split("\n")):
                if line.strip():
                    yield Passage(line, cell.at(number))

    def seen_by(self, audience: Audience) -> Document:
        """Return the document as an audience reads it; all cells are its own where none is hidden."""
        if audience == self.audience:
            return self
        shown = tuple(cell for cell in self.shown if FOR_INSTRUCTORS.isdisjoint(cell.tags))
        if len(shown) == len(self.shown):
            return replace(self, audience=audience)
        # What only instructors see is left out before reading: its link references are too.
        blocks = read_cells(shown)
        return replace(self, audience=audience, shown=shown, blocks=blocks, whole=self)


def parsed(
    name: str,
    digest: str,
    notebook: Notebook,
    faults: tuple[Fault, ...] = (),
    problems: tuple[Problem, ...] = (),
) -> Document:
    """Parse a text's prose, as whoever sees most of it reads it."""
    shown = tuple(cell for cell in notebook.cells if REMOVED not in cell.tags)
    prose = ((cell.source, cell.where) for cell in shown if cell.kind is CellKind.MARKDOWN)
    too_long = prose_too_long(prose)
    blocks = () if too_long else read_cells(shown)
    told = (*problems, too_long) if too_long else problems
    return Document(name, digest, notebook, shown, blocks, faults=faults, problems=told)


def _digest(cell: Cell) -> str:
    # Of all tags only this one decides whether the cells below still run.
    may_raise = "raises-exception" in cell.tags
    return hashlib.sha256(f"{may_raise}\0{cell.code}".encode()).hexdigest()
