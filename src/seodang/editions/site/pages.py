"""The pages of the site, each with its address and title."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final

from seodang.cache.store import Key, Store
from seodang.course.addresses import (
    GLOSSARY_PAGE,
    MINE_PAGE,
    lesson_address,
    page_address,
    track_address,
)
from seodang.course.model import Course, Lesson
from seodang.editions.site.outline import Outline
from seodang.editions.site.site_words import Words
from seodang.ids import LessonId, TrackId
from seodang.output.artefact import StandIn
from seodang.outputs import HOME_PAGE
from seodang.rendering.fragment import Asset
from seodang.rendering.render import Rendered, fragment_of
from seodang.rendering.renderer import RenderedText

_SUMMARY: Final = 150
"""Letters of what search engines and messengers show below a plain page's title."""


class PageKind(StrEnum):
    """What a page shows; its template has the same name."""

    HOME = "home"
    TRACK = "track"
    LESSON = "lesson"
    RETIRED = "retired"
    GLOSSARY = "glossary"
    PLAIN = "plain"
    MINE = "mine"


@dataclass(frozen=True, slots=True)
class SitePage:
    """One page; `name` is the id or path of what it shows.

    `made_of` is the authors' file that problems of it are told at, `fragment` the key of its
    content, and `assets` are the files that the content shows. `track` is the track it belongs to.
    `stand_in` says that its content is a placeholder. `changed` is the day on which authors told the
    last change of what it shows.
    """

    kind: PageKind
    name: str
    address: str
    title: str
    summary: str = ""
    made_of: str = ""
    fragment: Key | None = None
    assets: tuple[Asset, ...] = ()
    track: TrackId | None = None
    stand_in: StandIn | None = None
    changed: date | None = None

    @property
    def source(self) -> str:
        """The page's name as MkDocs expects it: a Markdown file, which exists nowhere."""
        return f"{posixpath.splitext(self.address)[0]}.md"

    @property
    def template(self) -> str:
        """The page's template in the theme."""
        return f"{self.kind}.html"


def pages_of(
    course: Course, rendered: Rendered, outline: Outline, words: Words, store: Store
) -> tuple[SitePage, ...]:
    """Return every page of the site: home, tracks, lessons, glossary, plain pages, my notes."""
    # Menus keep this order.
    lessons = course.lessons.values()
    home = SitePage(PageKind.HOME, "", HOME_PAGE, words("Home"), course.programme.summary or "")
    home = replace(home, changed=_last_change(course, outline.home))
    about_glossary = words("The words of our lessons, explained in a sentence or two.")
    glossary = SitePage(PageKind.GLOSSARY, "", GLOSSARY_PAGE, words("Glossary"), about_glossary)
    about_mine = words("What you wrote and finished in the lessons, kept on this device alone.")
    mine = SitePage(PageKind.MINE, "", MINE_PAGE, words("My notes"), about_mine)
    return (
        home,
        *(_track_page(course, track, outline) for track in outline.tracks),
        *(_lesson_page(one, rendered, outline) for one in lessons if one.status == "published"),
        *(_lesson_page(one, rendered, outline) for one in lessons if one.status == "retired"),
        *([glossary] if course.glossary else []),
        *(_plain_page(path, text, store) for path, text in rendered.pages.items()),
        mine,
    )


def redirects_of(course: Course) -> Iterator[tuple[str, str]]:
    """Yield the former address of every renamed lesson, with its present one."""
    for lesson in course.lessons.values():
        if lesson.status != "draft":
            for former in lesson.was:
                yield lesson_address(former), lesson_address(lesson.id)


def _track_page(course: Course, name: TrackId, outline: Outline) -> SitePage:
    track, address = course.tracks[name], track_address(name)
    page = SitePage(PageKind.TRACK, name, address, track.title, track.summary, track.file)
    return replace(page, track=name, changed=_last_change(course, outline.lessons(name)))


def _last_change(course: Course, lessons: Iterable[LessonId]) -> date | None:
    told = (course.lessons[name] for name in lessons)
    return max((day for one in told if one.changes and (day := one.changed)), default=None)


def _lesson_page(lesson: Lesson, rendered: Rendered, outline: Outline) -> SitePage:
    address, text = lesson_address(lesson.id), rendered.lessons.get(lesson.id)
    # A retired lesson keeps its address, with a page that says so.
    page = SitePage(PageKind.RETIRED, lesson.id, address, lesson.title, lesson.summary)
    if text is None:
        return page
    stand_in = StandIn.FAILED if lesson.id in rendered.failed else None
    stand_in = StandIn.LEFT if lesson.id in rendered.left else stand_in
    home = outline.home.get(lesson.id)
    page = replace(page, kind=PageKind.LESSON, track=home, stand_in=stand_in)
    page = replace(page, changed=lesson.changed)
    return replace(page, made_of=text.path, fragment=text.fragment, assets=text.assets)


def _plain_page(path: str, text: RenderedText, store: Store) -> SitePage:
    address = page_address(path) or ""
    fragment = fragment_of(text.fragment, store)
    title = fragment.title or posixpath.splitext(address)[0]
    lines = (line for entry in fragment.index for line in entry.text.splitlines())
    summary = next((line[:_SUMMARY] for line in lines if "\t" not in line), "")
    return SitePage(PageKind.PLAIN, path, address, title, summary, path, text.fragment, text.assets)
