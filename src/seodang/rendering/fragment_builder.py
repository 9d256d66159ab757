"""What a writer builds beside the HTML: headings, plain text, problems, numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Final

from seodang.problems import Problem
from seodang.rendering.fragment import Heading, IndexEntry, text_of

# An id that names a place of a text, and none of Material's or of this room's.
_FREE: Final = re.compile(
    r"(?!(?:cell|equation|exercise|sd|source)-|fn|svg\d)[^\W_][\w.:-]*", re.IGNORECASE
)


@dataclass(slots=True)
class FragmentBuilder:
    """Grows while a fragment is written."""

    headings: list[Heading] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    exercises: Counter[str] = field(default_factory=Counter)
    parts: Iterator[int] = field(default_factory=lambda: count(1))
    """Numbers for parts with ids of their own: a drawing, an output."""
    is_of_cell: bool = False
    """Whether it is that of a code cell: authors' ids are not kept where those of the page are unknown."""
    anchors: set[str] = field(default_factory=set)
    """The ids of headings, and those that authors gave in raw HTML."""
    _pieces: list[tuple[str, str, list[str]]] = field(default_factory=lambda: [("", "", [])])
    _is_in_title: bool = False
    _is_silent: bool = False

    def say(self, text: str) -> None:
        """Add plain text."""
        if not self._is_in_title and not self._is_silent:  # the title stands in the piece already
            self._pieces[-1][2].append(text)

    @contextmanager
    def silence(self) -> Iterator[None]:
        """Take what is written meanwhile for no text that is to be found."""
        was, self._is_silent = self._is_silent, True
        yield
        self._is_silent = was

    def begin_heading(self, anchor: str, title: str) -> None:
        """Begin a piece of text below a heading; what is said is the title, until it ends."""
        self._is_in_title = True
        if anchor:
            self._pieces.append((anchor, title, []))

    def end_heading(self) -> None:
        """End the title."""
        self._is_in_title = False

    def claim(self, anchor: str) -> bool:
        """Take an id that an author gave, unless it is taken or has a form the engine uses."""
        if self.is_of_cell or anchor in self.anchors or not _FREE.fullmatch(anchor):
            return False
        self.anchors.add(anchor)
        return True

    def index(self) -> tuple[IndexEntry, ...]:
        """Return the text below each heading."""
        pieces = ((a, title, _lines("".join(text))) for a, title, text in self._pieces)
        return tuple(IndexEntry(*piece) for piece in pieces if piece[1] or piece[2])

    def text(self) -> str:
        """Return all text."""
        return text_of(self.index())


def _lines(text: str) -> str:
    """Return a line for each paragraph, list item and row of a table, whose cells keep their tabs."""
    return "\n".join(filter(None, map(_line, text.split("\n"))))


def _line(line: str) -> str:
    if "\t" not in line:
        return " ".join(line.split())
    return "\t".join(" ".join(cell.split()) for cell in line.strip().split("\t"))
