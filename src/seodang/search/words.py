"""How a text becomes the tokens it is found by; `search-engine.js` says the same in the browser.

Korean is cut without a dictionary. A run of Hangul has forms: what is left of it without its
particle, and what may be the stem if it is a verb. A form of one syllable is a token, of a longer
one each two neighbouring syllables are, so that words are found inside compounds and whether they
are written apart or not. The tables stand in `rules.json`, which the site takes along for its
script; `tests/search/vectors.json` holds both together.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final
from unicodedata import normalize

RULES_FILE: Final = Path(__file__).parent / "rules.json"
RULES: Final[dict[str, str]] = json.loads(RULES_FILE.read_text("utf-8"))

_WORD: Final = re.compile(r"[가-힣]+|[ㄱ-ㅣ]+|(?:(?![가-힣ㄱ-ㅣ])[^\W_])+")
_HANGUL: Final = re.compile(r"[가-힣]+")
_FINALS: Final = {"ㄴ": "\u11ab", "ㄹ": "\u11af", "ㅂ": "\u11b8", "ㅆ": "\u11bb"}
_LONE: Final = "".join(_FINALS.values())
_SILENT_START: Final = "\u110b"
_SURE: Final = frozenset(RULES["particles"].split())
_PARTICLES: Final = sorted({*_SURE, *RULES["unsure"].split()}, key=lambda one: (-len(one), one))
_CONSONANTS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FULL, _HALF = 1.0, 0.8

# Places in the table of syllables: 21 vowels, and 28 finals of which the first is none.
_FIRST: Final = 0xAC00
_KINDS: Final = 28
_ROW: Final = 21 * 28
_A, _AE, _EO, _YEO, _O, _WA, _WAE, _OE, _U, _WO, _EU, _I = 0, 1, 4, 6, 8, 9, 10, 11, 13, 14, 18, 20
_D, _L, _B = 7, 8, 17
_SILENT, _H, _R = 11, 18, 5


def _endings(name: str) -> list[str]:
    """Return a table of endings as jamo, the longest first."""
    written = (_FINALS.get(one[0], one[0]) + one[1:] for one in RULES[name].split())
    return sorted({normalize("NFD", one) for one in written}, key=lambda one: (-len(one), one))


_TABLES: Final = tuple((name, _endings(name)) for name in ("pasts", "endings", "infinitives"))


def words(text: str) -> list[str]:
    """Return the runs of Hangul, of single jamo, and of other letters and digits."""
    return _WORD.findall(normalize("NFC", text).lower())


@cache
def forms(word: str) -> dict[str, float]:
    """Return what a word may be a form of, with how likely that is: the plainest first."""
    if len(word) == 1 or not _HANGUL.fullmatch(word):
        return {word: _FULL}
    particle = next((one for one in _PARTICLES if word.endswith(one) and one != word), "")
    base = word[: len(word) - len(particle)]
    is_particle = particle in _SURE and (len(base) > 1 or len(particle) > 1)
    stems, is_verb = ([], False) if is_particle and len(particle) > 1 else _stems(word)
    found: dict[str, float] = {}
    if not is_particle and not is_verb:
        found[word] = _FULL
    if particle:
        found.setdefault(base, _FULL if len(base) > 1 or particle in _SURE else _HALF)
    for stem in stems:
        found.setdefault(stem, _FULL if is_verb or is_particle else _HALF)
    if len(base) > 1 and base[-1] == "기" and particle:  # 지우기를
        found.setdefault(_plain(base[:-1])[0], _HALF)
    return found


def grams(form: str) -> list[str]:
    """Return the tokens of a form."""
    if len(form) < 3 or not _HANGUL.fullmatch(form):
        return [form]
    return [form[n : n + 2] for n in range(len(form) - 1)]


@cache
def tokens(word: str) -> frozenset[str]:
    """Return all tokens by which a word of a text is found."""
    return frozenset(gram for form in forms(word) for gram in grams(form))


def skeletons(word: str) -> tuple[str, str]:
    """Return a word's initial consonants, and its vowels: a slip in one jamo leaves one of both."""
    places = [ord(one) - _FIRST for one in word]
    initials = "".join(_CONSONANTS[place // _ROW] for place in places)
    vowels = "".join(chr(0x314F + place % _ROW // _KINDS) for place in places)
    return initials, vowels


def is_spelt(word: str) -> bool:
    """Whether slips in a word are looked for: Hangul of at least two syllables."""
    return 1 < len(word) < 9 and bool(_HANGUL.fullmatch(word))


@cache
def bucket(token: str, count: int) -> int:
    """Return which of `count` shards (a power of two) holds a token: FNV-1a of its UTF-16."""
    hashed = 0x811C9DC5
    units = token.encode("utf-16-le")
    for at in range(0, len(units), 2):
        hashed = (hashed ^ (units[at] | units[at + 1] << 8)) * 0x01000193 & 0xFFFFFFFF
    return (hashed ^ hashed >> 15) & (count - 1)


def _stems(word: str) -> tuple[list[str], bool]:
    """Return what the stem may be if the word is a verb, and whether it surely is one."""
    jamo = normalize("NFD", word)
    for name, endings in _TABLES:
        for ending in endings:
            stem = _before(jamo, ending)
            if not stem or len(ending) < 2 and word[-1] in "를을은는":
                continue
            if name == "endings":
                stems = [stem] if ending[0] == _SILENT_START else _plain(stem)
                return [*map(_noun, stems)], len(normalize("NFC", ending).lstrip(_LONE)) > 1
            stems = [_plain(one)[0] for one in _from_infinitive(stem)]
            if stems:
                return [*map(_noun, stems)], name == "pasts"
    return [_noun(_plain(one)[0]) for one in _from_infinitive(word)], False


def _before(jamo: str, ending: str) -> str:
    """Return the syllables before an ending, or nothing where it is no ending of a word."""
    if not jamo.endswith(ending):
        return ""
    stem = normalize("NFC", jamo[: -len(ending)])
    return stem if _HANGUL.fullmatch(stem) else ""


def _plain(stem: str) -> list[str]:
    """Return a stem as it is before most endings: 만드 of 만들, 도우 beside 돕."""
    place = ord(stem[-1]) - _FIRST
    if place % _KINDS == _L:
        return [stem[:-1] + chr(ord(stem[-1]) - _L)]
    if place % _KINDS == _B:
        return [stem, stem[:-1] + chr(ord(stem[-1]) - _B) + "우"]
    return [stem[:-1]] if len(stem) > 1 and stem[-1] == "으" else [stem]


def _noun(stem: str) -> str:
    """Return the noun of a verb that is one with 하다 or 되다."""
    return stem[:-1] if len(stem) > 2 and stem[-1] in "하되" else stem


def _from_infinitive(base: str) -> Iterator[str]:
    """Yield the stems of which a form on -아 or -어 may be: 고쳐 of 고치, 도와 of 돕 and 도오."""
    head, place = base[:-1], ord(base[-1]) - _FIRST
    initial, vowel, final = place // _ROW, place % _ROW // _KINDS, place % _KINDS
    if final:
        return

    def with_vowel(other: int) -> str:
        return head + chr(_FIRST + initial * _ROW + other * _KINDS)

    if initial == _SILENT and vowel in (_A, _EO, _YEO):
        if head:
            yield head
            last = ord(head[-1]) - _FIRST
            if last % _KINDS == _L:  # 들어 of 듣
                yield head[:-1] + chr(_FIRST + last - _L + _D)
    elif vowel == _YEO:
        yield with_vowel(_I)
    elif vowel in (_WA, _WO):
        yield with_vowel(_O if vowel == _WA else _U)
        if initial == _SILENT and vowel == _WA:  # 도와 of 돕
            yield with_vowel(_U)
    elif vowel == _WAE:
        yield with_vowel(_OE)
    elif vowel == _AE and initial == _H:
        yield with_vowel(_A)
    elif vowel in (_A, _EO):
        yield base
        yield with_vowel(_EU)
        if initial == _R and head and (ord(head[-1]) - _FIRST) % _KINDS == _L:  # 골라 of 고르
            yield head[:-1] + chr(ord(head[-1]) - _L) + "르"
    elif vowel == _AE:
        yield base
