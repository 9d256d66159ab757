"""Loading a course: authors' files become one immutable `Course`."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from seodang.cache.fingerprint import InputFingerprint, fingerprint_inputs
from seodang.cache.store import Store
from seodang.course.course_files import course_files
from seodang.course.entries import Loading
from seodang.course.file_kinds import ENTRY_KINDS, FILE_KINDS
from seodang.course.file_problems import two_notebooks
from seodang.course.model import Course, Programme
from seodang.problems import Problem

# What stands in for a programme that cannot be loaded, so that the rest is still checked.
_UNREADABLE: Final = Programme(
    seodang=1, title="?", language="ko", url="https://example.org/", licence="?"
)


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
    notebooks = loaded["notebooks"]
    course = Course(
        root=root,
        programme=loaded["programme"] or _UNREADABLE,
        notebooks=MappingProxyType(
            {name: notebooks[name] for name in loaded["lessons"] if name in notebooks}
        ),
        pages=tuple(loaded["pages"].values()),
        broken=frozenset(loading.broken),
        digests=MappingProxyType(loading.digests),
        **{kind.name: MappingProxyType(loaded[kind.name]) for kind in ENTRY_KINDS},
    )
    loading.close()
    return course, loading.problems


def _loaded(loading: Loading) -> dict[str, Any]:
    """Return what the files of each kind hold: all there is in its one file, or entries by id."""
    loaded: dict[str, Any] = {kind.name: {} for kind in FILE_KINDS}
    for file in course_files(loading):
        kind, value = file.kind.name, loading.read(file)
        if not file.kind.brings_id:
            loaded[kind] = value
        elif value is not None:
            if file.name in loaded[kind]:
                loading.problems.append(two_notebooks(loaded[kind][file.name]))
            loaded[kind][file.name] = value  # notebook.md, where there are both
    return loaded
