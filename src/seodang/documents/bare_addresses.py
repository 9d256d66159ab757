"""Addresses that stand in a text as they are become links, as in Jupyter and on git hosts.

Korean writes particles right behind them: `https://example.org에서` leads to example.org. Behind
a path nobody can tell where the address ends (`…/wiki/한국어`), so that such a one stays text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_ADDRESS: Final = re.compile(
    r"(?<![\w/])https?://(?P<host>[A-Za-z0-9][A-Za-z0-9.:-]*\.[A-Za-z0-9.:-]+)"
    r"(?P<path>[/?#][!#-&(-;=?-Z_a-z~]*)?"
)
_MARKS: Final = tuple(".,:;!?*_~")
_OPENED: Final = re.compile(r"<a[\s>]", re.IGNORECASE)
_CLOSED: Final = re.compile(r"</a\s*>", re.IGNORECASE)


def bare_addresses_plugin(reader: MarkdownIt) -> None:
    """Make links of addresses."""
    reader.core.ruler.after("text_join", "bare_addresses", _make_links)


def unclear_addresses(text: str) -> Iterator[str]:
    """Yield the addresses that letters follow which may be part of them."""
    for found in _ADDRESS.finditer(text):
        if _is_unclear(found, text):
            yield found[0]


def _make_links(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and token.children and "://" in token.content:
            token.children = list(_linked(token.children))


def _linked(tokens: list[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        if token.type in ("link_open", "link_close"):
            depth += token.nesting
        elif token.type == "html_inline":
            depth += bool(_OPENED.match(token.content)) - bool(_CLOSED.match(token.content))
        if token.type == "text" and depth <= 0 and "://" in token.content:
            yield from _parts(token)
        else:
            yield token


def _parts(token: Token) -> Iterator[Token]:
    text, end = token.content, 0
    for found in _ADDRESS.finditer(text):
        if _is_unclear(found, text):
            continue
        address = _without_marks(found[0])
        yield _text(text[end : found.start()], token.level)
        yield Token("link_open", "a", 1, {"href": address}, info="auto", level=token.level)
        yield _text(address, token.level + 1)
        yield Token("link_close", "a", -1, info="auto", level=token.level)
        end = found.start() + len(address)
    yield _text(text[end:], token.level)


def _is_unclear(found: re.Match[str], text: str) -> bool:
    goes_on = text[found.end() : found.end() + 1].isalpha()
    return goes_on and found["path"] is not None and found[0] == _without_marks(found[0])


def _without_marks(address: str) -> str:
    """Take off the marks of the sentence in which an address stands."""
    while address.endswith(_MARKS) or _closes_what_it_lacks(address):
        address = address[:-1]
    return address


def _closes_what_it_lacks(address: str) -> bool:
    return address.endswith(")") and address.count("(") < address.count(")")


def _text(content: str, level: int) -> Token:
    return Token("text", "", 0, content=content, level=level)
