"""Questions on a terminal, answered in its language: click knows `y` and `n` only."""

from __future__ import annotations

import sys
from typing import Final

import click

from seodang.catalogue import Speaker
from seodang.commands.terminal import tell

_YES: Final = frozenset({"y", "yes", "예", "네", "ㅛ"})
_NO: Final = frozenset({"n", "no", "아니오", "아니요", "아뇨", "ㅜ", ""})
"""The two letters are what the keys y and n write while the keyboard is set to Hangul."""


def is_terminal() -> bool:
    """Whether somebody is there to be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def is_confirmed(question: str, speech: Speaker) -> bool:
    """Ask until the answer is yes or no, in any language; an empty line is no."""
    choice = speech("[y/N]")
    while True:
        answer = click.prompt(f"{question} {choice}", default="", show_default=False)
        word = answer.strip().lower()
        if word in _YES | _NO:
            return word in _YES
        tell(speech("Please answer yes or no."))
