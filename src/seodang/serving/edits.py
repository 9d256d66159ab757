"""What authors save while a preview runs."""

from __future__ import annotations

import queue
from collections.abc import Iterable
from pathlib import PurePosixPath

from seodang.cache.fingerprint import AUTHORED
from seodang.course.layout import LESSONS
from seodang.files.listing import is_of_a_program
from seodang.ids import LessonId


class Edits:
    """What was saved since somebody last asked, as paths relative to the course's root."""

    def __init__(self) -> None:
        self._saved: queue.SimpleQueue[frozenset[str] | Exception] = queue.SimpleQueue()

    def add(self, paths: Iterable[str]) -> None:
        """Note paths that changed."""
        found = frozenset(paths)
        if found:
            self._saved.put(found)

    def fail(self, error: Exception) -> None:
        """Let whoever takes the edits know that there will be no more."""
        self._saved.put(error)

    @property
    def are_pending(self) -> bool:
        """Whether anything was saved that nobody has taken yet."""
        return not self._saved.empty()

    def take(self, timeout: float | None = None) -> frozenset[str]:
        """Return all that was saved, waiting for it; nothing where the time (seconds) is up.

        Raises what `fail` was given.
        """
        try:
            found = self._next(timeout)
        except queue.Empty:
            return frozenset()
        while self.are_pending:
            found |= self._next(0)
        return found

    def _next(self, timeout: float | None) -> frozenset[str]:
        saved = self._saved.get(timeout=timeout)
        if isinstance(saved, Exception):
            raise saved
        return saved


def is_authored(path: str) -> bool:
    """Whether a path (relative, with forward slashes) is an author's, not a program's own."""
    parts = PurePosixPath(path).parts
    return bool(parts) and parts[0] in AUTHORED and not any(map(is_of_a_program, parts))


def lessons_of(paths: Iterable[str]) -> frozenset[LessonId]:
    """Return the lessons in whose folders the paths lie."""
    inside = (path for path in paths if path.startswith(f"{LESSONS}/") and path.count("/") > 1)
    return frozenset(LessonId(path.split("/")[1]) for path in inside)
