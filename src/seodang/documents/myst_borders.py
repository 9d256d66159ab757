"""Where the cells of a MyST Markdown notebook can begin and end.

That is a question for the block parser of CommonMark, which answers it. It reads every
paragraph, list and table to do so; but fences and breaks that begin in the first column belong
to no other block, unless HTML is about, so that most notebooks can be read line by line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin

_FENCE: Final = re.compile(r"(`{3,}|~{3,})((?<=`)[^`]*|(?<=~).*)")
_BREAK: Final = re.compile(r"\+[ \t]*\+[ \t]*\+[+ \t]*(.*)")
# Whether such a line is in a list, or around what follows, is more than it says by itself.
_PUZZLE: Final = re.compile(r" {0,3}<| {1,3}(?:```|~~~|\+)")
_TELLING: Final = ("`", "~", "+", "<", " ")


class _PuzzledError(Exception):
    """A line by itself does not say what it is."""


def borders(text: str) -> list[Token]:
    """Return a notebook's front matter, fences and block breaks, each with its lines in `map`.

    Among them may be other tokens, and some inside others.
    """
    try:
        return list(_by_lines(text))
    except _PuzzledError:
        return _block_parser().parse(text + "\n")


def span_of(token: Token) -> tuple[int, int]:
    """Return the first line of a block and the line after its last, from 0."""
    if token.map is None:
        raise ValueError(f"a block token without lines: {token.type}")
    return token.map[0], token.map[1]


@cache
def _block_parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable("table")
    return parser.use(front_matter_plugin).use(myst_block_plugin).disable("inline")


def _by_lines(text: str) -> Iterator[Token]:
    if "\r" in text or "\0" in text:
        raise _PuzzledError
    lines = text.split("\n")
    at = _front_end(lines)
    if at:
        yield _token("front_matter", 0, at, "\n".join(lines[1 : at - 1]))
    while at < len(lines):
        # Most lines begin with a letter, and need no closer look.
        border = _border(lines, at) if lines[at][:1] in _TELLING else None
        at += 1
        if border is not None:
            yield border
            at = span_of(border)[1]


def _front_end(lines: list[str]) -> int:
    """Return the line after the front matter; 0 where there is none."""
    if not lines[0].startswith("---"):
        return 0
    for at, line in enumerate(lines[1:], 1):
        if line.lstrip().startswith(("---", "...")):
            if lines[0] == line == "---":
                return at + 1
            break
    raise _PuzzledError


def _border(lines: list[str], at: int) -> Token | None:
    line = lines[at]
    if _PUZZLE.match(line):
        raise _PuzzledError
    if fence := _FENCE.fullmatch(line):
        return _fence(lines, at, fence[1], fence[2])
    if found := _BREAK.fullmatch(line):
        return _token("myst_block_break", at, at + 1, found[1].strip())
    return None


def _fence(lines: list[str], at: int, markup: str, info: str) -> Token:
    closing = re.compile(rf" {{0,3}}{markup[0]}{{{len(markup)},}}[ \t]*")
    end = next((n for n in range(at + 1, len(lines)) if closing.fullmatch(lines[n])), len(lines))
    content = "".join(line + "\n" for line in lines[at + 1 : end])
    token = _token("fence", at, min(end + 1, len(lines)), content)
    token.markup, token.info = markup, info
    return token


def _token(kind: str, start: int, end: int, content: str) -> Token:
    return Token(kind, "", 0, map=[start, end], content=content, block=True)
