"""Exercises without a script or a form: Markdown for print and for editions that are no page."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlainForm:
    """An exercise as Markdown, without its title, which stands beside its number.

    `task` is what a reader works with, `revealed` what a page shows only to those who ask.
    """

    task: str
    revealed: str


def stacked(*blocks: str) -> str:
    """Put blocks below each other; empty ones are left out."""
    return "\n\n".join(block for block in blocks if block)


def bullets(texts: Iterable[str]) -> str:
    """Write a list."""
    return "\n".join(_item("- ", text) for text in texts)


def numbered(texts: Iterable[str]) -> str:
    """Write a list whose items count from 1."""
    # An author's list before or after it, "1. …", would become one with it if the sign were the same.
    return "\n".join(_item(f"{n}) ", text) for n, text in enumerate(texts, 1))


def blank(label: str) -> str:
    """Write a line to be filled in with a pen."""
    return f"{label}: {'_' * 40}"


def room(text: str) -> str:
    """Write a text with room for a number before it."""
    return f"{'_' * 4} {text}"


def verbatim(text: str) -> str:
    """Write a text that is not Markdown."""
    runs = re.findall(r"`+", text)
    fence = "`" * max([3, *(len(run) + 1 for run in runs)])
    return f"{fence}\n{text}\n{fence}"


def _item(marker: str, text: str) -> str:
    return marker + textwrap.indent(text, " " * len(marker)).lstrip()
