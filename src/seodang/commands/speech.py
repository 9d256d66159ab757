"""What the command line says, in the terminal's language."""

from __future__ import annotations

import locale
from collections.abc import Mapping
from dataclasses import dataclass

from seodang.catalogue import catalogue
from seodang.problems import Message, say


def terminal_language(environ: Mapping[str, str]) -> str:
    """Return the language (ISO 639) of the terminal, by POSIX' order of variables."""
    names = ("LC_ALL", "LC_MESSAGES", "LANG")
    value = next((environ[name] for name in names if environ.get(name)), None)
    if value is None:  # Windows sets none of them; its own setting stands here
        value = locale.getlocale()[0] or ""
    return "ko" if value.lower().startswith("ko") else "en"


@dataclass(frozen=True, slots=True)
class Speech:
    """Puts messages into words of one language."""

    language: str

    def words(self, message: Message) -> str:
        """Return a message in this language."""
        return message.in_words_of(catalogue(self.language, "messages"))

    def __call__(self, msgid: str, /, **words: object) -> str:
        """Say a sentence at once."""
        return self.words(say(msgid, **words))
