"""What leads from page to page: the menu of every page, and the lessons beside a lesson."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from seodang.course.addresses import lesson_address, track_address
from seodang.editions.site.pages import PageKind
from seodang.editions.site.publication import Publication
from seodang.ids import LessonId, TrackId

MOST_TRACKS: Final = 12
"""Tracks that the menu names; of more, it names a page's own, and home shows them all."""
MOST_AT_ONCE: Final = 8
"""Lessons beside a lesson; of longer tracks only its own module's are shown."""
_BY_THEMSELVES: Final = (PageKind.GLOSSARY, PageKind.PLAIN, PageKind.MINE)


@dataclass(frozen=True, slots=True)
class Link:
    """A page's title and its address, relative to the site's root; `id` is that of what it shows."""

    title: str
    address: str
    id: str = ""


@dataclass(frozen=True, slots=True)
class Menu:
    """What the menu of a page leads to; `more` says that there are tracks it does not name."""

    pages: tuple[Link, ...]
    tracks: tuple[Link, ...]
    more: bool


@dataclass(frozen=True, slots=True)
class ModuleLinks:
    """A module beside a lesson: its lessons, or only the place in its track's page."""

    title: str
    address: str
    lessons: tuple[Link, ...]


def menu_of(publication: Publication, own: TrackId | None) -> Menu:
    """Return the menu on the pages of a track (None: of no track)."""
    every = tuple(publication.outline.tracks)
    shown = every if len(every) <= MOST_TRACKS else tuple(t for t in every if t == own)
    pages = (page for page in publication.pages if page.kind in _BY_THEMSELVES)
    return Menu(
        tuple(Link(page.title, page.address) for page in pages),
        tuple(track_link(publication, track) for track in shown),
        more=len(shown) < len(every),
    )


def track_link(publication: Publication, track: TrackId) -> Link:
    """Return the link to a track's page."""
    return Link(publication.course.tracks[track].title, track_address(track), track)


def lesson_link(publication: Publication, lesson: LessonId) -> Link:
    """Return the link to a lesson's page."""
    return Link(publication.course.lessons[lesson].title, lesson_address(lesson), lesson)


def modules_beside(publication: Publication, lesson: LessonId) -> tuple[ModuleLinks, ...]:
    """Return the modules of a lesson's home track, with the lessons that are shown beside it."""
    track = publication.outline.home.get(lesson)
    if track is None:
        return ()
    modules = publication.outline.tracks[track]
    is_short = len(publication.outline.lessons(track)) <= MOST_AT_ONCE
    return tuple(
        ModuleLinks(
            module.title,
            f"{track_address(track)}#sd-part-{number}",
            tuple(lesson_link(publication, name) for name in module.lessons)
            if is_short or lesson in module.lessons
            else (),
        )
        for number, module in enumerate(modules, 1)
    )
