"""Where in its cell a piece of prose stands: the reader gives lines only, authors want columns."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import unquote

from markdown_it.token import Token

from seodang.documents.notebook import Cell
from seodang.problems import Where


class Span:
    """The lines of a cell from which one block was read; things are sought in their order."""

    def __init__(self, cell: Cell, lines: tuple[int, int]) -> None:
        self.cell = cell
        self._first = lines[0]
        self.lines = cell.source.split("\n")[lines[0] : lines[1]] or [""]
        self._line = self._column = 0

    def start(self) -> Where:
        """Return the place of the span's first visible character."""
        line = self.lines[0]
        return self.cell.at(self._first, len(line) - len(line.lstrip()) + 1)

    def find(self, *forms: str) -> Where:
        """Return the next place that shows one of these forms, or else the span's start."""
        for form in forms:
            for number in range(self._line, len(self.lines)):
                column = self.lines[number].find(form, self._column if number == self._line else 0)
                if form and column >= 0:
                    self._line, self._column = number, column + len(form)
                    return self.cell.at(self._first + number, column + 1)
        return self.start()


def block_span(cell: Cell, token: Token) -> Span:
    """Return the span of a block token."""
    first, end = token.map or (0, 1)
    return Span(cell, (first, max(end, first + 1)))


def as_written(address: str) -> str:
    """Return an address as the author meant it: the reader escapes Hangul and spaces."""
    return unquote(address)


def with_footnote(cells: Iterable[Cell], label: str) -> Cell | None:
    """Return the cell that defines a footnote; the reader moves footnotes to the end."""
    return next((cell for cell in cells if f"[^{label}]:" in cell.source), None)
