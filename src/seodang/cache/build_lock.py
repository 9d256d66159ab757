"""One writer: who builds, publishes or cleans a course holds its lock, which dies with the process."""

from __future__ import annotations

import json
import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, Final

from seodang.problems import Message

# Between a look and the opening another could put a link there; Windows has no such flag.
_FLAGS: Final = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_LOOK: Final = 0.1
"""Seconds between two looks whether a lock has become free."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a lock: the command, its process, and since when (seconds of the epoch)."""

    command: str
    pid: int
    since: float


class LockHeldError(Exception):
    """Somebody else is at work, and one was not to wait; `reason` says who."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


@contextmanager
def build_lock(file: Path, command: str, waits: Callable[[Holder | None], None]) -> Iterator[None]:
    """Hold a lock that is a file, as soon as nobody else does.

    `waits` is told once who is waited for, if that is known; LockHeldError from it gives up.
    """
    with _held(file, waits) as held:
        held.seek(0)
        held.truncate()
        held.write(json.dumps(asdict(Holder(command, os.getpid(), time.time()))).encode())
        held.flush()
        yield


@contextmanager
def _held(path: Path, waits: Callable[[Holder | None], None]) -> Iterator[IO[bytes]]:
    is_told = False
    while True:
        with _opened(path) as file:
            if _acquire(file):
                if _is_still(path, file):
                    yield file
                    return
                continue  # it was removed with all else by `clean`
        if not is_told:
            waits(_holder(path))
            is_told = True
        time.sleep(_LOOK)


def _opened(path: Path) -> IO[bytes]:
    """Open the file, which is written: a link, a pipe or a folder in its place came along, and goes."""
    while True:
        path.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # `clean` removed its folder just now
            if path.is_symlink() or (path.exists() and not path.is_file()):
                _remove(path)
            file = os.fdopen(os.open(path, _FLAGS, 0o644), "r+b")
            if stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return file
            file.close()


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _is_still(path: Path, file: IO[bytes]) -> bool:
    try:
        return os.path.samestat(path.stat(), os.fstat(file.fileno()))
    except FileNotFoundError:
        return False


def _holder(path: Path) -> Holder | None:
    try:
        return Holder(**json.loads(path.read_bytes()))
    except (OSError, ValueError, TypeError, RecursionError):  # it was taken just now
        return None


# `bootstrap/file_lock.py` is alike: it runs before anything of the engine is there to import.
if sys.platform == "win32":
    import msvcrt

    _FAR: Final = 1 << 30
    """Windows lets nobody read what is locked: a byte where nothing is written is locked instead."""

    def _acquire(file: IO[bytes]) -> bool:
        os.lseek(file.fileno(), _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _acquire(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # some network folders cannot lock: better unguarded than never
        return True
