"""A MyST directive, and the token that stands for it among those of Markdown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Directive:
    """A MyST directive: ```` ```{name} argument ````, `:key: value` options, a body.

    `line` is the line of its fence in the prose and `body_line` that of its body's first
    line, both from 0.
    """

    name: str
    argument: str
    options: Mapping[str, str]
    body: str
    line: int
    body_line: int


def directive_token(place: Token, directive: Directive, nesting: Literal[-1, 0, 1]) -> Token:
    """Return the token of a directive (nesting 0), or of its begin (1) or end (-1)."""
    kind = {1: "directive_open", 0: "directive", -1: "directive_close"}[nesting]
    token = Token(kind, "", nesting, map=place.map, level=place.level, block=True)
    token.meta = {"directive": directive}
    return token
