"""Loading a course: authors' files become one immutable `Course`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import MappingProxyType
from typing import Any

from seodang.cache.fingerprint import InputFingerprint, fingerprint_inputs
from seodang.cache.store import Store
from seodang.course.course_folder import CourseFolder, folder_kind
from seodang.course.entries import Loading
from seodang.course.file_kinds import FILE_KINDS, CourseFile
from seodang.course.file_problems import not_read_yet
from seodang.course.layout import PROGRAMME
from seodang.course.model import Course, Policy
from seodang.course.unread_files import tell_unread
from seodang.files.listing import Entry
from seodang.files.schema import is_site_url
from seodang.files.validation import validated
from seodang.problems import Problem


def load_course(
    root: Path, store: Store | None = None, authored: InputFingerprint | None = None
) -> tuple[Course, list[Problem]]:
    """Read every YAML file of the course below `root`.

    Returns `(course, problems)`; the course lacks what the problems name. Notebooks are read
    later, one at a time, by `read_notebook`. A store keeps what files held; `authored` are the
    files, where they were looked through before.
    """
    loading = Loading(root, (authored or fingerprint_inputs(root)).digests, store)
    loaded = _loaded(loading)
    for name in loaded["notebooks"].keys() - loaded["lessons"].keys():
        del loaded["notebooks"][name]  # of a lesson that lacks its own file
    course = Course(
        root=root,
        broken=frozenset(loading.broken),
        digests=MappingProxyType(loading.digests),
        **{name: _unchanging(held) for name, held in loaded.items()},
    )
    loading.close()
    return course, loading.problems


def public_address(root: Path) -> str | None:
    """Return the address that the programme names as the site's, also where all else is faulty."""
    programme = Loading(root, {}).yaml(PROGRAMME)
    url = programme.get("url") if isinstance(programme, dict) else None
    return url if isinstance(url, str) and is_site_url(url) else None


def policy_of(root: Path) -> Policy:
    """Return the policy that the programme names; without a readable programme, the usual one."""
    programme = Loading(root, {}).yaml(PROGRAMME)
    given = programme.get("policy", {}) if isinstance(programme, dict) else {}
    policy = validated(Policy, given, PROGRAMME, ("policy",))
    return policy if isinstance(policy, Policy) else Policy()


def _loaded(loading: Loading) -> dict[str, Any]:
    """Return what the files of each kind hold: all there is in its one file, or entries by id.

    What has no ids and cannot be loaded is left out.
    """
    many = (kind for kind in FILE_KINDS if kind.is_loaded and (kind.brings_id or kind.id_type))
    loaded: dict[str, Any] = {kind.name: {} for kind in many}
    for file in course_files(loading):
        kind, value = file.kind.name, loading.read(file)
        if value is None:
            continue
        if file.kind.brings_id:
            if file.kind.twice and file.name in loaded[kind]:
                loading.problems.append(file.kind.twice(loaded[kind][file.name]))
            loaded[kind][file.name] = value  # notebook.md, where there are both
        else:
            loaded[kind] = value
    return loaded


def _unchanging(held: Any) -> Any:
    return MappingProxyType(held) if isinstance(held, dict) else held


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
