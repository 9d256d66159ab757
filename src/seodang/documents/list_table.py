"""Tables written as lists (`{list-table}`): their rows are items, and their cells items of those."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from markdown_it.token import Token

from seodang.documents.directive import Directive

_OF_LISTS: Final = frozenset(
    ("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close")
)
_ROW, _CELL = 1, 2


def as_table(tokens: Sequence[Token], directive: Directive) -> list[Token]:
    """Return the tokens of a list of lists as those of a table; others stay as they are."""
    if not tokens or tokens[0].type != "bullet_list_open":
        return [*tokens]
    header = _number(directive, "header-rows")
    stub = _number(directive, "stub-columns")
    return [*_written(tokens, header, stub)]


def _number(directive: Directive, option: str) -> int:
    given = directive.options.get(option, "0")
    return int(given) if given.isdecimal() else 0


def _written(tokens: Sequence[Token], header: int, stub: int) -> Iterator[Token]:
    yield _token("table_open", "table", 1)
    depth = row = column = 0
    tags: list[str] = []
    for token in tokens:
        depth += token.type == "list_item_open"
        if depth > _CELL or token.type not in _OF_LISTS:
            yield token
        elif token.type == "list_item_open":
            row, column = (row + 1, 0) if depth == _ROW else (row, column + 1)
            is_header = row <= header or column <= stub
            tags.append("tr" if depth == _ROW else ("th" if is_header else "td"))
            opening = _token(f"{tags[-1]}_open", tags[-1], 1, token.map)
            opening.meta = {"scope": "row"} if tags[-1] == "th" and row > header else {}
            yield opening
        elif token.type == "list_item_close":
            tag = tags.pop()
            yield _token(f"{tag}_close", tag, -1)
        elif depth == _CELL:  # a list in a cell
            yield token
        depth -= token.type == "list_item_close"
    yield _token("table_close", "table", -1)


def _token(
    kind: str, tag: str, nesting: Literal[-1, 0, 1], lines: list[int] | None = None
) -> Token:
    return Token(kind, tag, nesting, map=lines, block=True)
