"""What is said of files that are missing, too many, or not read."""

from __future__ import annotations

from pathlib import PurePosixPath

from seodang.problems import Message, Place, Problem, Where, say


def no_programme(path: str) -> Problem:
    """Say that a folder holds no course."""
    return Problem(
        "programme-exists",
        Place(path),
        say("there is no '{path}', so this folder holds no course", path=path),
        say("change to the course's folder, or name it with --root"),
    )


def no_lesson_file(path: str) -> Problem:
    """Say that a folder among the lessons holds none."""
    return Problem(
        "lesson-file-exists",
        Place(path),
        say("the folder 'lessons/{name}' has no lesson.yml", name=PurePosixPath(path).parent.name),
        say("write one, or move the folder elsewhere"),
    )


def two_notebooks(path: str) -> Problem:
    """Say that a lesson has a notebook in both formats."""
    return Problem(
        "notebook-unique",
        Place(path),
        say("this lesson has two notebooks, notebook.md and notebook.ipynb"),
        say("keep one of them"),
    )


def too_deep(path: str) -> Problem:
    """Say that a file lies one folder too far down."""
    return Problem(
        "file-known",
        Place(path),
        say("files in '{folder}' are not read", folder=str(PurePosixPath(path).parent)),
        say("move it one folder up"),
    )


def unknown(path: str, fix: Message) -> Problem:
    """Say that nothing reads a file or a folder, whose path ends with a slash."""
    return Problem(
        "file-known", Place(path.rstrip("/")), say("nothing reads '{path}'", path=path), fix
    )


def not_read_yet(path: str) -> Problem:
    """Say that a file or a folder, whose path ends with a slash, belongs to a later version."""
    message = say("'{path}' is not read by this version yet", path=path)
    return not_supported_yet(Place(path.rstrip("/")), message)


def not_supported_yet(where: Where, message: Message) -> Problem:
    """Say that something is right, and does nothing until a later version."""
    return Problem(
        "feature-supported",
        where,
        message,
        say("you may leave it: a later version reads it"),
    )
