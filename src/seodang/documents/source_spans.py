"""Where in its cell a piece of prose stands: the reader gives lines only, authors want columns."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final
from urllib.parse import unquote

from markdown_it.token import Token

from seodang.documents.notebook import Cell
from seodang.problems import Where

_MOST_MISSES: Final = 200
"""Forms that a span does not show; one where so many signs are escaped is not looked through."""
_KEPT: Final = re.compile("(%(?:23|25|3[fF]))")


class Span:
    """The lines of a cell from which one block was read; things are sought in their order."""

    def __init__(self, cell: Cell, lines: tuple[int, int]) -> None:
        self.cell = cell
        self._first = lines[0]
        self.lines = _lines_of(cell.source)[lines[0] : lines[1]] or ("",)
        self._line = self._column = 0
        self._seen: set[tuple[int, int]] = set()
        self._looked = (0, 0)
        self._gone: set[tuple[str, int]] = set()
        self._missed: set[str] = set()

    def start(self) -> Where:
        """Return the place of the span's first visible character."""
        line = self.lines[0]
        return self.cell.at(self._first, len(line) - len(line.lstrip()) + 1)

    def find(self, *forms: str) -> Where:
        """Return the next place that shows one of these forms, or else the span's start."""
        for form in forms:
            if form in self._missed:  # places are sought downwards only
                continue
            for number in range(self._line, len(self.lines)):
                column = self.lines[number].find(form, self._column if number == self._line else 0)
                if form and column >= 0:
                    self._line, self._column = number, column + len(form)
                    return self.cell.at(self._first + number, column + 1)
            self._missed.add(form)
        return self.start()

    def look(self, form: str, line: int = 0) -> Where | None:
        """Return a place from a line on that shows a form without a backslash before it.

        A place is returned once, the next one after the last sooner than one before it. None
        where there is no more.
        """
        if (form, line) in self._gone or len(self._gone) > _MOST_MISSES:
            return None
        onward = max(self._looked, (line, 0))
        found = self._place_of(form, onward) or self._place_of(form, (line, 0))
        if found is None:
            self._gone.add((form, line))
            return None
        self._seen.add(found)
        self._looked = found[0], found[1] + 1
        return self.cell.at(self._first + found[0], found[1] + 1)

    def _place_of(self, form: str, start: tuple[int, int]) -> tuple[int, int] | None:
        for number in range(start[0], len(self.lines)):
            text = self.lines[number]
            column = text.find(form, start[1] if number == start[0] else 0)
            while column >= 0:
                if (number, column) not in self._seen and text[column - 1 : column] != "\\":
                    return number, column
                column = text.find(form, column + 1)
        return None


@lru_cache(maxsize=4)
def _lines_of(source: str) -> tuple[str, ...]:
    # Of a cell with thousands of blocks the lines are asked for thousands of times.
    return tuple(source.split("\n"))


def block_span(cell: Cell, token: Token) -> Span:
    """Return the span of a block token."""
    first, end = token.map or (0, 1)
    return Span(cell, (first, max(end, first + 1)))


def as_written(address: str) -> str:
    """Return an address as the author meant it: the reader escapes Hangul and spaces.

    The signs that would end a name (`#`, `?`) stay escaped, and so does `%`.
    """
    parts = _KEPT.split(address)
    return "".join(part if number % 2 else unquote(part) for number, part in enumerate(parts))


def with_footnote(cells: Iterable[Cell], label: str) -> Cell | None:
    """Return the cell that defines a footnote; the reader moves footnotes to the end."""
    return next((cell for cell in cells if f"[^{label}]:" in cell.source), None)
