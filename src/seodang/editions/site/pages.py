"""The pages of the site, each with its address and title."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from seodang.cache.store import Key
from seodang.course.addresses import GLOSSARY, HOME, lesson_address, track_address
from seodang.course.model import Course, Lesson
from seodang.editions.site.publication import Publication
from seodang.ids import LessonId, TrackId


class PageKind(StrEnum):
    """What a page shows; its template has the same name."""

    HOME = "home"
    TRACK = "track"
    LESSON = "lesson"
    RETIRED = "retired"
    GLOSSARY = "glossary"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page; `name` is the id or path of what it shows, `fragment` the key of its content."""

    kind: PageKind
    name: str
    address: str
    title: str
    summary: str = ""
    fragment: Key | None = None

    @property
    def source(self) -> str:
        """The page's name as MkDocs expects it: a Markdown file, which exists nowhere."""
        return f"{posixpath.splitext(self.address)[0]}.md"

    @property
    def template(self) -> str:
        """The page's template in the theme."""
        return f"{self.kind}.html"


def pages_of(publication: Publication) -> tuple[SitePage, ...]:
    """Return every page of the site: home, tracks, lessons, glossary, plain pages."""
    return tuple(_pages(publication))


def redirects_of(course: Course) -> Iterator[tuple[str, str]]:
    """Yield the former address of every renamed lesson, with its present one."""
    for lesson in course.lessons.values():
        if lesson.status != "draft":
            for former in lesson.was:
                yield lesson_address(former), lesson_address(lesson.id)


def assets_of(publication: Publication, page: SitePage) -> dict[str, Key]:
    """Return the files that a page shows, with their keys in the store, by address."""
    if page.fragment is None:
        return {}
    folder = posixpath.dirname(page.address)
    assets = publication.fragment(page.fragment).assets
    return {posixpath.join(folder, asset.name): Key(asset.key) for asset in assets}


def _pages(publication: Publication) -> Iterator[SitePage]:
    course = publication.course
    programme = course.programme
    yield SitePage(PageKind.HOME, "", HOME, publication.words("Home"), programme.summary or "")
    for track in publication.outline.tracks:
        yield _track_page(course, track)
    for lesson in publication.published_lessons():
        yield _lesson_page(publication, lesson)
    for retired in (n for n in course.lessons.values() if n.status == "retired"):
        yield _retired_page(retired)
    if course.glossary:
        yield SitePage(PageKind.GLOSSARY, "", GLOSSARY, publication.words("Glossary"))
    for path in course.pages:
        yield _plain_page(publication, path)


def _track_page(course: Course, name: TrackId) -> SitePage:
    track = course.tracks[name]
    return SitePage(PageKind.TRACK, name, track_address(name), track.title, track.summary)


def _lesson_page(publication: Publication, name: LessonId) -> SitePage:
    lesson = publication.course.lessons[name]
    return SitePage(
        PageKind.LESSON,
        name,
        lesson_address(name),
        lesson.title,
        lesson.summary,
        publication.rendered.lessons[name],
    )


def _retired_page(lesson: Lesson) -> SitePage:
    return SitePage(
        PageKind.RETIRED, lesson.id, lesson_address(lesson.id), lesson.title, lesson.summary
    )


def _plain_page(publication: Publication, path: str) -> SitePage:
    key = publication.rendered.pages[path]
    stem = posixpath.splitext(posixpath.basename(path))[0]
    title = publication.fragment(key).title or stem
    return SitePage(PageKind.PLAIN, path, f"{stem}.html", title, fragment=key)
