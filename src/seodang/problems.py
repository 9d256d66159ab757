"""How Seodang speaks to authors: what is wrong, where, and what mends it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from seodang.rules import RULES, Severity

Step: TypeAlias = str | int
"""A key or the number of an entry: one step down into a YAML or JSON file."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in an author's file.

    `path` is relative to the course's root, with forward slashes; `line` and `column`
    count from 1, columns in characters.
    """

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True)
class Pointer:
    """A position named by the keys that lead to it, found again when it is printed.

    Loading thousands of files stays fast because no value carries its line. `to_key` asks
    for the key instead of its value; `line` (from 0) and `column` (from 1) count within a
    value of several lines.
    """

    path: str
    keys: tuple[Step, ...] = ()
    to_key: bool = False
    line: int = 0
    column: int = 1


Where: TypeAlias = Place | Pointer


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence for authors: a gettext msgid and the words that fill its `{gaps}`.

    A word may be a message itself: a reason within a sentence.
    """

    msgid: str
    words: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.in_words_of({})

    def in_words_of(self, catalogue: Mapping[str, str]) -> str:
        """Fill the gaps of the catalogue's sentence for this msgid (its own, if it has none)."""
        sentence = catalogue.get(self.msgid) or self.msgid
        words = {name: _said(word, catalogue) for name, word in self.words.items()}
        return _GAP.sub(lambda gap: _filled(gap, words), sentence)


def _said(word: object, catalogue: Mapping[str, str]) -> object:
    return word.in_words_of(catalogue) if isinstance(word, Message) else word


def say(msgid: str, /, **words: object) -> Message:
    """Write a message; the msgid is the English sentence."""
    return Message(msgid, words)


def did_you_mean(meant: str | None, otherwise: Message) -> Message:
    """Ask whether a word near to the one that is wrong was meant, if there is one."""
    return say("did you mean '{meant}'?", meant=meant) if meant else otherwise


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing an author has to know, at its place, with what mends it.

    `given` is its severity where that is not its rule's. ValueError where there is no such rule.
    """

    rule: str
    where: Where
    message: Message
    fix: Message
    given: Severity | None = None

    def __post_init__(self) -> None:
        if self.rule not in RULES:
            raise ValueError(f"no rule is called {self.rule!r}: name it in rules.py")

    @property
    def severity(self) -> Severity:
        """How much it weighs."""
        return self.given or RULES[self.rule].severity

    @property
    def is_error(self) -> bool:
        """Whether it stops the build."""
        return self.severity is Severity.ERROR

    def as_warning(self) -> Problem:
        """Return the same problem, not stopping the build."""
        return replace(self, given=Severity.WARNING)

    def as_error(self) -> Problem:
        """Return the same problem, stopping the build, because the course's policy asks for it."""
        return replace(self, given=Severity.ERROR)


MOST: Final = 1_000
"""Problems of one kind that are told; who mends the first of so many mends the rest, too."""


def limited(problems: Iterable[Problem]) -> Iterator[Problem]:
    """Yield the first problems of one kind, and one that says that there are more: none is sought."""
    for number, problem in enumerate(problems):
        if number == MOST:
            more = say("here and further on there is more of the same kind")
            yield replace(problem, message=more, fix=say("mend what is told, and check again"))
            return
        yield problem


# A gap is {name}, or {name:이/가}: the Korean particle that fits the word before it.
_GAP = re.compile(r"\{(\w+)(?::([^/{}]+)/([^/{}]+))?\}")


def _filled(gap: re.Match[str], words: Mapping[str, object]) -> str:
    name, closed, open_ = gap.groups()
    word = str(words[name])
    if closed is None:
        return word
    return closed if _ends_closed(word, closed) else open_


# Latin letters after which a word is read with a final consonant (lesson 레슨, model 모델; but
# beginner 비기너), and the digits that end in one (영, 일 …).
_CLOSED_SIGNS = frozenset("lmnLMN013678")
_RIEUL_SIGNS = frozenset("lL178")
_RIEUL = 8


def _ends_closed(word: str, particle: str) -> bool:
    """Whether a word takes the particle for a final consonant (으로 does not follow ㄹ)."""
    letters = [sign for sign in word if sign.isalnum()]
    if not letters:
        return False
    last = letters[-1]
    if "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % 28
        return final != 0 and not (particle == "으로" and final == _RIEUL)
    # In "writing" the last two letters are one sound, as 라이팅 has it; "png" is spelled out.
    is_sound = letters[-2:] in (["n", "g"], ["N", "G"]) and letters[-3:-2] not in (["p"], ["P"])
    is_closed = last in _CLOSED_SIGNS or is_sound
    return is_closed and not (particle == "으로" and last in _RIEUL_SIGNS)
