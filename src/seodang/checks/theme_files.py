"""The rule that no file of theme/, all of which is published, comes from outside the course."""

from __future__ import annotations

from collections.abc import Iterator

from seodang.course.model import Course
from seodang.files.reading import meets_no_link, outside
from seodang.problems import Problem

_THEME = "theme"


def theme_problems(course: Course) -> Iterator[Problem]:
    """Yield the links in theme/, to files and to folders, that lead out of the course."""
    home = course.root.resolve()
    for path in course.digests:
        if path.partition("/")[0] == _THEME and not meets_no_link(course.root, path):
            try:
                is_inside = (course.root / path).resolve().is_relative_to(home)
            except (OSError, RuntimeError):  # a circle of links
                is_inside = False
            if not is_inside:
                yield outside(path.rstrip("/"))
