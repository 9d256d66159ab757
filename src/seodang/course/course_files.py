"""The files of a course: the table of their kinds, walked through its folders."""

from __future__ import annotations

from collections.abc import Iterator

from seodang.course.course_folder import CourseFolder, folder_kind
from seodang.course.entries import Loading
from seodang.course.file_kinds import FILE_KINDS, CourseFile
from seodang.course.file_problems import not_read_yet
from seodang.course.unread_files import tell_unread
from seodang.files.listing import Entry


def course_files(loading: Loading) -> Iterator[CourseFile]:
    """Yield each file that the loader reads; what is missing or unknown becomes a problem."""
    for top in dict.fromkeys(kind.path.partition("/")[0] for kind in FILE_KINDS if kind.is_loaded):
        yield from _within(CourseFolder(folder_kind(top), top), loading)


def _within(folder: CourseFolder, loading: Loading) -> Iterator[CourseFile]:
    entries = loading.entries(folder.path)
    if folder.name and not entries:
        return  # what a removed lesson left behind
    present, others = set(), []
    for entry in entries:
        known = folder.kind.fitting(entry)
        if known is None:
            others.append(entry)
            continue
        kind = folder.kind.known[known]
        present.add(kind.name)
        if kind.is_planned:
            _tell_planned(entry, loading)
        elif known.endswith("/"):
            yield from _within(folder.below(entry, known), loading)
        else:
            yield CourseFile(kind, folder.id_of(entry.name, known), entry.path)
    tell_unread(folder, others, present, loading)


def _tell_planned(entry: Entry, loading: Loading) -> None:
    if not entry.is_folder or loading.entries(entry.path):
        loading.problems.append(not_read_yet(entry.shown))
