"""The content-addressed store in `.seodang/`: what was made once and need not be made again.

Everything in it can be deleted at any time. An entry that was cut short or damaged is noticed
by its digest and counts as absent.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Final, NewType

Key = NewType("Key", str)


def key_of(*parts: object) -> Key:
    """Return the key of what is made from these parts: their JSON, hashed (SHA-256, hex)."""
    text = json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return Key(hashlib.sha256(text.encode()).hexdigest())


class Store:
    """A folder of entries, each named by a kind ("outputs", "fragments" …) and a key."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def load(self, kind: str, key: Key) -> bytes | None:
        """Return an entry's bytes, or None where it is absent or not whole."""
        file = str(self._file(kind, key))
        try:
            with open(file, "rb") as entry:  # noqa: PTH123 (thousands a build: a Path is slower)
                digest, _, content = entry.read().partition(b"\n")
        except FileNotFoundError:
            return None
        if hashlib.sha256(content).hexdigest().encode() != digest:
            return None
        _mark_used(file)
        return content

    def has(self, kind: str, key: Key) -> bool:
        """Whether an entry is there and whole."""
        return self.load(kind, key) is not None

    def save(self, kind: str, key: Key, content: bytes) -> None:
        """Keep an entry; another process sees either all of it or nothing."""
        digest = hashlib.sha256(content).hexdigest().encode()
        replace_file(self._file(kind, key), digest + b"\n" + content)

    def load_json(self, kind: str, key: Key) -> Any:
        """Return an entry kept by `save_json`, or None."""
        content = self.load(kind, key)
        return None if content is None else json.loads(content)

    def save_json(self, kind: str, key: Key, value: Any) -> None:
        """Keep a value that JSON can hold."""
        self.save(kind, key, json.dumps(value, ensure_ascii=False, sort_keys=True).encode())

    def _file(self, kind: str, key: Key) -> Path:
        # Folders of at most 256 entries each stay quick on every file system.
        return self.folder / f"{kind}/{key[:2]}/{key[2:]}"


_DAY: Final = 86_400.0


def _mark_used(file: str) -> None:
    """Note, to the day, that an entry is in use: the cache drops what long was not."""
    # Another build may drop it just now, and a shared cache may be another user's.
    with suppress(OSError):
        if time.time() - os.stat(file).st_mtime > _DAY:  # noqa: PTH116
            os.utime(file)


def replace_file(file: Path, content: bytes) -> None:
    """Write a file so that a reader, or a crash, never meets a part of it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".new-")
    try:
        with os.fdopen(handle, "wb") as new:
            new.write(content)
        Path(name).chmod(0o644)
        Path(name).replace(file)
    except BaseException:
        with suppress(FileNotFoundError):
            Path(name).unlink()
        raise
