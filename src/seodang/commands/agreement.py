"""What of a course runs without walls is told before it runs, and waits for a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from seodang.cache.agreements import agree
from seodang.commands.confirm import is_confirmed, is_terminal
from seodang.commands.options import Options
from seodang.commands.terminal import tell
from seodang.course.unconfined import Unconfined, unconfined_code
from seodang.pipeline import unagreed_code

_SHOWN: Final = 20


def settled(options: Options) -> Options:
    """Return the options with which to build: `--trust` and a yes on a terminal are kept for good.

    Without either the build itself stops, and says what is waited for.
    """
    waiting = unagreed_code(replace(options, trusts=False))
    if not waiting:
        return options
    if options.trusts or _is_agreed(waiting, options):
        return _kept(waiting, options)
    return options


def tell_unconfined(options: Options) -> None:
    """Say what ran without walls, as far as somebody agreed to it."""
    waiting = {part.digest for part in unagreed_code(options)}
    ran = [part for part in unconfined_code(options.root) if part.digest not in waiting]
    if ran:
        tell(options.speech("Outside the notebooks' walls, with all your rights, ran:"), err=True)
        tell(_listed(ran, options), err=True)


def _is_agreed(waiting: list[Unconfined], options: Options) -> bool:
    if not is_terminal():
        return False
    speech = options.speech
    tell(speech("This course would run outside the notebooks' walls, with all your rights:"))
    tell(_listed(waiting, options))
    question = speech("Have you read it, and do you want to run it? You are asked once.")
    return is_confirmed(question, speech)


def _kept(waiting: list[Unconfined], options: Options) -> Options:
    try:
        agree((part.digest for part in waiting), options.environ)
    except OSError as error:
        reason = error.strerror or str(error)
        said = "This could not be kept, so you will be asked again: {reason}"
        tell(options.speech(said, reason=reason), err=True)
        return replace(options, trusts=True)
    return options


def _listed(parts: Iterable[Unconfined], options: Options) -> str:
    lines = [
        f"  {part.place.path}:{part.place.line}: {options.speech.words(part.what)}"
        for part in parts
    ]
    more = options.speech("  and {count} more", count=len(lines) - _SHOWN)
    return "\n".join([*lines[:_SHOWN], *([more] if len(lines) > _SHOWN else [])])
