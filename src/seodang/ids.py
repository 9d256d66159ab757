"""The names by which the parts of a course refer to each other."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from typing import Final, NewType

LessonId = NewType("LessonId", str)
TrackId = NewType("TrackId", str)
PersonId = NewType("PersonId", str)
SourceId = NewType("SourceId", str)
ToolId = NewType("ToolId", str)
TermId = NewType("TermId", str)
ExerciseId = NewType("ExerciseId", str)

LONGEST_ID: Final = 64
# Windows opens a device under these names, whatever their ending: no page can be called so.
_DEVICES: Final = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))]
)
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def is_well_formed(name: str) -> bool:
    """Whether a name can be an id: lower-case Latin letters, digits and single hyphens."""
    return len(name) <= LONGEST_ID and _ID.fullmatch(name) is not None and name not in _DEVICES


def suggested_id(name: str) -> str:
    """Return the nearest well-formed id, or an empty string where nothing of the name fits."""
    near = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")[:LONGEST_ID].strip("-")
    return f"{near}-1" if near in _DEVICES else near


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that was most likely meant, or None.

    Hangul is compared letter by letter: 시각 is near 시작, though half of its syllables differ.
    """
    spelled = {_letters(one): one for one in known}
    found = difflib.get_close_matches(_letters(word), list(spelled), n=1, cutoff=0.6)
    return spelled[found[0]] if found else None


def _letters(word: str) -> str:
    return unicodedata.normalize("NFD", word)
