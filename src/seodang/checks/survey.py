"""What rules about a whole course look at, after every text has been read."""

from __future__ import annotations

from dataclasses import dataclass

from seodang.course.model import Course


@dataclass(frozen=True, slots=True)
class Survey:
    """A course, the exercises its texts put in, and whether all of it could be read rightly."""

    course: Course
    exercises: frozenset[str]
    is_whole: bool
