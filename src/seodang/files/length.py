"""How much of a text can be taken apart in reasonable time, asked before anybody tries.

Signs cost, not letters: each may open a link, a list, an entry. A lesson of 25,000 letters has some
4,000 of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from seodang.problems import Message, Place, Problem, Where, say

MOST_SIGNS: Final = 20_000
"""Signs of Markdown in the prose of a text."""
MOST_ENTRIES: Final = 60_000
"""Signs that part entries in a YAML file."""
MOST_LINES: Final = 30_000
"""Lines of a notebook, code and all."""
_SIGNS_A_CELL: Final = 5
_SIGN: Final = re.compile(r"[\n\[\]()<>!&*_`~$:|{}\\#^=%@+-]")
# A picture written out in a text is passed over as a whole.
_PICTURE: Final = re.compile(r"data:image/[a-z+.-]{1,20};base64,[A-Za-z0-9+/=]*")
_PARTING: Final = ("\n", ",", ": ", "- ", "[", "{")


def prose_too_long(cells: Iterable[tuple[str, Where]]) -> Problem | None:
    """Say of the first cell with which prose has too many signs to be read; None: it has not."""
    signs = 0
    for source, where in cells:
        signs += _SIGNS_A_CELL + len(_SIGN.findall(_PICTURE.sub("", source)))
        if signs > MOST_SIGNS:
            return _too_long(
                where,
                say("this text has more than {most} signs of Markdown", most=f"{MOST_SIGNS:,}"),
            )
    return None


def lines_too_many(text: str, path: str) -> Problem | None:
    """Say that a notebook has too many lines to be read; None: it has not."""
    if text.count("\n") <= MOST_LINES:
        return None
    return _too_long(
        Place(path, MOST_LINES),
        say("'{path}' has more than {most} lines", path=path, most=f"{MOST_LINES:,}"),
    )


def entries_too_many(text: str, path: str) -> Problem | None:
    """Say that a YAML file has too many entries to be read; None: it has not."""
    if sum(map(text.count, _PARTING)) <= MOST_ENTRIES:
        return None
    return _too_long(Place(path), say("'{path}' has more entries than can be read", path=path))


def _too_long(where: Where, message: Message) -> Problem:
    fix = say("divide it into several, or put data into a file of its own in data/")
    return Problem("file-size", where, message, fix)
