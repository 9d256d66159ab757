"""Sorting words as a dictionary of the programme's language does."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Final, TypeVar

Item = TypeVar("Item")

# The initial consonants of Unicode's Hangul syllables; a doubled one is filed under the single.
_INITIALS: Final = "ㄱㄱㄴㄷㄷㄹㅁㅂㅂㅅㅅㅇㅈㅈㅊㅋㅌㅍㅎ"
_SYLLABLES_PER_INITIAL: Final = 588
_FIRST_SYLLABLE: Final = "가"
_OTHERS: Final = "#"


def in_order(
    items: Iterable[Item], word: Callable[[Item], str], language: str
) -> list[tuple[str, list[Item]]]:
    """Sort items by their word and group them under their initial letters.

    Korean files Hangul before Latin letters; other languages compare letters without accents
    and case. What begins with no letter comes last, under "#".
    """
    hangul_first = language.partition("-")[0] == "ko"
    ordered = sorted(items, key=lambda item: _key(word(item), hangul_first=hangul_first))
    return [(k, list(group)) for k, group in groupby(ordered, key=lambda item: initial(word(item)))]


def initial(word: str) -> str:
    """Return the letter a word is filed under."""
    first = word.strip()[:1]
    if _is_hangul(first):
        return _INITIALS[(ord(first) - ord(_FIRST_SYLLABLE)) // _SYLLABLES_PER_INITIAL]
    plain = _plain(first)[:1].upper()
    return plain if plain.isalpha() else _OTHERS


def _key(word: str, *, hangul_first: bool) -> tuple[int, str, str]:
    first = word.strip()[:1]
    rank = int(_is_hangul(first) != hangul_first) if first.isalpha() else 2
    return rank, _plain(word), word


def _plain(word: str) -> str:
    """Return a word without case and accents; Hangul syllables stay whole."""
    apart = unicodedata.normalize("NFD", word.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in apart if not unicodedata.combining(c)))


def _is_hangul(sign: str) -> bool:
    return "가" <= sign <= "힣"
