"""Where a person's computer keeps things that belong to no course, and the mark that lies there.

The `platformdirs` library says the same, but to import it takes 16 ms: a sixth of a build that
has nothing to do.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Final

from seodang.cache.store import replace_file

_NAME: Final = "seodang"
_MARK: Final = "machine-mark"
_BYTES: Final = 32


def state_folder(environ: Mapping[str, str]) -> Path:
    """Return the folder for what lasts; it need not exist. No course can write there."""
    return _home(environ, "XDG_STATE_HOME", ".local/state", "Application Support") / _NAME


def cache_folder(environ: Mapping[str, str]) -> Path:
    """Return the folder for what can be made again; it need not exist."""
    return _home(environ, "XDG_CACHE_HOME", ".cache", "Caches") / _NAME


def _home(environ: Mapping[str, str], variable: str, linux: str, apple: str) -> Path:
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 (a missing home is no error here)
    if sys.platform == "win32":
        return Path(environ.get("LOCALAPPDATA") or home / "AppData/Local")
    if sys.platform == "darwin":
        return home / "Library" / apple
    given = environ.get(variable, "")
    return Path(given) if given.startswith("/") else home / linux


def machine_mark(environ: Mapping[str, str]) -> bytes:
    """Return the secret by which this person's builds know on this machine what they made.

    Where it cannot be kept anywhere, each process has its own, and nothing outlives it.
    """
    return _mark(state_folder(environ))


@cache
def _mark(state: Path) -> bytes:
    for folder in _private_folders(state):
        with suppress(OSError):  # the next folder may be readable and writable
            return _known_mark(folder / _MARK) or _new_mark(folder / _MARK)
    return os.urandom(_BYTES)


def _known_mark(file: Path) -> bytes | None:
    content = file.read_bytes() if file.exists() else b""
    return content if len(content) == _BYTES else None


def _new_mark(file: Path) -> bytes:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    replace_file(file, os.urandom(_BYTES), mode=0o600)
    return file.read_bytes()  # another process may have made one at the same time


def _private_folders(state: Path) -> Iterator[Path]:
    yield state
    if sys.platform != "win32":  # where the folder for state is always writable
        from tempfile import gettempdir  # takes 9 ms

        folder = Path(gettempdir()) / f"{_NAME}-{os.getuid()}"
        if _is_private(folder):
            yield folder


def _is_private(folder: Path) -> bool:
    """Whether a folder among those of other people is this person's alone."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not found.st_mode & 0o077
