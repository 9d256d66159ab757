"""`--help` in the terminal's language."""

from __future__ import annotations

from collections.abc import Mapping

import click

from seodang.catalogue import catalogue
from seodang.commands.speech import Speech


def in_words_of(command: click.Command, speech: Speech) -> None:
    """Put the help of a command, its options and its commands into the speech's language."""
    words = catalogue(speech.language, "help")
    command.help = _said(command.help, words)
    for option in command.params:
        if isinstance(option, click.Option):
            option.help = _said(option.help, words)
    for inner in getattr(command, "commands", {}).values():
        in_words_of(inner, speech)


def _said(text: str | None, words: Mapping[str, str]) -> str | None:
    return None if text is None else words.get(text, text)
