"""Which files of the site a build changed, seen from their sizes and times.

A build touches no file whose bytes stay the same, so times are enough; and a build that somebody
runs in another window is seen as well.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

Snapshot: TypeAlias = dict[str, tuple[int, int, int]]
"""Number, size in bytes and time in nanoseconds of every file, by its address."""


def snapshot_of(site: Path) -> Snapshot:
    """Look at every file of the site; a thousand pages take some milliseconds."""
    return dict(_files(str(site), ""))


def changed(before: Snapshot, after: Snapshot) -> frozenset[str]:
    """Return the addresses that came, went or were replaced."""
    return frozenset(name for name, _ in before.items() ^ after.items())


def _files(folder: str, prefix: str) -> Iterator[tuple[str, tuple[int, int, int]]]:
    try:
        entries = list(os.scandir(folder))
    except FileNotFoundError:  # no site yet, or a folder that a build removes right now
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from _files(entry.path, f"{prefix}{entry.name}/")
            continue
        try:
            state = os.stat(entry.path)  # noqa: PTH116 (a Path for each of thousands takes longer)
        except FileNotFoundError:
            continue
        yield prefix + entry.name, (state.st_ino, state.st_size, state.st_mtime_ns)
