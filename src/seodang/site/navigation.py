"""The site's navigation as MkDocs reads it from its configuration."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from seodang.course.ids import LessonId, TrackId
from seodang.site.pages import PageKind, SitePage
from seodang.site.publication import Publication


def navigation_of(publication: Publication, pages: tuple[SitePage, ...]) -> list[Any]:
    """Return home, a section for each track, the glossary and the plain pages.

    Below a track stand the lessons at home there, by module where it has several. Titles of
    pages are the pages' own.
    """
    sources = {(page.kind, page.name): page.source for page in pages}
    tracks = [
        {_title(publication, track): [sources[PageKind.TRACK, track], *_taught(publication, track)]}
        for track in publication.outline.tracks
    ]
    after = (PageKind.GLOSSARY, PageKind.PLAIN)
    return [
        sources[PageKind.HOME, ""],
        *tracks,
        *(page.source for page in pages if page.kind in after),
    ]


def _title(publication: Publication, track: TrackId) -> Markup:
    # Material prints titles as they are: they have to be HTML.
    return escape(publication.course.tracks[track].title)


def _taught(publication: Publication, track: TrackId) -> list[Any]:
    modules = [
        (
            escape(module.title),
            [f"lessons/{n}.md" for n in module.lessons if _is_home(publication, track, n)],
        )
        for module in publication.outline.tracks[track]
    ]
    modules = [(title, lessons) for title, lessons in modules if lessons]
    if len(modules) == 1:
        return modules[0][1]
    return [{title: lessons} for title, lessons in modules]


def _is_home(publication: Publication, track: TrackId, lesson: LessonId) -> bool:
    return publication.outline.home[lesson] == track
