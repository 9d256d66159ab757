"""A lesson's workspace: what is there when its notebook runs, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from seodang.cache.fingerprint import is_hidden
from seodang.course.model import Lesson
from seodang.execution.child.workspace_copy import file_digest
from seodang.files.reading import stored
from seodang.problems import Pointer, Problem, say


def workspace_of(root: Path, lesson: Lesson) -> tuple[dict[str, str], list[Problem]]:
    """Return the SHA-256 of each file of the workspace by its path in the lesson's folder.

    The workspace is the folder's own modules and the declared data.
    """
    folder = root / lesson.folder
    found, problems = {}, []
    for path in _modules(folder):
        found[path] = file_digest(folder / path)
    for number, path in enumerate(lesson.execution.data):
        if _is_inside(folder, path):
            found[path] = file_digest(folder / stored(folder, path))
        else:
            problems.append(_no_data(lesson, number, path))
    return dict(sorted(found.items())), problems


def _modules(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*.py")):
        path = file.relative_to(folder).as_posix()
        if not is_hidden(path) and _is_inside(folder, path):
            yield path


def _is_inside(folder: Path, path: str) -> bool:
    file = folder / stored(folder, path)
    # A link that leads out of the folder would let a lesson read any file of the machine.
    return file.is_file() and file.resolve().is_relative_to(folder.resolve())


def _no_data(lesson: Lesson, number: int, path: str) -> Problem:
    return Problem(
        "data-exists",
        Pointer(lesson.file, ("execution", "data", number)),
        say("there is no file '{path}' in the lesson's folder", path=path),
        say("put the file there, or take it out of 'execution: data'"),
    )
