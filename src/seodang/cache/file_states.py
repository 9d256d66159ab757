"""The files of a folder that programs write, each with what tells a later change.

A thousand files take some milliseconds; with a `Path` for each it would be ten times that. Authors'
files are looked at more closely (`cache/fingerprint.py`): links and forbidden folders are told there.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

State: TypeAlias = tuple[int, int]
"""A file's size and time (ns)."""


def states_of(folder: Path) -> dict[str, State]:
    """Return the states of all files by address; what begins with a dot at the top is not ours."""
    return {address: state_of(found) for address, found in _found(str(folder), "")}


def state_at(file: Path) -> State | None:
    """Return the state of one file, if it is there."""
    try:
        return state_of(file.lstat())
    except OSError:
        return None


def found_in(folder: Path) -> dict[str, os.stat_result]:
    """Return all that the system says of the same files."""
    return dict(_found(str(folder), ""))


def state_of(found: os.stat_result) -> State:
    """Return the state of a file."""
    return found.st_size, found.st_mtime_ns


def _found(folder: str, prefix: str) -> Iterator[tuple[str, os.stat_result]]:
    entries: list[os.DirEntry[str]] = []
    with suppress(OSError):  # what is gone meanwhile or forbidden has no state that was seen before
        entries = list(os.scandir(folder))
    for entry in entries:
        if not prefix and entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _found(entry.path, f"{prefix}{entry.name}/")
            continue
        with suppress(FileNotFoundError):
            yield prefix + entry.name, entry.stat(follow_symlinks=False)
