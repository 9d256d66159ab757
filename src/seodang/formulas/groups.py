"""Finding the parts of LaTeX that stand in braces."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

_BRACES: Final = re.compile(r"\\.|([{}])", re.DOTALL)


def group_at(latex: str, start: int) -> tuple[str, int] | None:
    """Return what stands in the braces that open at `start`, and where they end; None: nowhere."""
    depth = 0
    for sign in _BRACES.finditer(latex, start):
        depth += {"{": 1, "}": -1}.get(sign[1], 0)
        if depth == 0:
            return (latex[start + 1 : sign.start()], sign.end()) if latex[start] == "{" else None
    return None


def with_groups(
    latex: str, command: re.Pattern[str], write: Callable[[re.Match[str], str], str]
) -> str:
    """Write commands anew that end with an opening brace, each with what its braces enclose."""
    parts, end = [], 0
    for found in command.finditer(latex):
        if found.start() < end:
            continue
        group = group_at(latex, found.end() - 1)
        if group is None:  # never closed, so that no formula is made of it
            break
        parts += [latex[end : found.start()], write(found, group[0])]
        end = group[1]
    return "".join([*parts, latex[end:]])
