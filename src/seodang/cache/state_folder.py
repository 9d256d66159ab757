"""The folder of generated state: where it lies, and whether it was made here.

What a folder brings along is not trusted: `.seodang/` may come in a clone, an archive or a shared
folder. It bears a mark that only this person's builds on this machine can write; one without it
is emptied before anything in it is read.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from seodang.cache.build_lock import build_lock
from seodang.cache.store import replace_file
from seodang.cache.user_folders import cache_folder, machine_mark
from seodang.outputs import STATE

_ORIGIN: Final = "origin"
_IGNORE: Final = ".gitignore"
_MARKING: Final = "origin.lock"
_LOCK: Final = "lock"
_OTHERS: Final = ("install.lock", "install.log", "benchmarks", _MARKING, _LOCK)
"""What is no cache: nothing in it decides what is written, removed or published."""


_FOLDERS: Final = ("store", "runs", "publishing")
_FILES: Final = (_IGNORE, _ORIGIN, "bug.txt", "site-journal.json")


@dataclass(frozen=True, slots=True)
class StateFolder:
    """A folder that is there and writable; `is_foreign`: it was emptied, having come from elsewhere."""

    path: Path
    secret: bytes
    is_foreign: bool = False

    @property
    def lock(self) -> Path:
        """The file that is locked by who builds, publishes or cleans."""
        return self.path / _LOCK

    @property
    def store(self) -> Path:
        """The folder of the store."""
        return self.path / "store"


class ForeignPlaceError(Exception):
    """A file or a link has the name of a folder that builds write."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


def open_state(root: Path, environ: Mapping[str, str]) -> StateFolder:
    """Make the folder ready: the course's own, or the person's cache where that cannot be written.

    ForeignPlaceError where something else has its name: what is written there would be lost, or
    would lie elsewhere.
    """
    own = root / STATE
    refuse_foreign_place(own)
    try:
        return _opened(own, machine_mark(environ))
    except OSError:
        name = hashlib.sha256(os.fsencode(os.path.realpath(root))).hexdigest()[:16]
        return _opened(cache_folder(environ) / name, machine_mark(environ))


def refuse_foreign_place(folder: Path) -> None:
    """Raise ForeignPlaceError where a folder cannot be made, or would lie elsewhere."""
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise ForeignPlaceError(folder)


def _opened(folder: Path, secret: bytes) -> StateFolder:
    folder.mkdir(parents=True, exist_ok=True)
    if not os.access(folder, os.W_OK):
        raise PermissionError(folder)
    marks, is_foreign = _marks(folder, secret), False
    if _known_marks(folder) != marks:
        # Two builds may begin at once, and one must not empty what the other has just marked.
        with build_lock(folder / _MARKING, "", lambda _: None):
            is_foreign = not _known_marks(folder) & marks and _emptied(folder)
            replace_file(folder / _IGNORE, b"*\n")
            replace_file(folder / _ORIGIN, b"\n".join(sorted(marks)) + b"\n")
    _without_strangers(folder)
    return StateFolder(folder, secret, is_foreign)


def _without_strangers(folder: Path) -> None:
    """Remove what would lead elsewhere or stand in the way: links, pipes, files for folders.

    Nothing that builds make is a link; what is written through one would lie elsewhere.
    """
    with suppress(FileNotFoundError):  # `clean` may remove it all just now
        for entry in os.scandir(folder):
            is_folder = entry.is_dir(follow_symlinks=False)
            is_file = entry.is_file(follow_symlinks=False)
            if not is_folder and (entry.name in _FOLDERS or not is_file):
                Path(entry.path).unlink(missing_ok=True)
            elif is_folder and entry.name in _FILES:
                shutil.rmtree(entry.path, ignore_errors=True)
        for kind in os.scandir(folder / "store"):
            if not kind.is_dir(follow_symlinks=False):
                Path(kind.path).unlink(missing_ok=True)


def _marks(folder: Path, secret: bytes) -> frozenset[bytes]:
    """Return what stands for the folder: its path, and its number, which stays when it is moved.

    One of them is enough: on some sticks files get new numbers whenever they are plugged in.
    """
    places: Iterable[object] = (os.path.realpath(folder), folder.stat().st_ino)
    texts = (
        f"{number}\n{place}".encode(errors="surrogatepass") for number, place in enumerate(places)
    )
    return frozenset(
        hashlib.blake2b(text, digest_size=32, key=secret).hexdigest().encode() for text in texts
    )


def _known_marks(folder: Path) -> frozenset[bytes]:
    file = folder / _ORIGIN
    is_plain = file.is_file() and not file.is_symlink()
    return frozenset(file.read_bytes().split() if is_plain else ())


def _emptied(folder: Path) -> bool:
    """Remove what the engine would read; returns whether there was anything."""
    found = [entry for entry in os.scandir(folder) if entry.name not in _OTHERS]
    for entry in found:
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            Path(entry.path).unlink()
    return any(entry.name not in (_IGNORE, _ORIGIN) for entry in found)
