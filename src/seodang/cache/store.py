"""The content-addressed store in `.seodang/`: what was made once and need not be made again.

Everything in it can be deleted at any time. An entry that was cut short or damaged, that lies
under another's key or was written by whoever does not know the store's secret, is noticed by its
digest and counts as absent.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NewType, TypeVar

Key = NewType("Key", str)
Read = TypeVar("Read")

OUTPUTS: Final = "outputs"
"""Kind of entries: the outputs of a notebook's code cells."""
FRAGMENTS: Final = "fragments"
"""Kind of entries: a text as HTML."""
ASSETS: Final = "assets"
"""Kind of entries: the bytes of a file that pages show."""


class LostEntryError(LookupError):
    """An entry that a build relied on is gone or not whole: made anew by who begins again."""


def key_of(*parts: object) -> Key:
    """Return the key of what is made from these parts: their JSON, hashed (SHA-256, hex)."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # Parts may be names of files, which on Linux need be no text.
    return Key(hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest())


class Store:
    """A folder of entries, each named by a kind ("outputs", "fragments" …) and a key.

    With a `secret` (at most 64 bytes) only entries that were written with it are read.
    """

    def __init__(self, folder: Path, secret: bytes = b"") -> None:
        self.folder = folder
        self._secret = secret

    def load(self, kind: str, key: Key) -> bytes | None:
        """Return an entry's bytes, or None where it is absent or not whole."""
        file = self._file(kind, key)
        entry = _read(file)
        if entry is None:
            return None
        digest, _, content = entry.partition(b"\n")
        if self._digest(kind, key, content) != digest:
            return None
        _mark_used(file)
        return content

    def has(self, kind: str, key: Key) -> bool:
        """Whether an entry is there and whole."""
        return self.load(kind, key) is not None

    def state(self, kind: str, key: Key) -> list[int] | None:
        """Return an entry's size and time (ns), which tell whether it is as it was; None: absent.

        Asking takes a tenth of what reading the entry and seeing that it is whole takes.
        """
        file = self._file(kind, key)
        try:
            found = os.stat(file)  # noqa: PTH116
        except OSError:
            return None
        _mark_used(file, found.st_mtime)
        return [found.st_size, found.st_mtime_ns]

    def save(self, kind: str, key: Key, content: bytes) -> None:
        """Keep an entry; another process sees either all of it or nothing."""
        entry = self._digest(kind, key, content) + b"\n" + content
        if os.path.islink(f"{self.folder}/{kind}/{key[:2]}"):  # noqa: PTH114
            self._cleared(kind, key)  # what is written there would lie elsewhere
        try:
            _replace(self._file(kind, key), entry)
        except OSError:
            if not self._cleared(kind, key):
                raise
            _replace(self._file(kind, key), entry)

    def load_json(self, kind: str, key: Key) -> Any:
        """Return an entry kept by `save_json`, or None."""
        content = self.load(kind, key)
        try:
            # A file's name need be no text on Linux, and may stand in what is kept.
            return None if content is None else json.loads(content.decode(errors="surrogatepass"))
        except (ValueError, RecursionError):
            return None

    def load_as(self, kind: str, key: Key, read: Callable[[Any], Read]) -> Read | None:
        """Return what a function reads from the value of an entry, or None where that is no such value."""
        value = self.load_json(kind, key)
        try:
            return None if value is None else read(value)
        except (AttributeError, LookupError, TypeError, ValueError):
            return None

    def save_json(self, kind: str, key: Key, value: Any) -> None:
        """Keep a value that JSON can hold."""
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        self.save(kind, key, text.encode(errors="surrogatepass"))

    def drop(self, kind: str, key: Key) -> None:
        """Remove an entry that turned out to be no longer true, if it is there."""
        with suppress(OSError):
            os.unlink(self._file(kind, key))  # noqa: PTH108

    def forget(self, kind: str = "") -> None:
        """Remove all entries of a kind; all there are where none is named."""
        shutil.rmtree(self.folder / kind, ignore_errors=True)

    def _cleared(self, kind: str, key: Key) -> bool:
        """Remove what nobody here put in an entry's way; returns whether there was anything."""
        file = Path(self._file(kind, key))
        wrong = [path for path in file.parents[:2] if path.is_symlink() or path.is_file()]
        for path in wrong:
            path.unlink()
        if file.is_dir() and not wrong:
            wrong.append(file)
            shutil.rmtree(file)
        return bool(wrong)

    def _digest(self, kind: str, key: Key, content: bytes) -> bytes:
        digest = hashlib.blake2b(f"{kind}/{key}\n".encode(), digest_size=32, key=self._secret)
        digest.update(content)
        return digest.hexdigest().encode()

    def _file(self, kind: str, key: Key) -> str:
        # Folders of at most 256 entries each stay quick on every file system.
        return f"{self.folder}/{kind}/{key[:2]}/{key[2:]}"


_DAY: Final = 86_400.0
_LARGEST: Final = 1_000_000_000
"""Bytes above which a file is no entry; outputs have at most 20 MB, files of pages 50 MB."""
# A pipe would keep a reader waiting, and a link may lead to what has no end.
_FLAGS: Final = sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))


def _read(file: str) -> bytes | None:
    """Return the bytes of a plain file; None where there is none that can be read."""
    try:
        opened = os.open(file, os.O_RDONLY | _FLAGS)
    except OSError:
        return None
    found = os.fstat(opened)
    if not stat.S_ISREG(found.st_mode) or found.st_size > _LARGEST:
        os.close(opened)
        return None
    with open(opened, "rb") as entry:  # noqa: PTH123 (thousands a build: a Path is slower)
        return entry.read()


def _mark_used(file: str, noted: float | None = None) -> None:
    """Note, to the day, that an entry is in use: the cache drops what long was not."""
    # Another build may drop it just now, and a shared cache may be another user's.
    with suppress(OSError):
        last = os.stat(file).st_mtime if noted is None else noted  # noqa: PTH116
        if time.time() - last > _DAY:
            os.utime(file)


_TRIES: Final = 5


def replace_file(file: Path, content: bytes, mode: int = 0o644) -> None:
    """Write a file so that a reader, or a crash, never meets a part of it."""
    _replace(str(file), content, mode)


def _replace(file: str, content: bytes, mode: int = 0o644) -> None:
    # In the words of `os`, since a cold build of a thousand lessons writes some thousands.
    new = f"{os.path.dirname(file)}/.new-{os.urandom(8).hex()}"  # noqa: PTH120
    try:
        for left in range(_TRIES, 0, -1):
            try:
                _write(new, content, mode)
                os.replace(new, file)  # noqa: PTH105
                break
            except (
                FileNotFoundError
            ):  # `clean` removed it just now: `check` and `serve` hold no lock
                if left == 1:
                    raise
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(new)  # noqa: PTH108
        raise


def _write(new: str, content: bytes, mode: int) -> None:
    opened = None
    while opened is None:
        try:
            opened = open(new, "xb")  # noqa: PTH123, SIM115 (closed below)
        except FileNotFoundError:  # it is the first in its folder, or `clean` removed that just now
            os.makedirs(os.path.dirname(new), exist_ok=True)  # noqa: PTH103, PTH120
    with opened:
        opened.write(content)
    os.chmod(new, mode)  # noqa: PTH101
