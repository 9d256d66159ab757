"""One digest of all that a lesson's reader sees, for who signs it or tells when it changed."""

from __future__ import annotations

from typing import Any, Final

from seodang.cache.store import Key, key_of
from seodang.course.model import Course, Lesson
from seodang.course.variant import Variant
from seodang.documents.document import Document
from seodang.documents.documents import Documents

_UNSEEN: Final = {"execution", "notebook_was", "slides", "status", "was"}
"""Keys of lesson.yml that no reader sees."""


def lesson_digest(documents: Documents, lesson: Lesson, variant: Variant) -> Key:
    """Return the digest of a lesson's text, files, exercises and sources as a reader sees them.

    What the engine makes of them has no part in it: a signature outlives a new version.
    """
    ref, course = documents.notebook_of(lesson), documents.course
    document = None if ref is None else documents.open(ref, variant)
    folder, own = f"{lesson.folder}/", (lesson.file, ref.path if ref else "")
    files = {
        path.removeprefix(folder): digest
        for path, digest in documents.digests.items()
        if path.startswith(folder) and path not in own
    }
    values = lesson.model_dump(mode="json", exclude=_UNSEEN)
    cited = _entries(course, "sources", lesson.sources) + _entries(course, "tools", lesson.tools)
    return key_of(str(variant), values, cited, files, _text(course, document) if document else [])


def _text(course: Course, document: Document) -> list[Any]:
    contents = document.contents
    cells = [[cell.kind, cell.source, cell.tags, cell.alt] for cell in document.shown]
    exercises = _entries(course, "exercises", (use.given for use in contents.exercises()))
    # Cells that nobody is shown run all the same: code stands for every output.
    return [cells, list(document.code.cells), exercises]


def _entries(course: Course, kind: str, names: Any) -> list[Any]:
    known = course.known(kind)
    return [known[name].model_dump(mode="json") for name in names if name in known]
