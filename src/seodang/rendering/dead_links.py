"""Links that lead nowhere, in a site that is made although the checks have told of them."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote, urlsplit

from seodang.course.addresses import page_address, read_link
from seodang.course.layout import GLOSSARY, LESSON, NOTEBOOKS, PROGRAMME
from seodang.course.model import Course
from seodang.course.siblings import with_sibling
from seodang.documents.documents import Documents
from seodang.documents.headings import slug
from seodang.ids import LessonId, TrackId


def is_dead(documents: Documents, text: str, href: str) -> bool:
    """Whether a link in the text at a path leads to no page, heading or file of the course."""
    if href.startswith("#"):
        is_elsewhere = documents.directory.answer(("target", unquote(href[1:]))) is not None
        is_page = text in documents.pages()
        return is_page and not is_elsewhere and not _has(documents, text, href[1:])
    link = read_link(href, text)
    if link.path is None:
        return _is_within(href)  # and yet at no place of the course
    path = with_sibling(documents.course, link.path)
    if page_address(path) is None:
        return not (documents.course.root / path).is_file()
    if path not in documents.pages():
        return not _is_page_of_course(documents.course, path)
    return bool(link.anchor) and not _has(documents, path, link.anchor)


def _is_within(href: str) -> bool:
    try:
        parts = urlsplit(href)
    except ValueError:
        return True
    return not parts.scheme and not parts.netloc


def _has(documents: Documents, path: str, anchor: str) -> bool:
    known = documents.anchors(path)
    name = unquote(anchor)
    return known is None or name in known or slug(name) in known


def _is_page_of_course(course: Course, path: str) -> bool:
    """Whether a page is made of a path that is no text: a lesson.yml, a track, the glossary."""
    folder, name = posixpath.split(path)
    if folder == "curriculum/tracks":
        return TrackId(name.removesuffix(".yml")) in course.tracks
    lesson = posixpath.basename(folder if name in (LESSON, *NOTEBOOKS) else path)
    return path in (GLOSSARY, PROGRAMME) or LessonId(lesson) in course.lessons
