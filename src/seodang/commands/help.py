"""`--help` in the terminal's language."""

from __future__ import annotations

import click

from seodang.catalogue import Speaker


def in_words_of(command: click.Command, speech: Speaker) -> None:
    """Put the help of a command, its options and its commands into the speech's language."""
    command.help = _said(command.help, speech)
    for option in command.params:
        if isinstance(option, click.Option):
            option.help = _said(option.help, speech)
    for inner in getattr(command, "commands", {}).values():
        in_words_of(inner, speech)


def _said(text: str | None, speech: Speaker) -> str | None:
    return None if text is None else speech(text)
