"""Keeping the cache in bounds: by age, and by size."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_AGE: Final = {"h": 3_600.0, "d": 86_400.0, "w": 7 * 86_400.0}
_SIZE: Final = {"KB": 10**3, "MB": 10**6, "GB": 10**9}
_ABANDONED: Final = 3_600.0
"""Seconds after which nobody is still writing a file that was begun."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """What was dropped from a cache, and what is left: entries and bytes."""

    entries: int
    bytes: int
    left_entries: int
    left_bytes: int


@dataclass(frozen=True, slots=True, order=True)
class _Entry:
    used: float
    file: Path
    size: int


def drop_unused(
    folder: Path, now: float, older: float | None = None, most: int | None = None
) -> Dropped:
    """Drop entries that were not used for `older` seconds, then the oldest above `most` bytes.

    `now` is in seconds of the epoch. A build that runs at the same time loses nothing but time.
    """
    entries = sorted(_entries(folder, now))
    total = sum(entry.size for entry in entries)
    kept, kept_bytes = len(entries), total
    for entry in entries:
        is_old = older is not None and now - entry.used > older
        if not is_old and (most is None or kept_bytes <= most):
            break
        entry.file.unlink(missing_ok=True)
        kept, kept_bytes = kept - 1, kept_bytes - entry.size
    return Dropped(len(entries) - kept, total - kept_bytes, kept, kept_bytes)


def _entries(folder: Path, now: float) -> Iterator[_Entry]:
    for found in (one for kind in _within(folder) for part in _within(kind) for one in _all(part)):
        file = Path(found.path)
        with suppress(FileNotFoundError):
            state = found.stat(follow_symlinks=False)
            if not found.is_file(follow_symlinks=False):
                continue  # nobody here made it, and whoever needs its place removes it
            if not file.name.startswith(".new-"):
                yield _Entry(state.st_mtime, file, state.st_size)
            elif now - state.st_mtime > _ABANDONED:  # its build was killed while writing
                file.unlink()


def _within(folder: Path) -> Iterator[Path]:
    """Yield the folders in a folder; a link to one leads elsewhere."""
    return (Path(one.path) for one in _all(folder) if one.is_dir(follow_symlinks=False))


def _all(folder: Path) -> list[os.DirEntry[str]]:
    try:
        return list(os.scandir(folder))
    except OSError:
        return []


def age_of(text: str) -> float | None:
    """Return the seconds of an age written 12h, 30d or 4w; None for anything else."""
    found = re.fullmatch(r"(\d+) ?([hdw])", text)
    return int(found[1]) * _AGE[found[2]] if found else None


def size_of(text: str) -> int | None:
    """Return the bytes of a size written 500MB or 2GB (powers of ten); None for anything else."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?) ?([KMG]B)", text)
    return int(float(found[1]) * _SIZE[found[2]]) if found else None
