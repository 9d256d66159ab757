"""What is in a folder, by the names as they are written there."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from seodang.files.reading import meets_no_link, outside, unreadable
from seodang.problems import Place, Problem, say

# Endings that programs give a file on their own account, and what it should have.
_OTHER_ENDINGS: Final = (
    (".yml.txt", ".yml"),
    (".yaml.txt", ".yml"),
    (".yaml", ".yml"),
    (".md.txt", ".md"),
    (".markdown", ".md"),
    (".ipynb.txt", ".ipynb"),
    (".ipynb.json", ".ipynb"),
)


# Copies and marks that editors, office programs and synchronised folders keep for themselves;
# Jupyter writes `.~notebook.ipynb` and gives it its name when it is whole.
_OWN_BEGINNINGS: Final = (".", "~$", "#", "__pycache__")
_OWN_ENDINGS: Final = ("~", ".swp", ".swx", ".tmp", ".part", ".crdownload", ".pyc", ".orig", ".bak")
_OWN_NAMES: Final = frozenset({"4913", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Entry:
    """A file or folder; `path` is relative to the course's root."""

    name: str
    path: str
    is_folder: bool

    @property
    def shown(self) -> str:
        """The path as authors are told of it: that of a folder ends with a slash."""
        return f"{self.path}/" if self.is_folder else self.path


def listed(root: Path, folder: str) -> tuple[list[Entry], list[Problem]]:
    """Return the visible entries of a folder in the order of their names.

    A folder that does not exist is empty. What cannot be used (a folder linked from outside
    the repository, a name that is not text) is left out and becomes a problem.
    """
    try:
        if not meets_no_link(root, folder) and _leads_out(root, folder):
            return [], [outside(folder)]
        with os.scandir(f"{root}/{folder}") as entries:
            found = sorted(entries, key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return [], []
    except (OSError, RuntimeError) as error:
        return [], [unreadable(folder, error)]
    visible = [e for e in found if e.name[0] not in "_~" and not is_of_a_program(e.name)]
    problems = [_unusable(root, entry, f"{folder}/{entry.name}") for entry in visible]
    usable = [
        Entry(entry.name, f"{folder}/{entry.name}", _is_folder(entry))
        for entry, problem in zip(visible, problems, strict=True)
        if problem is None
    ]
    return usable, [problem for problem in problems if problem is not None]


def _leads_out(root: Path, folder: str) -> bool:
    return not (root / folder).resolve().is_relative_to(root.resolve())


def _unusable(root: Path, entry: os.DirEntry[str], path: str) -> Problem | None:
    if not path.isprintable():
        return _unprintable(path)
    if entry.is_symlink() and _is_folder(entry):
        return outside(path) if _leads_out(root, path) else None
    return None


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def is_of_a_program(name: str) -> bool:
    """Whether a file or folder is not an author's, but one that a program keeps for itself."""
    begins, ends = name.startswith(_OWN_BEGINNINGS), name.endswith(_OWN_ENDINGS)
    return begins or ends or name in _OWN_NAMES


def well_named(name: str) -> str:
    """Return what a file's name should be: `Lesson.yaml` → `lesson.yml`, all else as it is."""
    lower = name.lower()
    for ending, right in _OTHER_ENDINGS:
        if lower.endswith(ending):
            return lower.removesuffix(ending) + right
    return lower


def rename(entry: Entry, expected: str) -> Problem:
    """Say that a file is not read under its name, and what to call it."""
    return Problem(
        "file-name",
        Place(entry.path),
        say("a file with the name '{name}' is not read here", name=entry.name),
        say("rename it to '{meant}'", meant=expected),
    )


def _unprintable(path: str) -> Problem:
    shown = "".join(sign if sign.isprintable() else f"\\u{ord(sign):04x}" for sign in path)
    return Problem(
        "file-name",
        Place(shown),
        say("the name of this file has a character that cannot be shown"),
        say("rename it, with letters, digits and hyphens only"),
    )
