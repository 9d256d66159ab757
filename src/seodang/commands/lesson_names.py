"""Lessons named on the command line: those that do not exist are told before anything is done."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import click

from seodang.build_settings import Settings
from seodang.catalogue import Speaker
from seodang.ids import nearest
from seodang.problems import did_you_mean, say

_SHOWN: Final = 10


def refuse_unknown_lessons(settings: Settings, speech: Speaker) -> None:
    """Raise a usage error that names every lesson of `--only` and `--again` that does not exist."""
    asked = (settings.only or frozenset()) | (settings.again or frozenset())
    # A folder is enough: what is wrong with the lesson in it is told at its place.
    known = _lessons(settings.root) if asked else []
    unknown = sorted(asked - set(known))
    if unknown:
        raise click.UsageError("\n".join(_sentence(name, known, speech) for name in unknown))


def _lessons(root: Path) -> list[str]:
    folder = root / "lessons"
    return sorted(one.name for one in folder.iterdir() if one.is_dir()) if folder.is_dir() else []


def _sentence(name: str, known: Iterable[str], speech: Speaker) -> str:
    some = ", ".join([*known][:_SHOWN])
    listed = say("the lessons are: {names}", names=some) if some else say("there are no lessons")
    help_ = speech.words(did_you_mean(nearest(name, known), listed))
    return f"{speech('there is no lesson {name}', name=repr(name))}: {help_}"
