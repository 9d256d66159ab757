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
from functools import cache
from pathlib import Path
from typing import Final
from unicodedata import normalize

from seodang.search.stems import FIRST, HANGUL, KINDS, ROW, endings_of, plain, stems_of

RULES_FILE: Final = Path(__file__).parent / "rules.json"
RULES: Final[dict[str, str]] = json.loads(RULES_FILE.read_text("utf-8"))

_WORD: Final = re.compile(r"[가-힣]+|[ㄱ-ㅣ]+|(?:(?![가-힣ㄱ-ㅣ])[^\W_])+")
_SURE: Final = frozenset(RULES["particles"].split())
_PARTICLES: Final = sorted({*_SURE, *RULES["unsure"].split()}, key=lambda one: (-len(one), one))
_TABLES: Final = {name: endings_of(RULES[name]) for name in ("pasts", "endings", "infinitives")}
_CONSONANTS: Final = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FULL, _HALF = 1.0, 0.8
_GRAM: Final = 2
_LONGEST: Final = 8
"""Syllables of a word beyond which it is no word any more that a slip may be corrected to."""


def words(text: str) -> list[str]:
    """Return the runs of Hangul, of single jamo, and of other letters and digits."""
    return _WORD.findall(normalize("NFC", text).lower())


@cache
def forms(word: str) -> dict[str, float]:
    """Return what a word may be a form of, with how likely that is: the plainest first."""
    if len(word) == 1 or not HANGUL.fullmatch(word):
        return {word: _FULL}
    particle = next((one for one in _PARTICLES if word.endswith(one) and one != word), "")
    base = word[: len(word) - len(particle)]
    is_particle = particle in _SURE and (len(base) > 1 or len(particle) > 1)
    is_long = is_particle and len(particle) > 1
    stems, is_verb = ([], False) if is_long else stems_of(word, _TABLES)
    found = {} if is_particle or is_verb else {word: _FULL}
    if particle:
        found.setdefault(base, _FULL if len(base) > 1 or particle in _SURE else _HALF)
    for stem in stems:
        found.setdefault(stem, _FULL if is_verb or is_particle else _HALF)
    if len(base) > 1 and base[-1] == "기" and particle:  # 지우기를
        found.setdefault(plain(base[:-1])[0], _HALF)
    return found


def grams(form: str) -> list[str]:
    """Return the tokens of a form."""
    if len(form) <= _GRAM or not HANGUL.fullmatch(form):
        return [form]
    return [form[n : n + _GRAM] for n in range(len(form) - 1)]


@cache
def tokens(word: str) -> frozenset[str]:
    """Return all tokens by which a word of a text is found."""
    return frozenset(gram for form in forms(word) for gram in grams(form))


@cache
def plainest(word: str) -> str:
    """Return the plainest form of a word."""
    return next(iter(forms(word)))


@cache
def skeletons(word: str) -> tuple[str, str]:
    """Return a word's initial consonants, and its vowels: a slip in one jamo leaves one of both."""
    places = [ord(one) - FIRST for one in word]
    initials = "".join(_CONSONANTS[place // ROW] for place in places)
    vowels = "".join(chr(ord("ㅏ") + place % ROW // KINDS) for place in places)
    return initials, vowels


@cache
def is_spelt(word: str) -> bool:
    """Whether slips may be meant to be this word: Hangul of two syllables or more, no 두 시에."""
    is_short = len(word) == _GRAM and word[-1] in _SURE
    return 1 < len(word) <= _LONGEST and not is_short and bool(HANGUL.fullmatch(word))


@cache
def bucket(token: str, count: int) -> int:
    """Return which of `count` shards (a power of two) holds a token: FNV-1a of its UTF-16."""
    hashed = 0x811C9DC5
    units = token.encode("utf-16-le")
    for at in range(0, len(units), 2):
        hashed = (hashed ^ (units[at] | units[at + 1] << 8)) * 0x01000193 & 0xFFFFFFFF
    return (hashed ^ hashed >> 15) & (count - 1)
