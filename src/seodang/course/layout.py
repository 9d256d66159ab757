"""Where the parts of a course stand in its repository, as `FILE_KINDS` says it."""

from __future__ import annotations

import posixpath
from pathlib import PurePosixPath
from typing import Final

from seodang.course.file_kinds import paths_of

(PROGRAMME,) = paths_of("programme")
(GLOSSARY,) = paths_of("glossary")
(SOURCES,) = paths_of("sources")
(_LESSON,) = paths_of("lessons")
(_PAGE,) = paths_of("pages")
(_EXERCISE,) = paths_of("exercises")
EXERCISES: Final = _EXERCISE.partition("/")[0]
PAGES: Final = str(PurePosixPath(_PAGE).parent)
LESSONS: Final = _LESSON.partition("/")[0]
LESSON: Final = PurePosixPath(_LESSON).name
NOTEBOOKS: Final = tuple(PurePosixPath(path).name for path in paths_of("notebooks"))


def is_shown_in_pages(path: str) -> bool:
    """Whether prose lies at a path that is shown in pages: a notebook, page, exercise or the terms."""
    return is_text(path) or path == GLOSSARY or posixpath.dirname(path) == EXERCISES


def is_text(path: str) -> bool:
    """Whether a notebook or a plain page lies at a path."""
    folder, _, name = path.rpartition("/")
    if folder == PAGES:
        return name.endswith(".md")
    return name in NOTEBOOKS and posixpath.dirname(folder) == LESSONS
