"""The width behind a picture, `![a map](map.png){width=50%}`, as MyST and Pandoc write it.

A height beside it says nothing new: a picture keeps its proportion.
"""

from __future__ import annotations

import re
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_BRACES: Final = re.compile(r"\{\s*((?:(?:width|height)=[^\s{}]+\s*)+)\}")
_WIDTH: Final = re.compile(
    r"width=[\"']?([0-9]{1,5}(?:\.[0-9]{1,5})?)(px|%|in|cm|mm|pt)?[\"']?(?:\s|$)"
)
_PIXELS: Final = {"px": 1.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "pt": 96 / 72, "%": 7.0}
"""Pixels of CSS in each unit; a text of a page is some 700 wide, and no picture wider than it."""


def picture_width_plugin(reader: MarkdownIt) -> None:
    """Give pictures the width that stands behind them."""
    reader.core.ruler.after("text_join", "picture_width", _give_widths)


def _give_widths(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and token.children and "){" in token.content:
            for picture, text in zip(token.children, token.children[1:], strict=False):
                if picture.type == "image" and text.type == "text":
                    _give_width(picture, text)


def _give_width(picture: Token, text: Token) -> None:
    braces = _BRACES.match(text.content)
    width = pixels(braces[1]) if braces else None
    if braces and width:
        picture.attrs["width"] = width
        text.content = text.content[braces.end() :]


def pixels(given: str) -> int | None:
    """Return the pixels of `width=50%` or `height=1in width="2in"`, or None."""
    found = _WIDTH.search(given)
    return round(float(found[1]) * _PIXELS[found[2] or "px"]) if found else None
