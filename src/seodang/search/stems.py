"""What the stem of a Korean word may be if it is a verb: what `rules.json` knows of endings, undone.

Nobody looks into a dictionary: where two stems may be meant, both are given, and what is searched
and what is found go the same way.
"""

from __future__ import annotations

import re
from typing import Final
from unicodedata import normalize

HANGUL: Final = re.compile(r"[가-힣]+")
FIRST: Final = 0xAC00
KINDS: Final = 28
ROW: Final = 21 * KINDS
"""Places in the table of syllables: 21 vowels for an initial, 28 finals of which the first is none."""

_FINALS: Final = {"ㄴ": "\u11ab", "ㄹ": "\u11af", "ㅂ": "\u11b8", "ㅆ": "\u11bb"}
_LONE: Final = "".join(_FINALS.values())
_SILENT_START: Final = "\u110b"
_ON_NOUNS: Final = "를을은는"
_R, _SILENT, _H = 5, 11, 18
_D, _L, _B = 7, 8, 17
_A, _AE, _EO, _YEO, _O, _WA, _WAE, _OE, _U, _WO, _EU, _I = 0, 1, 4, 6, 8, 9, 10, 11, 13, 14, 18, 20
_CONTRACTED: Final = {
    _YEO: (_I,), _WA: (_O,), _WO: (_U,), _WAE: (_OE,), _AE: (_AE,), _A: (_A, _EU), _EO: (_EO, _EU),
}  # fmt: skip
"""The vowels of a stem that became this one with -아 or -어: 고쳐 of 고치, 써 of 쓰."""
_DERIVED: Final = 2
"""Syllables of a noun that 하다 or 되다 makes a verb of."""


def endings_of(written: str) -> list[str]:
    """Return a table of endings as jamo, the longest first; a first jamo alone is a final."""
    jamo = {normalize("NFD", _FINALS.get(one[0], one[0]) + one[1:]) for one in written.split()}
    return sorted(jamo, key=lambda one: (-len(one), one))


def stems_of(word: str, tables: dict[str, list[str]]) -> tuple[list[str], bool]:
    """Return what the stem may be if the word is a verb, and whether it surely is one."""
    jamo = normalize("NFD", word)
    for name, endings in tables.items():
        for ending in endings:
            stem = _before(jamo, ending)
            if not stem or (ending in _LONE and word[-1] in _ON_NOUNS):
                continue
            if name == "endings":
                stems = [stem] if ending[0] == _SILENT_START else plain(stem)
                is_sure = len(normalize("NFC", ending).lstrip(_LONE)) > 1
                return [*map(_noun, stems)], is_sure
            stems = [plain(one)[0] for one in _from_infinitive(stem)]
            if stems:
                return [*map(_noun, stems)], name == "pasts"
    return [_noun(plain(one)[0]) for one in _from_infinitive(word)], False


def plain(stem: str) -> list[str]:
    """Return a stem as it is before most endings: 만드 of 만들, 도우 beside 돕."""
    final = (ord(stem[-1]) - FIRST) % KINDS
    if final == _L:
        return [_stepped(stem, -_L)]
    if final == _B:
        return [stem, _stepped(stem, -_B) + "우"]
    return [stem[:-1]] if len(stem) > 1 and stem[-1] == "으" else [stem]


def _before(jamo: str, ending: str) -> str:
    """Return the syllables before an ending, or nothing where it is no ending of a word."""
    if not jamo.endswith(ending):
        return ""
    stem = normalize("NFC", jamo[: -len(ending)])
    return stem if HANGUL.fullmatch(stem) else ""


def _noun(stem: str) -> str:
    """Return the noun of a verb that is one with 하다 or 되다."""
    return stem[:-1] if len(stem) > _DERIVED and stem[-1] in "하되" else stem


def _from_infinitive(base: str) -> list[str]:
    """Return the stems of which a form on -아 or -어 may be, such as 고치 of 고쳐."""
    place = ord(base[-1]) - FIRST
    if place % KINDS:
        return []
    head, initial, vowel = base[:-1], place // ROW, place % ROW // KINDS
    if initial == _SILENT and vowel in (_A, _EO, _YEO):
        return _before_vowel(head)
    vowels = _CONTRACTED.get(vowel, ())
    if initial == _SILENT and vowel == _WA:  # 도와 of 돕
        vowels = (_O, _U)
    if initial == _H and vowel == _AE:  # 해 of 하
        vowels = (_A,)
    found = [head + chr(FIRST + initial * ROW + one * KINDS) for one in vowels]
    if initial == _R and vowel in (_A, _EO) and _ends_in_l(head):  # 골라 of 고르
        found.append(_stepped(head, -_L) + "르")
    return found


def _before_vowel(head: str) -> list[str]:
    """Return the stems that may stand before -어: 들 and 듣 of 들어."""
    if not head:
        return []
    return [head, _stepped(head, _D - _L)] if _ends_in_l(head) else [head]


def _ends_in_l(text: str) -> bool:
    return bool(text) and (ord(text[-1]) - FIRST) % KINDS == _L


def _stepped(text: str, step: int) -> str:
    return text[:-1] + chr(ord(text[-1]) + step)
