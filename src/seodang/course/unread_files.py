"""Files that nobody reads, though they lie where files of the course belong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from typing import Final

from seodang.course.course_folder import CourseFolder, fixed_paths
from seodang.course.entries import Loading
from seodang.course.file_problems import too_deep, unknown
from seodang.files.listing import Entry, rename, well_named
from seodang.ids import nearest
from seodang.problems import Message, Problem, say

_FOR_PEOPLE: Final = ("readme", "license", "licence")
"""How names begin of files that tell people about a folder."""


def tell_unread(
    folder: CourseFolder, others: Iterable[Entry], present: set[str], loading: Loading
) -> None:
    """Say which of a folder's other entries were meant to be read, and what the folder lacks.

    `present` names the kinds of files that are there under their right names.
    """
    kinds = folder.kind
    if kinds.is_open and not kinds.with_id and kinds.files <= present:
        return  # as in nearly every lesson's folder
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
    deep = list(_too_deep(folder, entry, loading))
    yield from deep
    if deep or folder.kind.may_hold(entry) or entry.name.lower().startswith(_FOR_PEOPLE):
        return
    if entry.is_folder and not loading.entries(entry.path):
        return  # git keeps no empty folder
    meant = _meant(folder, entry)
    if meant is None:
        yield unknown(entry.shown, _elsewhere(folder))
    else:
        loading.broken.add((fixed_paths()[meant].name, "*"))
        yield unknown(entry.shown, say("did you mean '{meant}'?", meant=meant))


def _elsewhere(folder: CourseFolder) -> Message:
    shown = f"{folder.path}/"
    if folder.kind.is_open_to_folders:
        return say("put it into a folder below '{folder}', or move it elsewhere", folder=shown)
    known = [known for known, kind in folder.kind.known.items() if not kind.is_planned]
    return say(
        "move it elsewhere: '{folder}' holds only {known}", folder=shown, known=", ".join(known)
    )


def _too_deep(folder: CourseFolder, entry: Entry, loading: Loading) -> Iterator[Problem]:
    endings = tuple(known[1:] for known in folder.kind.with_id if known != "*/")
    for inside in loading.entries(entry.path) if entry.is_folder and endings else ():
        if inside.name.endswith(endings):
            yield too_deep(inside.path)


def _meant(folder: CourseFolder, entry: Entry) -> str | None:
    """Return the path that was most likely meant, here or elsewhere in the course."""
    if len(folder.kind.with_id) == len(folder.kind.known):
        return None  # names are ids here
    # Without endings: regions.yml is nearer to regions/ than to any other .yml.
    stems = {PurePosixPath(path).stem: path for path in fixed_paths()}
    meant = nearest(PurePosixPath(well_named(entry.name)).stem, stems)
    return None if meant is None else stems[meant]


def _absent(folder: CourseFolder, present: set[str], loading: Loading) -> Iterator[Problem]:
    for known, kind in folder.kind.known.items():
        broken = (kind.name, folder.name or "*")
        if kind.absent and kind.name not in present and broken not in loading.broken:
            loading.broken.add(broken)
            yield kind.absent(f"{folder.path}/{known}")
