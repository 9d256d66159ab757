"""What reaches a terminal or a report: text without signs that would do something there.

A course may come from anywhere, and its words stand in every message. An escape sequence in them
could clear the screen, write into the clipboard or colour a lie green; a direction sign could turn
a file's name around.
"""

from __future__ import annotations

import re
from typing import Any, Final

import click

# Colours are left out: a notebook's last line has them by right.
_COLOUR: Final = re.compile(r"\x1b\[[0-9;:]*m")
_ACTING: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control signs, but for tab and line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # which way a text runs
    "\u2028\u2029\ud800-\udfff]"  # line ends of another kind, and halves of signs
)


def printable(text: str) -> str:
    r"""Return a text in which every sign that acts is written out, as in `\x1b`."""
    return _ACTING.sub(_written_out, _COLOUR.sub("", text.replace("\r\n", "\n")))


def printable_values(value: Any) -> Any:
    """Return JSON values with printable texts."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: printable_values(one) for key, one in value.items()}
    return [printable_values(one) for one in value] if isinstance(value, list) else value


def tell(text: str, *, err: bool = False) -> None:
    """Print a text with a line end. Beside `draw` nothing else in the engine prints."""
    click.echo(printable(text), err=err)


def draw(text: str) -> None:
    """Print what the engine itself drew, with its colours."""
    click.echo(text)


def _written_out(sign: re.Match[str]) -> str:
    code = ord(sign[0])
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004 (one byte)
