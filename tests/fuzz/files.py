"""The files of a course as a value: their bytes by path, or what stands in a file's place."""

from __future__ import annotations

import base64
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

KEPT = ("site", ".seodang")
"""Folders of a course that builds write."""


class Odd(StrEnum):
    """What accidents, programs and other systems put in the place of a file."""

    FOLDER = "folder"
    LINK_TO_ITSELF = "link to itself"
    LINK_OUT = "link out of the course"
    LINK_NOWHERE = "link to nothing"
    LINK_TO_FOLDER = "link to the course"
    PIPE = "pipe"


Content: TypeAlias = bytes | Odd
Files: TypeAlias = Mapping[str, Content]


def lay_out(root: Path, files: Files, before: Files) -> None:
    """Turn the files of a course from what they were into others."""
    for path in sorted(before.keys() - files.keys(), reverse=True):
        _remove(root / path)
    for path, content in sorted(files.items()):
        if before.get(path) != content or not os.path.lexists(root / path):
            _remove(root / path)
            _put(root, path, content)


def _remove(file: Path) -> None:
    with suppress(OSError, ValueError):  # a name that is too long was never written
        shutil.rmtree(file) if file.is_dir() and not file.is_symlink() else file.unlink()


def _put(root: Path, path: str, content: Content) -> None:
    file = root / path
    with suppress(OSError, ValueError):  # what no system stores, no author has
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Odd):
            _put_odd(root, file, content)
        else:
            file.write_bytes(content)


def _put_odd(root: Path, file: Path, odd: Odd) -> None:
    if odd is Odd.FOLDER:
        file.mkdir()
    elif odd is Odd.PIPE:
        os.mkfifo(file)
    else:
        out = Path("/etc/hostname")
        ends = {Odd.LINK_TO_ITSELF: file, Odd.LINK_OUT: out, Odd.LINK_TO_FOLDER: root}
        file.symlink_to(ends.get(odd, Path("nothing")))


def as_json(why: str, changed: Mapping[str, Content | None]) -> str:
    """Write a case: why it is kept, and the files that differ (None: is not there)."""
    files = {path: _written(content) for path, content in sorted(changed.items())}
    return json.dumps({"why": why, "files": files}, ensure_ascii=True, indent=1) + "\n"


def from_json(text: str) -> tuple[str, dict[str, Content | None]]:
    """Read a case again."""
    case: Any = json.loads(text)
    return case["why"], {path: _read(value) for path, value in case["files"].items()}


def changed_by(base: Files, changed: Mapping[str, Content | None]) -> dict[str, Content]:
    """Return a course with the files of a case."""
    files = {**base, **{path: one for path, one in changed.items() if one is not None}}
    return {path: one for path, one in files.items() if changed.get(path, one) is not None}


def differences(base: Files, files: Files) -> dict[str, Content | None]:
    """Return what `changed_by` needs to make these files."""
    paths = base.keys() | files.keys()
    return {path: files.get(path) for path in paths if base.get(path) != files.get(path)}


def _written(content: Content | None) -> object:
    if content is None:
        return None
    if isinstance(content, Odd):
        return {"odd": str(content)}
    try:
        return content.decode()
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(content).decode()}


def _read(value: Any) -> Content | None:
    if value is None:
        return None
    if isinstance(value, str):
        return value.encode()
    return Odd(value["odd"]) if "odd" in value else base64.b64decode(value["base64"])
