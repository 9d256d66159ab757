"""What the files of an output hold, so that a change is found that left size and time as they were.

A file is read again only where its state differs, which here includes what no program can set.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from seodang.cache.file_states import states_of
from seodang.cache.store import Key, Store, key_of

_KIND: Final = "digests"


def remembered_digests(folder: Path, files: Mapping[str, os.stat_result], store: Store) -> Key:
    """Return the key of all that a folder holds, reading what is new since the last time.

    `files` are those that were found in it.
    """
    entry = key_of(_KIND, folder.name)
    last: Mapping[str, Any] = store.load_as(_KIND, entry, dict) or {}
    now = {
        address: _known(f"{folder}/{address}", found, last.get(address))
        for address, found in files.items()
    }
    if now != last:
        store.save_json(_KIND, entry, now)
    return _key({address: digest for address, (_, digest) in now.items()})


def fresh_digests(folder: Path) -> Key:
    """Return the same key, reading every file."""
    return _key({address: _digest(f"{folder}/{address}") for address in states_of(folder)})


def _key(digests: Mapping[str, str]) -> Key:
    return key_of(sorted(digests.items()))


def _known(file: str, found: os.stat_result, last: Any) -> list[Any]:
    state = [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]
    return last if isinstance(last, list) and last[:1] == [state] else [state, _digest(file)]


def _digest(file: str) -> str:
    if os.path.islink(file):  # noqa: PTH114
        return f"-> {os.readlink(file)}"  # noqa: PTH115
    with open(file, "rb") as opened:  # noqa: PTH123
        return hashlib.file_digest(opened, "sha256").hexdigest()
