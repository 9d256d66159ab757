"""The site's navigation as MkDocs reads it from its configuration."""

from __future__ import annotations

from typing import Any, Final

from markupsafe import Markup, escape

from seodang.editions.site.pages import PageKind, SitePage
from seodang.editions.site.publication import Publication
from seodang.ids import LessonId, TrackId

MOST_AT_ONCE: Final = 8
"""Lessons that a menu shows in one list; longer tracks are divided into their modules."""
MOST_TRACKS: Final = 12
"""Tracks that every page's menu names; of more, it names the page's own. Home shows them all."""


def navigation_of(publication: Publication) -> list[Any]:
    """Return home, a section for each track, the glossary and the plain pages.

    Below a track stand the lessons at home there, by module where they are many. Titles of
    pages are the pages' own.
    """
    pages = publication.pages
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


def own_track(publication: Publication, page: SitePage) -> TrackId | None:
    """Return the track a page belongs to."""
    if page.kind is PageKind.TRACK:
        return TrackId(page.name)
    is_lesson = page.kind is PageKind.LESSON
    return publication.outline.home.get(LessonId(page.name)) if is_lesson else None


def tracks_in_menu(publication: Publication, own: TrackId | None) -> frozenset[TrackId]:
    """Return the tracks that the menu names on the pages of a track (None: of no track)."""
    tracks = frozenset(publication.outline.tracks)
    return tracks if len(tracks) <= MOST_TRACKS else frozenset([own] if own else [])


def menu_of(publication: Publication, own: TrackId | None) -> Any:
    """Return at least what the menu shows on the pages of a track, as JSON values."""
    shown = tracks_in_menu(publication, own)
    tracks = publication.course.tracks
    titles = [(n, tracks[n].title) for n in publication.outline.tracks if n in shown]
    after = [
        (p.address, p.title)
        for p in publication.pages
        if p.kind in (PageKind.GLOSSARY, PageKind.PLAIN)
    ]
    return [titles, after, own, _lessons_in_menu(publication, own) if own else []]


def _lessons_in_menu(publication: Publication, track: TrackId) -> list[Any]:
    lessons = publication.course.lessons
    return [
        (
            module.title,
            [(n, lessons[n].title, _is_home(publication, track, n)) for n in module.lessons],
        )
        for module in publication.outline.tracks[track]
    ]


def _title(publication: Publication, track: TrackId) -> Markup:
    # Material prints titles as they are: they have to be HTML.
    return escape(publication.course.tracks[track].title)


def _taught(publication: Publication, track: TrackId) -> list[Any]:
    modules = {
        escape(module.title): [
            _source(n) for n in module.lessons if _is_home(publication, track, n)
        ]
        for module in publication.outline.tracks[track]
    }
    lessons = [source for sources in modules.values() for source in sources]
    if len(lessons) <= MOST_AT_ONCE or len(modules) == 1:
        return lessons
    return [{title: sources} for title, sources in modules.items() if sources]


def _source(lesson: LessonId) -> str:
    return f"lessons/{lesson}.md"


def _is_home(publication: Publication, track: TrackId, lesson: LessonId) -> bool:
    return publication.outline.home[lesson] == track
