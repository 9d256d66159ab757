"""The words a fragment itself brings, in the language of the programme."""

from __future__ import annotations

from dataclasses import dataclass

from seodang.catalogue import catalogue
from seodang.problems import say


@dataclass(frozen=True, slots=True)
class Words:
    """Says the engine's own words to learners; msgids are English sentences."""

    language: str

    def __call__(self, msgid: str, /, **gaps: object) -> str:
        """Return a sentence in the programme's language, its gaps filled."""
        return say(msgid, **gaps).in_words_of(catalogue(self.language, "rendering"))
