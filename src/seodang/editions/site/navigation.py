"""The site's navigation as MkDocs reads it from its configuration."""

from __future__ import annotations

from typing import Any, Final

from markupsafe import escape

from seodang.editions.site.pages import PageKind, SitePage
from seodang.editions.site.publication import Publication
from seodang.ids import TrackId

MOST_AT_ONCE: Final = 8
"""Lessons that a menu shows in one list; longer tracks are divided into their modules."""
MOST_TRACKS: Final = 12
"""Tracks that every page's menu names; of more, it names the page's own. Home shows them all."""
_ABOVE_ALL: Final = (PageKind.HOME, PageKind.GLOSSARY, PageKind.PLAIN)
"""Kinds of pages that stand in the menu by themselves."""


def navigation_of(publication: Publication) -> list[Any]:
    """Return home, a section for each track, the glossary and the plain pages.

    Below a track stand the lessons at home there, by module where they are many. Titles of
    pages are the pages' own.
    """
    items: list[Any] = []
    for page in publication.pages:
        if page.kind is PageKind.TRACK:
            # Material prints titles as they are: they have to be HTML.
            items.append({escape(page.title): [page.source, *_taught(publication, page)]})
        elif page.kind in _ABOVE_ALL:
            items.append(page.source)
    return items


def tracks_in_menu(publication: Publication, own: TrackId | None) -> frozenset[TrackId]:
    """Return the tracks that the menu names on the pages of a track (None: of no track)."""
    tracks = frozenset(publication.outline.tracks)
    return tracks if len(tracks) <= MOST_TRACKS else frozenset([own] if own else [])


def menu_of(publication: Publication, own: TrackId | None) -> Any:
    """Return at least what the menu shows on the pages of a track, as JSON values."""
    shown = tracks_in_menu(publication, own)
    pages = [(p.address, p.title) for p in publication.pages if _is_in_menu(p, own, shown)]
    modules = publication.outline.tracks[own] if own else ()
    return [own, pages, [(module.title, module.lessons) for module in modules]]


def _is_in_menu(page: SitePage, own: TrackId | None, shown: frozenset[TrackId]) -> bool:
    if page.kind is PageKind.TRACK:
        return page.track in shown
    return page.kind in _ABOVE_ALL or (own is not None and page.track == own)


def _taught(publication: Publication, track: SitePage) -> list[Any]:
    # A lesson may have the id of a track, and a track may name lessons at home elsewhere.
    lessons = (page for page in publication.pages if page.kind is PageKind.LESSON)
    home = {page.name: page.source for page in lessons if page.track == track.track}
    modules = {
        escape(module.title): [home[n] for n in module.lessons if n in home]
        for module in publication.outline.tracks[TrackId(track.name)]
    }
    taught = [source for sources in modules.values() for source in sources]
    if len(taught) <= MOST_AT_ONCE or len(modules) == 1:
        return taught
    return [{title: sources} for title, sources in modules.items() if sources]
