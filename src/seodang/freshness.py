"""Whether anything changed since the last build, answered before anything heavy is imported.

The contents of all authored files are hashed (a thousand lessons take some 40 ms); of the site,
which nobody edits by hand, sizes and times are compared.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from seodang import __version__
from seodang.store import Key, Store, key_of

AUTHORED: Final = ("curriculum", "lessons", "exercises", "theme", "mkdocs.yml")
_LAST = Key("last-build")


def unchanged(root: Path, store: Store, settings: dict[str, Any]) -> dict[str, Any] | None:
    """Return the report of the last build if building again would change nothing.

    `settings` are the inputs beside the files, as JSON values: the date, options that matter.
    """
    last = store.load_json("builds", _LAST)
    if last is None or last["site"] != site_state(root / "site"):
        return None
    if last["inputs"] != inputs_key(root, settings):
        return None
    report: dict[str, Any] = last["report"]
    return report


def remember(
    root: Path, store: Store, settings: dict[str, Any], inputs: Key, report: dict[str, Any]
) -> None:
    """Keep what a build was made from and what it made.

    `inputs` was taken before the build read the first file; an edit made meanwhile is seen.
    """
    if inputs == inputs_key(root, settings):
        site = site_state(root / "site")
        store.save_json("builds", _LAST, {"inputs": inputs, "site": site, "report": report})


def inputs_key(root: Path, settings: dict[str, Any]) -> Key:
    """Hash everything a build depends on: files, engine, Python, packages and settings."""
    digest = hashlib.sha256()
    for path in _files(root, AUTHORED):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode())
        digest.update(_content(path))
    return key_of(digest.hexdigest(), settings, tools_key())


def tools_key() -> Key:
    """Hash what builds: the engine, Python and the installed packages."""
    return key_of(engine_key(), sys.version, _packages())


def folder_key(folder: Path) -> Key:
    """Hash the names and contents of the files in a folder."""
    return key_of(
        [
            (path.relative_to(folder).as_posix(), _content(path).hex())
            for path in _files(folder, (".",))
        ]
    )


def engine_key() -> Key:
    """Hash the engine itself: its version and, while it is developed, its files' state."""
    package = Path(__file__).parent
    return key_of(__version__, _state(package))


def site_state(site: Path) -> Key:
    """Hash the names, sizes and times of the published files."""
    return key_of(_state(site))


def _state(folder: Path) -> list[list[Any]]:
    return [
        [path.relative_to(folder).as_posix(), path.stat().st_size, path.stat().st_mtime_ns]
        for path in _files(folder, (".",))
    ]


def _content(path: Path) -> bytes:
    try:
        return hashlib.sha256(path.read_bytes()).digest()
    except OSError as error:
        # A dangling link or forbidden file: the loader will say so; here it is just a state.
        return repr(error).encode()


def _files(root: Path, names: tuple[str, ...]) -> Iterator[Path]:
    for name in names:
        top = root / name
        if top.is_file():
            yield top
        for folder, folders, files in os.walk(top):
            folders[:] = sorted(n for n in folders if n != "__pycache__" and n[0] != ".")
            yield from (Path(folder, n) for n in sorted(files) if n[0] != ".")


def _packages() -> list[str]:
    """Name the installed packages with their versions, from their folders' names alone."""
    return sorted(
        entry.name
        for folder in sys.path
        if folder.endswith("-packages") and Path(folder).is_dir()
        for entry in os.scandir(folder)
        if entry.name.endswith(".dist-info")
    )
