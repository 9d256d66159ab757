"""Notebooks that were brought together and link to each other by the names they had."""

from __future__ import annotations

import posixpath
import unicodedata
from pathlib import PurePosixPath
from typing import Final

from seodang.course.model import Course
from seodang.ids import LessonId, suggested_id

_NOTEBOOKS: Final = frozenset({".ipynb", ".md"})


def with_sibling(course: Course, path: str) -> str:
    """Return the notebook of the lesson that was made of the file a path names, or the path.

    `05-Operators.ipynb` became the lesson whose lesson.yml says so (`notebook_was`), or else
    the one whose id is that name as an id, `05-operators`. A file that is there is itself.
    """
    file = PurePosixPath(path)
    if file.suffix not in _NOTEBOOKS or path in course.digests or path in course.pages:
        return path
    return course.notebooks.get(_lesson_of(course, file), path)


def _lesson_of(course: Course, file: PurePosixPath) -> LessonId:
    name = unicodedata.normalize("NFC", file.name)
    owners = (lesson for lesson in course.lessons.values() if name in lesson.notebook_was)
    owner = next(owners, None)
    if owner is not None:
        return owner.id
    # "03-변수.ipynb" and "03-객체.ipynb" would both be "03": such a name says too little.
    return LessonId(suggested_id(file.stem) if file.stem.isascii() else "")


def page_meant(course: Course, text: str, name: str) -> str | None:
    """Return the path of the notebook or page that `{doc}` names in the text at a path, or None.

    As in Sphinx, the ending may be left out, and a name that begins with / counts from the top.
    """
    folder = "" if name.startswith("/") else posixpath.dirname(text)
    way = posixpath.normpath(posixpath.join(folder, name.lstrip("/")))
    pages = {*course.notebooks.values(), *course.pages.values()}
    for ending in ("", *sorted(_NOTEBOOKS)):
        found = with_sibling(course, way + ending)
        if found in pages:
            return found
    # The folder of a lesson names it, too.
    lesson = LessonId(posixpath.basename(way.removesuffix("/notebook")))
    return course.notebooks.get(lesson)
