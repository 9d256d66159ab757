"""Whether fences are closed: of directives and of code.

A fence that is not closed ends at the next one that opens, or with its text. What it took with it
is no mistake of its own: its author hears of the one line that is missing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_BEFORE: Final = r"(?:[\s>]|[-*+][ \t]|[0-9]+[.)][ \t])*"
_FENCE: Final = re.compile(_BEFORE + r"(?P<signs>`{3,}|~{3,}|:{3,})")
_OPENING: Final = re.compile(r"[\s>]*(?P<signs>`{3,}|~{3,}|:{3,})[ \t]*(?:\{|(?<=[`~])[A-Za-z])")


def is_closed(lines: Sequence[str]) -> bool:
    """Whether the fence that opens on the first line is closed by the last, and none between."""
    opening, closing = _FENCE.match(lines[0]), _FENCE.match(lines[-1])
    if opening is None:
        return True
    signs = opening["signs"]
    ends = closing is not None and len(lines) > 1 and closing["signs"].startswith(signs)
    return ends and not takes_another(lines)


def takes_another(lines: Sequence[str]) -> bool:
    """Whether one more fence of these signs opens inside, so that its end was taken."""
    opening = _FENCE.match(lines[0])
    signs = opening["signs"] if opening else "?"
    inside = (_OPENING.match(line) for line in lines[1:])
    return any(found["signs"].startswith(signs) for found in inside if found)


class Fences:
    """Which of the open directives are not closed; what follows from that is told no more."""

    def __init__(self) -> None:
        self._unclosed: list[bool] = []
        self._may_be_left_over = False

    def open(self, lines: Sequence[str], *, has_prose: bool) -> bool:
        """Note a directive; return whether it counts as closed."""
        closed = is_closed(lines) or any(self._unclosed)
        if has_prose:
            self._unclosed.append(not closed)
        self._may_be_left_over |= not closed
        return closed

    def close(self) -> None:
        """Leave a directive of prose."""
        if self._unclosed:  # a footnote within a footnote may have taken the beginning with it
            self._unclosed.pop()

    def expect_rest(self) -> None:
        """Note a fence that opens nothing, whose end will be left over."""
        self._may_be_left_over = True

    def is_left_over(self, name: str) -> bool:
        """Whether a fence without a name is only the end of one told before."""
        was, self._may_be_left_over = self._may_be_left_over, False
        return was and not name
