"""What the templates show of each page: plain values, worked out before any template runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from seodang.course.addresses import lesson_address, track_address
from seodang.course.model import Image, Lesson, Person, Source, Term, Tool, Track
from seodang.editions.site.collation import in_order
from seodang.editions.site.outline import TaughtModule
from seodang.editions.site.pages import PageKind, SitePage
from seodang.editions.site.publication import Publication
from seodang.editions.site.site_words import Licence
from seodang.ids import LessonId, SourceId, TrackId


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page's title and its address, relative to the site's root."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class LessonLine:
    """A lesson in a list; `home` is the track it belongs to where that is another one."""

    lesson: Lesson
    address: str
    home: PageLink | None = None


@dataclass(frozen=True, slots=True)
class ModuleView:
    """A module with its lessons."""

    title: str
    lessons: tuple[LessonLine, ...]


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
        return sum(line.lesson.minutes for line in self.lessons)


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    tracks: tuple[TrackView, ...]


@dataclass(frozen=True, slots=True)
class LessonView:
    """Everything around a lesson's content."""

    lesson: Lesson
    track: PageLink | None
    module: str
    position: int
    """Where the lesson stands in its track, from 1."""
    count: int
    requires: tuple[PageLink, ...]
    tools: tuple[Tool, ...]
    sources: tuple[Source, ...]
    due: tuple[SourceId, ...]
    """Those of the sources that are to be checked again."""
    authors: tuple[Person, ...]
    images: tuple[tuple[Image, Licence], ...]
    before: PageLink | None
    after: PageLink | None


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """The glossary's terms by initial letter, each with its definition as HTML."""

    groups: tuple[tuple[str, tuple[tuple[Term, str], ...]], ...]


@dataclass(frozen=True, slots=True)
class PlainView:
    """A page that shows its content only."""


View = HomeView | TrackView | LessonView | GlossaryView | PlainView

LEVELS: Final = ("beginner", "intermediate", "advanced")


def home_view(publication: Publication, _: str) -> HomeView:
    """Return what the home page shows."""
    return HomeView(tuple(track_view(publication, name) for name in publication.outline.tracks))


def track_view(publication: Publication, name: str) -> TrackView:
    """Return what a track's card and page show."""
    track = TrackId(name)
    modules = tuple(_module(publication, track, n) for n in publication.outline.tracks[track])
    levels = {line.lesson.level for module in modules for line in module.lessons}
    return TrackView(
        publication.course.tracks[track],
        track_address(track),
        modules,
        tuple(level for level in LEVELS if level in levels),
    )


def lesson_view(publication: Publication, name: str) -> LessonView:
    """Return what a lesson's page shows around its content."""
    course, outline = publication.course, publication.outline
    lesson = course.lessons[LessonId(name)]
    home = outline.home.get(lesson.id)
    fellows = outline.lessons(home) if home else ()
    return LessonView(
        lesson=lesson,
        track=_track_link(publication, home) if home else None,
        module=_module_title(publication, lesson.id) if home else "",
        position=fellows.index(lesson.id) + 1 if home else 0,
        count=len(fellows),
        requires=tuple(
            _lesson_link(publication, n) for n in lesson.requires if _has_page(publication, n)
        ),
        tools=tuple(course.tools[n] for n in lesson.tools),
        sources=tuple(course.sources[n] for n in lesson.sources),
        due=tuple(n for n in lesson.sources if n in publication.due),
        authors=tuple(course.people[n] for n in lesson.authors),
        images=tuple((image, publication.words.licence(image.licence)) for image in lesson.images),
        before=_neighbour(publication, outline.before, lesson.id),
        after=_neighbour(publication, outline.after, lesson.id),
    )


def glossary_view(publication: Publication, _: str) -> GlossaryView:
    """Return the glossary in the order of the programme's language."""
    course, definitions = publication.course, publication.rendered.terms
    groups = in_order(course.glossary.values(), lambda t: t.term, course.programme.language)
    return GlossaryView(
        tuple((letter, tuple((t, definitions[t.id]) for t in terms)) for letter, terms in groups)
    )


def plain_view(_: Publication, __: str) -> PlainView:
    """Return nothing: the content says it all."""
    return PlainView()


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
}
"""What each kind of page shows, made from the publication and the page's name."""


def _module(publication: Publication, track: TrackId, module: TaughtModule) -> ModuleView:
    return ModuleView(module.title, tuple(_line(publication, track, n) for n in module.lessons))


def _line(publication: Publication, track: TrackId, name: LessonId) -> LessonLine:
    home = publication.outline.home[name]
    elsewhere = None if home == track else _track_link(publication, home)
    return LessonLine(publication.course.lessons[name], lesson_address(name), elsewhere)


def _module_title(publication: Publication, lesson: LessonId) -> str:
    modules = publication.outline.tracks[publication.outline.home[lesson]]
    return next(module.title for module in modules if lesson in module.lessons)


def _track_link(publication: Publication, track: TrackId) -> PageLink:
    return PageLink(publication.course.tracks[track].title, track_address(track))


def _lesson_link(publication: Publication, lesson: LessonId) -> PageLink:
    return PageLink(publication.course.lessons[lesson].title, lesson_address(lesson))


def _has_page(publication: Publication, lesson: LessonId) -> bool:
    return publication.course.lessons[lesson].status != "draft"


def _neighbour(
    publication: Publication, steps: Mapping[LessonId, LessonId], lesson: LessonId
) -> PageLink | None:
    return _lesson_link(publication, steps[lesson]) if lesson in steps else None
