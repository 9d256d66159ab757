"""Filling a private copy of a lesson's workspace."""

from __future__ import annotations

import hashlib
import shutil
import unicodedata
from collections.abc import Mapping
from pathlib import Path


class WorkspaceChangedError(Exception):
    """A file of the workspace is no longer the one the plan saw."""


def copy_workspace(workspace: Path, folder: Path, files: Mapping[str, str]) -> None:
    """Copy files into an empty workspace; `files` maps their paths to their SHA-256.

    Raises `WorkspaceChangedError` where a file is not the one whose digest the plan knows: its
    result would be kept under a wrong key.
    """
    for path, digest in files.items():
        target = workspace / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(_stored(folder, path), target)
        except OSError as error:
            raise WorkspaceChangedError(path) from error
        # Of the copy: the author may save the file between two looks at it.
        if file_digest(target) != digest:
            raise WorkspaceChangedError(path)


def _stored(folder: Path, path: str) -> Path:
    # Code names a file as it is typed; on a disk of macOS, or from one, it may be decomposed.
    file = folder / path
    return file if file.exists() else folder / unicodedata.normalize("NFD", path)


def file_digest(file: Path) -> str:
    """Return a file's SHA-256, in hex."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
