"""The options that several commands share, and what was asked for as one value."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from pathlib import Path
from typing import Any, Final, TypeAlias

import click
from click.core import ParameterSource

from seodang.build_settings import Settings
from seodang.cache.build_lock import Holder, LockHeldError, build_lock
from seodang.catalogue import Speaker
from seodang.commands.lesson_names import refuse_unknown_lessons
from seodang.commands.speech import terminal_speech
from seodang.commands.terminal import tell
from seodang.problems import Message, say

Command: TypeAlias = Callable[..., int]
_PROGRAMME: Final = Path("curriculum/programme.yml")  # `course.layout` takes long to import
Option: TypeAlias = Callable[[Command], Command]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options(Settings):
    """The settings of the pipeline, and how the author is told what became of them."""

    speech: Speaker
    explain: bool = False
    report: Path | None = None
    no_wait: bool = False

    @contextmanager
    def at_work(self, command: str) -> Iterator[None]:
        """Be the only one who changes what builds have made; LockHeldError where it is not waited."""
        with build_lock(self.state.lock, command, self._say_who_works):
            yield

    def _say_who_works(self, holder: Holder | None) -> None:
        reason = _who_works(holder)
        if self.no_wait:
            raise LockHeldError(reason)
        tell(self.speech("{reason}; waiting for it", reason=self.speech.words(reason)), err=True)


def _who_works(holder: Holder | None) -> Message:
    if holder is None:
        return say("another command is at work in this course")
    since = time.strftime("%H:%M:%S", time.localtime(holder.since))
    return say(
        "'{command}' (process {pid}) has been at work in this course since {since}",
        command=holder.command,
        pid=holder.pid,
        since=since,
    )


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
            asked = Options(**told, environ=os.environ, speech=terminal_speech(os.environ))
            _say_where(asked)
            if asked.state.is_foreign:
                said = asked.speech("'.seodang' came from elsewhere and was emptied.")
                tell(said, err=True)
            refuse_unknown_lessons(asked, asked.speech)
            return command(asked, **given)

        # click lists options from the last decorator up: the shared ones first.
        for option in reversed((_ROOT, *options)):
            option(called)
        return called

    return decorate


def usual_root(here: Path, environ: Mapping[str, str]) -> Path:
    """Return the course's folder where none is named; build.py tells its own."""
    own = environ.get("SEODANG_ROOT")
    return here if own is None or (here / _PROGRAMME).is_file() else Path(own)


def _say_where(options: Options) -> None:
    """Say which course is meant, where it is not in the folder in which the command was typed."""
    context = click.get_current_context()
    is_named = context.get_parameter_source("root") is not ParameterSource.DEFAULT
    if not is_named and options.root != Path.cwd().resolve():
        tell(options.speech("The course in {folder}:", folder=options.root), err=True)


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


def _again(
    _context: click.Context, _option: click.Parameter, names: tuple[str, ...]
) -> frozenset[str] | None:
    return None if not names else frozenset(names) if _ALL not in names else frozenset()


_ALL: Final = "*"
_ROOT: Final[Option] = click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, resolve_path=True, path_type=Path),
    default=lambda: usual_root(Path.cwd(), os.environ),
    help="The course's folder (default: here, if it holds a course; else that of build.py).",
)


def _jobs(help_: str) -> Option:
    return click.option("--jobs", type=click.IntRange(min=1), default=processors, help=help_)


JOBS: Final[Option] = _jobs("Notebooks at a time.")
READING_JOBS: Final[Option] = _jobs("Processes that check at a time.")
ONLY: Final[Option] = click.option(
    "--only", multiple=True, metavar="ID", callback=_lessons, help="Run only this lesson."
)
AGAIN: Final[Option] = click.option(
    "--again",
    multiple=True,
    metavar="[ID]",
    is_flag=False,
    flag_value=_ALL,
    callback=_again,
    help="Run this lesson once more, or all, although nothing changed.",
)
STRICT: Final[Option] = click.option("--strict", is_flag=True, help="Let warnings fail.")
TODAY: Final[Option] = click.option(
    "--today",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day,
    help="The day to build for (default: the local date).",
)
NO_WAIT: Final[Option] = click.option(
    "--no-wait", is_flag=True, help="Give up where another command is at work in the course."
)
EXPLAIN: Final[Option] = click.option("--explain", is_flag=True, help="Say why each lesson runs.")
TRUST: Final[Option] = click.option(
    "--trust",
    "trusts",
    is_flag=True,
    help="Agree to hooks, plugins and templates that the course runs with all your rights.",
)
REPORT: Final[Option] = click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write a report as JSON to this file.",
)
