"""The options that several commands share, and what was asked for as one value."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, Final, TypeAlias

import click

from seodang.build_settings import Settings
from seodang.catalogue import Speaker
from seodang.commands.speech import terminal_speech

Command: TypeAlias = Callable[..., int]
Option: TypeAlias = Callable[[Command], Command]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Settings):
    """The settings of the pipeline, and how the author is told what became of them."""

    speech: Speaker
    explain: bool = False
    report: Path | None = None


def takes(*options: Option) -> Option:
    """Give a command `--root` and some of the shared options.

    It is called with one `Options` that holds all it was told of those fields, and with its other
    options by their names.
    """

    def decorate(command: Command) -> Command:
        @wraps(command)
        def called(**given: Any) -> int:
            fields = Options.__dataclass_fields__.keys() & given.keys()
            told = {"today": local_date(), **{name: given.pop(name) for name in fields}}
            speech = terminal_speech(os.environ)
            return command(Options(**told, environ=os.environ, speech=speech), **given)

        # click lists options from the last decorator up: the shared ones first.
        for option in reversed((_ROOT, *options)):
            option(called)
        return called

    return decorate


def local_date() -> date:
    """Return the author's own day."""
    return date.today()  # noqa: DTZ011 (a day at the author's desk, in no other time zone)


def processors() -> int:
    """Return how many processors this process may use."""
    counted = getattr(os, "sched_getaffinity", None)
    return len(counted(0)) if counted else os.cpu_count() or 1


def _day(_context: click.Context, _option: click.Parameter, value: datetime | None) -> date:
    return local_date() if value is None else value.date()


def _lessons(
    _context: click.Context, _option: click.Parameter, names: tuple[str, ...]
) -> frozenset[str] | None:
    return frozenset(names) or None


_ROOT: Final[Option] = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, resolve_path=True, path_type=Path),
    default=".",
    envvar="SEODANG_ROOT",  # build.py names its own folder, wherever it is called from
    help="The course's folder (default: here).",
)
JOBS: Final[Option] = click.option(
    "--jobs", type=click.IntRange(min=1), default=processors, help="Notebooks at a time."
)
ONLY: Final[Option] = click.option(
    "--only", multiple=True, metavar="ID", callback=_lessons, help="Run only this lesson."
)
AGAIN: Final[Option] = click.option(
    "--again",
    is_flag=True,
    help="Run what failed once more, though nothing has changed; with --only, that lesson.",
)
STRICT: Final[Option] = click.option("--strict", is_flag=True, help="Let warnings fail.")
TODAY: Final[Option] = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day,
    help="The day to build for (default: the local date).",
)
EXPLAIN: Final[Option] = click.option("--explain", is_flag=True, help="Say why each lesson runs.")
REPORT: Final[Option] = click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a report as JSON to this file.",
)
