"""Files that nobody reads, though they lie where files of the course belong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import PurePosixPath
from typing import Final

from seodang.course.course_folder import CourseFolder
from seodang.course.entries import Loading
from seodang.course.file_kinds import FILE_KINDS
from seodang.course.file_problems import too_deep, unknown
from seodang.files.listing import Entry, rename, well_named
from seodang.ids import nearest
from seodang.problems import Message, Problem, did_you_mean, say

_FOR_PEOPLE: Final = ("readme", "license", "licence")
"""How names begin of files that tell people about a folder."""


def _fixed_part(path: str) -> Iterator[str]:
    """Yield the folders on the way to a path of the table, and itself, as far as no id is met."""
    *folders, file = path.partition("*")[0].split("/")
    yield from (f"{folder}/" for folder in accumulate(folders, "{}/{}".format))
    if file:
        yield path


# Without endings: regions.yml is nearer to regions/ than to any other .yml. The first row counts.
_FIXED: Final = {
    PurePosixPath(path).stem: (path, kind.name)
    for kind in reversed(FILE_KINDS)
    for path in _fixed_part(kind.path)
}
"""The path of each file or folder that has a fixed name, and its kind, by its name."""


def tell_unread(
    folder: CourseFolder, others: Iterable[Entry], present: set[str], loading: Loading
) -> None:
    """Say which of a folder's other entries were meant to be read, and what the folder lacks.

    `present` names the kinds of files that are there under their right names.
    """
    kinds = folder.kind
    if kinds.is_open and not kinds.with_id and kinds.files <= present:
        return  # as in nearly every lesson's folder, whose own folders need not be listed
    for entry in others:
        meant = well_named(entry.name)
        known = None if entry.is_folder else kinds.wanted(meant)
        if known is None or (known == meant and kinds.known[known].name in present):
            loading.problems += _stranger(folder, entry, loading)
            continue
        kind = kinds.known[known].name
        loading.problems.append(rename(entry, meant))
        loading.broken.add((kind, folder.id_of(meant, known) or "*"))
        present.add(kind)
    loading.problems += _absent(folder, present, loading)


def _stranger(folder: CourseFolder, entry: Entry, loading: Loading) -> Iterator[Problem]:
    endings = tuple(known[1:] for known in folder.kind.with_id if known != "*/")
    inside = loading.entries(entry.path) if entry.is_folder and endings else []
    deep = [file for file in inside if file.name.endswith(endings)]
    yield from (too_deep(file.path) for file in deep)
    is_welcome = folder.kind.is_open or (entry.is_folder and folder.kind.is_open_to_folders)
    if deep or is_welcome or entry.name.lower().startswith(_FOR_PEOPLE):
        return
    if entry.is_folder and not loading.entries(entry.path):
        return  # git keeps no empty folder
    meant, kind = _meant(folder, entry)
    if kind is not None:
        loading.broken.add((kind, "*"))
    yield unknown(entry.shown, did_you_mean(meant, _elsewhere(folder)))


def _elsewhere(folder: CourseFolder) -> Message:
    shown = f"{folder.path}/"
    if folder.kind.is_open_to_folders:
        return say("put it into a folder below '{folder}', or move it elsewhere", folder=shown)
    known = [known for known, kind in folder.kind.known.items() if not kind.is_planned]
    return say(
        "move it elsewhere: '{folder}' holds only {known}", folder=shown, known=", ".join(known)
    )


def _meant(folder: CourseFolder, entry: Entry) -> tuple[str | None, str | None]:
    """Return the path that was most likely meant, here or elsewhere, and the kind of file there."""
    if len(folder.kind.with_id) == len(folder.kind.known):
        return None, None  # names are ids here
    meant = nearest(PurePosixPath(well_named(entry.name)).stem, _FIXED)
    return _FIXED[meant] if meant else (None, None)


def _absent(folder: CourseFolder, present: set[str], loading: Loading) -> Iterator[Problem]:
    for known, kind in folder.kind.known.items():
        broken = (kind.name, folder.name or "*")
        is_missing = kind.name not in present and known[-1] != "/"
        if kind.absent and is_missing and broken not in loading.broken:
            loading.broken.add(broken)
            yield kind.absent(f"{folder.path}/{known}")
