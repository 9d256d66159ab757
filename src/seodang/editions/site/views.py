"""What the templates show of each page: plain values, worked out before any template runs.

A partner's templates see the same, so a name that is in use here stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, TypeVar

from seodang.course.addresses import lesson_address, track_address
from seodang.course.model import Lesson, Track
from seodang.editions.site.collation import in_order
from seodang.editions.site.navigation import (
    MOST_AT_ONCE,
    Link,
    lesson_link,
    modules_beside,
    track_link,
)
from seodang.editions.site.pages import PageKind, SitePage
from seodang.editions.site.publication import Publication
from seodang.ids import LessonId, TrackId

Name = TypeVar("Name", bound=str)


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson in a list; `home` is the track it belongs to where that is another one."""

    lesson: Lesson
    address: str
    home: Link | None = None


@dataclass(frozen=True, slots=True)
class ModuleView:
    """A module with its lessons."""

    title: str
    lessons: tuple[LessonLine, ...]

    @property
    def minutes(self) -> int:
        """The minutes of its lessons together."""
        return sum(line.lesson.minutes for line in self.lessons)


@dataclass(frozen=True, slots=True)
class TrackView:
    """A track, as a card on the home page and as a page of its own."""

    track: Track
    address: str
    modules: tuple[ModuleView, ...]
    levels: tuple[str, ...]

    @property
    def lessons(self) -> tuple[LessonLine, ...]:
        """The lessons of all modules."""
        return tuple(line for module in self.modules for line in module.lessons)

    @property
    def minutes(self) -> int:
        """The minutes of all lessons together."""
        return sum(module.minutes for module in self.modules)


View: TypeAlias = Mapping[str, Any] | TrackView
"""What a template knows as `view`."""

LEVELS: Final = ("beginner", "intermediate", "advanced")


def home_view(publication: Publication, _: str) -> View:
    """Return what the home page shows."""
    tracks = [track_view(publication, name) for name in publication.outline.tracks]
    first = next((line for track in tracks for line in track.lessons), None)
    return {"tracks": tracks, "first": first}


def track_view(publication: Publication, name: str) -> TrackView:
    """Return what a track's card and page show."""
    track = TrackId(name)
    modules = tuple(
        ModuleView(module.title, tuple(_line(publication, track, n) for n in module.lessons))
        for module in publication.outline.tracks[track]
    )
    levels = {line.lesson.level for module in modules for line in module.lessons}
    return TrackView(
        publication.course.tracks[track],
        track_address(track),
        modules,
        tuple(level for level in LEVELS if level in levels),
    )


def lesson_view(publication: Publication, name: str) -> View:
    """Return what a lesson's page shows around its content."""
    course, outline = publication.course, publication.outline
    lesson = course.lessons[LessonId(name)]
    home = outline.home.get(lesson.id)
    fellows = outline.lessons(home) if home else ()
    required = (n for n in _once(lesson.requires) if course.lessons[n].status != "draft")
    return {
        "lesson": lesson,
        "track": track_link(publication, home) if home else None,
        "modules": modules_beside(publication, lesson.id),
        "is_whole": len(fellows) <= MOST_AT_ONCE,  # whether all of its track stands beside it
        "position": fellows.index(lesson.id) + 1 if home else 0,  # in its track, from 1
        "count": len(fellows),
        "requires": [lesson_link(publication, n) for n in required],
        "tools": [course.tools[n] for n in _once(lesson.tools)],
        "sources": [course.sources[n] for n in _once(lesson.sources)],
        "due": [
            n for n in _once(lesson.sources) if n in publication.day.due
        ],  # to be checked again
        "authors": [course.people[n] for n in _once(lesson.authors)],
        "images": [(image, publication.words.licence(image.licence)) for image in lesson.images],
        "before": _neighbour(publication, outline.before.get(lesson.id)),
        "after": _neighbour(publication, outline.after.get(lesson.id)),
    }


def glossary_view(publication: Publication, _: str) -> View:
    """Return the terms by initial letter, in the order of the programme's language.

    Each stands with its definition as HTML.
    """
    course, definitions = publication.course, publication.rendered.terms
    groups = in_order(course.glossary.values(), lambda t: t.term, publication.words.language)
    return {
        "groups": [(letter, [(t, definitions[t.id]) for t in terms]) for letter, terms in groups]
    }


def plain_view(_: Publication, __: str) -> View:
    """Return nothing: the content says it all."""
    return {}


def view_of(publication: Publication, page: SitePage) -> View:
    """Return what a page shows; worked out once, for its key and for its template."""
    views = publication.views
    if page.address not in views:
        views[page.address] = VIEWS[page.kind](publication, page.name)
    view: View = views[page.address]
    return view


VIEWS: Final[Mapping[PageKind, Callable[[Publication, str], View]]] = {
    PageKind.HOME: home_view,
    PageKind.TRACK: track_view,
    PageKind.LESSON: lesson_view,
    PageKind.RETIRED: lesson_view,
    PageKind.GLOSSARY: glossary_view,
    PageKind.PLAIN: plain_view,
    PageKind.MINE: plain_view,
}
"""What each kind of page shows, made from the publication and the page's name."""


def _once(names: Iterable[Name]) -> Iterable[Name]:
    """Return names in their order, those written twice only once."""
    return dict.fromkeys(names)


def _line(publication: Publication, track: TrackId, name: LessonId) -> LessonLine:
    course, home = publication.course, publication.outline.home[name]
    elsewhere = None if home == track else track_link(publication, home)
    return LessonLine(course.lessons[name], lesson_address(name), elsewhere)


def _neighbour(publication: Publication, lesson: LessonId | None) -> Link | None:
    return lesson_link(publication, lesson) if lesson else None
