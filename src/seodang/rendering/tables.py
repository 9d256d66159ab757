"""Tables of words, which a phone shows as a list: each cell tells which column it stands in.

Where columns share the line of a phone, a longer text becomes a ladder. One that takes more than
three lines there makes its table a list. Numbers never do: they are compared down a column, and
scroll within the table's frame.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from itertools import chain, count, takewhile, zip_longest
from typing import Final, TypeAlias

THREE_LINES: Final = 60
"""What three lines of a phone hold, in Korean letters; Latin ones are half as wide."""
_ATTRIBUTES: Final = r'(?:[^<>"]|"[^"]*")*'
_TABLE: Final = re.compile(rf"<table{_ATTRIBUTES}>.*?</table>", re.DOTALL)
_ROW: Final = re.compile(rf"<tr{_ATTRIBUTES}>(.*?)</tr>", re.DOTALL)
_CELL: Final = re.compile(rf"<(t[hd])({_ATTRIBUTES})>(.*?)</\1>", re.DOTALL)
_TAG: Final = re.compile(rf"<{_ATTRIBUTES}>")
_SPANS: Final = re.compile(r' (?:col|row)span="')
_NUMBER: Final = re.compile(r"(?:NaN|[\d\s.,:%+\-−~/()eE])*")
_FIRST_WIDE_LETTER: Final = "\u1100"

_Row: TypeAlias = Sequence[tuple[str, str]]
"""The elements of a row, each with its words."""


def with_labels(written: str) -> str:
    """Return HTML whose tables of words have in each cell the name of its column."""
    return (
        _TABLE.sub(lambda table: _labelled(table[0]), written) if "<table" in written else written
    )


def _labelled(table: str) -> str:
    rows = [_read(row) for row in _ROW.findall(table)]
    head = [*takewhile(_is_head, rows)]
    names = [
        " ".join(filter(None, column)) for column in zip_longest(*map(_words, head), fillvalue="")
    ]
    if table.count("<table") > 1 or _SPANS.search(table) or not _is_list(names, rows[len(head) :]):
        return table
    number = count()
    labelled = _ROW.sub(
        lambda row: row[0] if next(number) < len(head) else _with_names(row[0], names), table
    )
    return labelled.replace("<table", "<table data-sd-list", 1)


def _read(row: str) -> _Row:
    return [(tag, html.unescape(_TAG.sub("", text)).strip()) for tag, _, text in _CELL.findall(row)]


def _words(row: _Row) -> list[str]:
    return [words for _, words in row]


def _is_head(row: _Row) -> bool:
    """Whether a row names columns; the corner of a table with names on two sides is empty."""
    return any(_words(row)) and all(tag == "th" or not words for tag, words in row)


def _is_list(names: Sequence[str], body: Sequence[_Row]) -> bool:
    told = (words for words in chain(*map(_words, body)) if not _NUMBER.fullmatch(words))
    return len(names) > 1 and max(map(_width, told), default=0) * len(names) > THREE_LINES


def _width(words: str) -> float:
    return sum(1 if letter >= _FIRST_WIDE_LETTER else 0.5 for letter in words)


def _with_names(row: str, names: Sequence[str]) -> str:
    labels = chain((html.escape(name) for name in names), iter(lambda: "", None))
    return _CELL.sub(lambda cell: _with_name(cell, next(labels)), row)


def _with_name(cell: re.Match[str], name: str) -> str:
    tag, attributes, content = cell.groups()
    label = f' data-label="{name}"' if name else ""
    return f"<{tag}{attributes}{label}>{content}</{tag}>"
