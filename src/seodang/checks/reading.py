"""A text of the course as rules see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from seodang.course.model import Course, Lesson
from seodang.documents.contents import Contents

Anchors: TypeAlias = Callable[[str], frozenset[str] | None]
"""The anchors of a notebook or page by its path; None where it cannot be read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text that has been read: a notebook, a page, an exercise or a term.

    Links in it are relative to the folder of its path. `lesson` is the one whose notebook it is.
    """

    course: Course
    path: str
    contents: Contents
    anchors_in: Anchors
    lesson: Lesson | None = None

    def anchors(self) -> frozenset[str]:
        """Return the anchors of its page: headings, exercises, the lesson's sources, HTML ids."""
        return self.contents.anchors() | anchors_around(self.lesson)


def anchors_around(lesson: Lesson | None) -> frozenset[str]:
    """Return the anchors that a lesson's page has beside those of its notebook."""
    return frozenset(f"source-{source}" for source in (lesson.sources if lesson else ()))
