"""Sentences in other languages, from gettext catalogues (`locale/<language>/<domain>.po`).

The msgid is the English sentence, so English needs no catalogue. PO files are read as they
are: translators need no compiler, and a few hundred entries take milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from seodang.problems import Message, say

_FOLDER = Path(__file__).parent / "locale"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Says the sentences of one domain in one language."""

    language: str
    domain: str

    def __call__(self, msgid: str, /, **gaps: object) -> str:
        """Say a sentence, its gaps filled."""
        if not gaps:
            return _sentence(self.language, self.domain, msgid)
        return self.words(say(msgid, **gaps))

    def words(self, message: Message) -> str:
        """Return a message in this language."""
        return message.in_words_of(catalogue(self.language, self.domain))


@cache
def catalogue(language: str, domain: str) -> Mapping[str, str]:
    """Return the translations of a domain by msgid; empty where there are none."""
    file = _FOLDER / language.partition("-")[0] / f"{domain}.po"
    if not file.exists():
        return {}
    import polib  # an English terminal has nothing to read

    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(file)) if entry.msgstr}


@cache
def _sentence(language: str, domain: str, msgid: str) -> str:
    # Every page of a site says the same thirty sentences.
    return say(msgid).in_words_of(catalogue(language, domain))
