"""When a command cannot go on: the computer's troubles in one sentence, our mistakes in a file."""

from __future__ import annotations

import errno
import os
import platform
import sys
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Final

from seodang import __version__
from seodang.cache.build_lock import LockHeldError
from seodang.cache.state_folder import ForeignPlaceError
from seodang.cache.store import replace_file
from seodang.cache.user_folders import cache_folder
from seodang.commands.speech import terminal_speech
from seodang.commands.terminal import printable, tell
from seodang.outputs import STATE
from seodang.problems import Message, say

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT})
_FORBIDDEN: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


def tell_refusal(what: Message, fix: Message, environ: Mapping[str, str]) -> None:
    """Say what keeps a command from working, and what helps."""
    speech = terminal_speech(environ)
    tell(speech.words(what), err=True)
    tell(f"    {speech('fix:')} {speech.words(fix)}", err=True)


def refusal(error: Exception) -> tuple[Message, Message] | None:
    """Return what was refused and what helps; None where the mistake is the engine's."""
    if isinstance(error, LockHeldError):
        return error.reason, say("wait for it to end, or leave out --no-wait")
    if isinstance(error, ForeignPlaceError):
        return (
            say("'{name}' is a file or a link, where builds make a folder", name=error.path.name),
            say("move it away, or delete it"),
        )
    return _of_the_computer(error) if isinstance(error, OSError) else None


def _of_the_computer(error: OSError) -> tuple[Message, Message] | None:
    if error.errno in _FULL:
        return (
            say("the disk is full; what was published before is as it was"),
            say("make some room (python3 build.py clean --cache), then run the command again"),
        )
    if error.errno in _FORBIDDEN:
        name = os.fsdecode(error.filename) if error.filename else "?"
        return (
            say("'{name}' cannot be read or written: {reason}", name=name, reason=error.strerror),
            say("ask for the right to it, or build elsewhere: build --to FOLDER"),
        )
    return None


def tell_bug(arguments: Sequence[str], environ: Mapping[str, str]) -> None:
    """Write a report of a bug in the engine, to be sent to its maintainers."""
    facts = [f"seodang {__version__}", platform.platform(), sys.version, " ".join(arguments)]
    text = "\n".join([*facts, "", traceback.format_exc()])
    speech = terminal_speech(environ)
    file = _written(text, (_root(arguments) / STATE, cache_folder(environ)))
    if file is None:  # no place is left but the terminal
        tell(text, err=True)
    sentence = (
        "This is a mistake in Seodang, not in your course. Please send the file {file}."
        if file
        else "This is a mistake in Seodang, not in your course. Please send the lines above."
    )
    tell(speech(sentence, file=file), err=True)


def _written(text: str, folders: Sequence[Path]) -> Path | None:
    for folder in folders:
        with suppress(OSError):  # a full disk, a folder that may not be written, a file instead
            folder.mkdir(parents=True, exist_ok=True)
            file = folder / "bug.txt"
            replace_file(file, printable(text).encode())  # which follows no link
            return file
    return None


def _root(arguments: Sequence[str]) -> Path:
    """Return the course's folder as far as mistaken arguments still tell it."""
    named = dict(pairwise(arguments)).get("--root", ".")
    return Path(named) if Path(named).is_dir() else Path()
