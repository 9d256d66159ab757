"""A folder of a course beside the table: what it is there for, and what fits that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from seodang.course.file_kinds import FILE_KINDS, FileKind
from seodang.files.listing import Entry


@dataclass(frozen=True, slots=True)
class FolderKind:
    """What a folder is there for; `pattern` is its path as in the table (`lessons/*`).

    `known` gives the kinds of files by their names there (`people.yml`, `*.yml`); the name of a
    folder ends with a slash. Of those, `with_id` begin with *, and `files` are the kinds of the
    other files. Where it is open, any file may lie beside them, or any folder.
    """

    pattern: str
    known: Mapping[str, FileKind]
    with_id: tuple[str, ...]
    files: frozenset[str]
    is_open: bool
    is_open_to_folders: bool

    def fitting(self, entry: Entry) -> str | None:
        """Return which of the known names an entry fits."""
        # A folder that bears a file's name is taken for it: reading it says what is wrong.
        if entry.name in self.known:
            return entry.name
        return self.wanted(f"{entry.name}/" if entry.is_folder else entry.name)

    def wanted(self, name: str) -> str | None:
        """Return which of the known names is this one, or stands for it with an id."""
        if name in self.known:
            return name
        for known in self.with_id:
            if name.endswith(known[1:]):
                return known
        return None


@dataclass(frozen=True, slots=True)
class CourseFolder:
    """A folder of this course, and the id that its path brings; an empty one where it brings none."""

    kind: FolderKind
    path: str
    name: str = ""

    def id_of(self, name: str, known: str) -> str:
        """Return the id that a file or folder with this name brings, the folder's before its own."""
        own = [name.removesuffix(known[1:])] if known[0] == "*" else []
        return "/".join([self.name, *own] if self.name else own)

    def below(self, entry: Entry, known: str) -> CourseFolder:
        """Return a folder in this one, which fits one of the known names."""
        kind = folder_kind(f"{self.kind.pattern}/{known[:-1]}")
        return CourseFolder(kind, entry.path, self.id_of(entry.name, known))


@cache
def folder_kind(pattern: str) -> FolderKind:
    """Return what the table says of a folder."""
    known: dict[str, FileKind] = {}
    for kind in FILE_KINDS:
        if kind.path.startswith(f"{pattern}/") and not kind.path.endswith("/**"):
            name, slash, _ = kind.path.removeprefix(f"{pattern}/").partition("/")
            known.setdefault(name + slash, kind)
    with_id = tuple(name for name in known if name.startswith("*"))
    files = frozenset(
        kind.name for name, kind in known.items() if name[0] != "*" and name[-1] != "/"
    )
    paths = {kind.path for kind in FILE_KINDS}
    is_open, is_below = f"{pattern}/**" in paths, f"{pattern}/*/**" in paths
    return FolderKind(pattern, known, with_id, files, is_open, is_below)
