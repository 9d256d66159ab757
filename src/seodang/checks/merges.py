"""The rule about unfinished merges, in files that nothing else reads as text: tables, modules."""

from __future__ import annotations

from typing import Final

from seodang.cache.fingerprint import engine_key
from seodang.cache.memo import Memo
from seodang.cache.store import Store
from seodang.course.model import Course
from seodang.files.reading import LARGEST_TEXT, merge_in, read_bytes
from seodang.problems import Problem

_TEXTS: Final = (".csv", ".tsv", ".txt", ".py", ".json", ".svg", ".css", ".js", ".html")


def file_merged(course: Course, store: Store | None) -> list[Problem]:
    """See that no mark of an unfinished merge is left; each file is read once."""
    memo = Memo(store, "merged files", engine_key())
    found = [
        problem
        for path, digest in course.digests.items()
        if path.endswith(_TEXTS) and (problem := _merge(course, path, digest, memo)) is not None
    ]
    memo.save()
    return found


def _merge(course: Course, path: str, digest: str, memo: Memo) -> Problem | None:
    if memo.get(path, digest) is not None:
        return None
    raw = read_bytes(course.root, path, LARGEST_TEXT)
    problem = None if isinstance(raw, Problem) else merge_in(raw.decode(errors="replace"), path)
    if problem is None:
        memo.put(path, digest, True)
    return problem
