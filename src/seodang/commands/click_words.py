"""Usage errors and help in the terminal's language: what click says by itself.

click asks gettext, which reads compiled catalogues only, and none comes with click. Its modules
are given another function to ask, which looks nothing up before something is said.
"""

from __future__ import annotations

from types import ModuleType

import click.core
import click.decorators
import click.exceptions
import click.formatting
import click.parser
import click.termui
import click.types

from seodang.catalogue import catalogue

_SPEAKING: tuple[ModuleType, ...] = (
    click.core,
    click.decorators,
    click.exceptions,
    click.formatting,
    click.parser,
    click.termui,
    click.types,
)


def let_click_speak(language: str) -> None:
    """Have click say everything in a language, as far as its catalogue has the sentence."""

    def said(msgid: str) -> str:
        return catalogue(language, "click").get(msgid, msgid)

    def counted(one: str, many: str, number: int) -> str:
        return said(one if number == 1 else many)

    for module in _SPEAKING:
        for name, speaker in (("_", said), ("ngettext", counted)):
            if hasattr(module, name):
                setattr(module, name, speaker)
