"""The places within a page that links can lead to."""

from __future__ import annotations

from markdown_it import MarkdownIt

from seodang.checks.prose import Prose
from seodang.checks.prose_reader import read_prose
from seodang.checks.reading import lesson_text, page_text
from seodang.course.ids import LessonId
from seodang.course.model import Course, Lesson


def anchors_of(prose: Prose, lesson: Lesson | None) -> frozenset[str]:
    """Return the anchors of a page: headings, exercises, the lesson's sources, ids in HTML."""
    sources = lesson.sources if lesson else ()
    return frozenset(
        [
            *prose.heading_ids(),
            *(f"exercise-{use.given}" for use in prose.exercises()),
            *(f"source-{source}" for source in sources),
            *prose.html_ids,
        ]
    )


class KnownAnchors:
    """Finds the anchors of other pages; only those that a link asks for are read."""

    def __init__(self, course: Course, reader: MarkdownIt) -> None:
        self._course = course
        self._reader = reader
        self._known: dict[str, frozenset[str] | None] = {}
        self._lessons = {path: lesson for lesson, path in course.notebooks.items()}

    def of(self, path: str) -> frozenset[str] | None:
        """Return the anchors of a notebook or page; None where it cannot be read."""
        if path not in self._known:
            self._known[path] = self._read(path)
        return self._known[path]

    def _read(self, path: str) -> frozenset[str] | None:
        lesson = self._lesson_at(path)
        opened = (
            page_text(self._course, path) if lesson is None else lesson_text(self._course, lesson)
        )
        if opened is None or not opened[0].is_sound:
            return None
        return anchors_of(read_prose(self._reader, opened[0].cells), lesson)

    def _lesson_at(self, path: str) -> Lesson | None:
        lesson: LessonId | None = self._lessons.get(path)
        return None if lesson is None else self._course.lessons[lesson]
