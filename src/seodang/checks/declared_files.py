"""Files that a lesson declares: named from its folder, inside it, and there."""

from __future__ import annotations

import unicodedata
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from seodang.cache.fingerprint import is_hidden
from seodang.files.reading import files_below, is_there, spelled, stored
from seodang.ids import nearest
from seodang.problems import Message, did_you_mean, say

Wrong: TypeAlias = tuple[Message, Message]
"""What is wrong, and what mends it."""


def wrong_with(root: Path, folder: str, name: str) -> Wrong | None:
    """Say why `name` is no file inside `folder` (relative to `root`), or return None."""
    if "\\" in name:
        return backslashes(name)
    parts = PurePosixPath(name).parts
    if name.startswith("/") or ".." in parts or ":" in parts[0]:
        return (
            say("'{file}' is not inside the lesson's folder", file=name),
            say("copy the file into the lesson's folder, and name it from there: data/people.csv"),
        )
    if is_hidden(str(PurePosixPath(name))):  # a run would not be repeated when it changes
        return (
            say("'{file}' is a hidden file: programs keep such files for themselves", file=name),
            say("give it a name without a dot in front, and not in '__pycache__'"),
        )
    return _wrong_on_disk(root, folder, str(PurePosixPath(name)))


def _wrong_on_disk(root: Path, folder: str, name: str) -> Wrong | None:
    path = f"{folder}/{name}"
    found = spelled(root, path)
    if found is None or not is_there(root / stored(root, found)):
        fix = say("put the file there, or remove this entry")
        meant = nearest(name, files_below(root, folder))
        return say("there is no file '{file}'", file=path), did_you_mean(meant, fix)
    if found != path:
        return differently_written(name, found.removeprefix(f"{folder}/"))
    file = root / stored(root, found)
    if not file.resolve().is_relative_to((root / folder).resolve()):
        return (
            say("'{file}' is a symbolic link that leads out of the lesson's folder", file=name),
            say("copy the file itself into the lesson's folder in its place"),
        )
    if not file.is_file():
        return (
            say("'{file}' is a folder, not a file", file=name),
            say("name each file in it on a line of its own"),
        )
    return None


def backslashes(name: str) -> Wrong:
    """Say that a path is written as Windows writes it."""
    return (
        say("'{file}' is written with \\", file=name),
        say("write / between folders on every system: {meant}", meant=name.replace("\\", "/")),
    )


def differently_written(name: str, found: str) -> Wrong:
    """Say that a file's name differs from what the file system has, if only in capitals."""
    if name == unicodedata.normalize("NFC", found):
        return (
            say("a part of the name of '{file}' is decomposed, as macOS stores it", file=name),
            say("type the names of the file and its folders anew: the same letters, composed"),
        )
    return (
        say("there is no '{file}', but there is '{found}'", file=name, found=found),
        say("write '{found}': capital letters count on the web", found=found),
    )
