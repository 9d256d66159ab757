"""A lesson's workspace: what is there when its notebook runs, and nothing else."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from seodang.course.model import Lesson
from seodang.problems import Pointer, Problem, say


class WorkspaceChangedError(Exception):
    """A file of the workspace is no longer the one the plan saw."""


def workspace_of(root: Path, lesson: Lesson) -> tuple[dict[str, str], list[Problem]]:
    """Return the SHA-256 of each file of the workspace by its path in the lesson's folder.

    The workspace is the folder's own modules and the declared data.
    """
    folder = root / lesson.folder
    found, problems = {}, []
    for path in _modules(folder):
        found[path] = _digest(folder / path)
    for number, path in enumerate(lesson.execution.data):
        if _is_inside(folder, path):
            found[path] = _digest(folder / path)
        else:
            problems.append(_no_data(lesson, number, path))
    return dict(sorted(found.items())), problems


def fill(workspace: Path, folder: Path, files: Mapping[str, str]) -> None:
    """Copy the files into an empty workspace.

    Raises `WorkspaceChangedError` where a file is not the one whose digest the plan knows: its
    result would be kept under a wrong key.
    """
    for path, digest in files.items():
        target = workspace / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(folder / path, target)
        except OSError as error:
            raise WorkspaceChangedError(path) from error
        if _digest(target) != digest:
            raise WorkspaceChangedError(path)


def _modules(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*.py")):
        path = file.relative_to(folder).as_posix()
        if not any(part.startswith(".") for part in path.split("/")) and _is_inside(folder, path):
            yield path


def _is_inside(folder: Path, path: str) -> bool:
    file = folder / path
    return file.is_file() and file.resolve().is_relative_to(folder.resolve())


def _digest(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _no_data(lesson: Lesson, number: int, path: str) -> Problem:
    return Problem(
        "data-exists",
        Pointer(lesson.file, ("execution", "data", number)),
        say("there is no file '{path}' in the lesson's folder", path=path),
        say("put the file there, or take it out of 'execution: data'"),
    )
