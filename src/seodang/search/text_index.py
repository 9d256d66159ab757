"""What is known of one text for search: its sections, and which of its tokens stand in which."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from seodang.search.words import is_spelt, plainest, skeletons, tokens, words

ALPHABET: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
"""Numbers a section by one sign."""
MOST_SECTIONS: Final = len(ALPHABET)
_STEP: Final = 40


class Section(NamedTuple):
    """What stands below one heading: its anchor, its title, and a line for each paragraph."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class TextIndex:
    """The tokens of a text, and the words in it that a slip may be corrected to.

    A token's posting is the signs of the sections that hold it, after a "!" those that hold it in
    their title.
    """

    tokens: Mapping[str, str]
    words: Mapping[str, str]


def index_of(sections: Sequence[Section]) -> TextIndex:
    """Index at most `MOST_SECTIONS` sections of a text."""
    inside: dict[str, str] = {}
    titled: dict[str, str] = {}
    known: set[str] = set()
    for sign, section in zip(ALPHABET, sections, strict=False):
        title, body = words(section.title), words(section.text)
        in_title, in_body = _tokens_of(title), _tokens_of(body)
        for token in in_title:
            titled[token] = titled.get(token, "!") + sign
        for token in in_body - in_title:
            inside[token] = inside.get(token, "") + sign
        known.update(title, body)
    found = {token: inside.get(token, "") + titled.get(token, "") for token in {*inside, *titled}}
    return TextIndex(found, _by_skeleton(known))


def lengths_of(sections: Sequence[Section]) -> str:
    """Return for each section a sign that says how long it is, the same for lengths much alike."""
    return "".join(_length(len(words(section.text))) for section in sections[:MOST_SECTIONS])


def _tokens_of(found: Iterable[str]) -> set[str]:
    return set().union(*map(tokens, set(found)))


def _length(count: int) -> str:
    # A word more or less changes nothing.
    return ALPHABET[min(MOST_SECTIONS - 1, count // _STEP)]


def _by_skeleton(known: Iterable[str]) -> dict[str, str]:
    """Return words by their initial consonants and by their vowels, as lists with spaces."""
    found: dict[str, list[str]] = {}
    for word in sorted(filter(is_spelt, {plainest(word) for word in known})):
        for skeleton in skeletons(word):
            found.setdefault(skeleton, []).append(word)
    return {skeleton: " ".join(some) for skeleton, some in found.items()}
