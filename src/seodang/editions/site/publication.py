"""What is being published: a course with its rendered lessons, for one variant."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from seodang.cache.store import ASSETS, Key, LostEntryError, Store
from seodang.course.model import Course
from seodang.course.shelf_life import due
from seodang.documents.documents import Documents
from seodang.editions.site.outline import Outline, outline_of
from seodang.editions.site.pages import SitePage, pages_of
from seodang.editions.site.site_words import Words
from seodang.ids import SourceId
from seodang.rendering.render import Rendered


@dataclass(frozen=True, slots=True)
class OfTheDay:
    """All that the day a build is for decides, so that pages change on it when it matters only.

    `due` are the sources that are to be checked again.
    """

    due: tuple[SourceId, ...]


def of_the_day(course: Course, today: date) -> OfTheDay:
    """Say what a day decides for a course."""
    return OfTheDay(due=tuple(sorted(due(course.sources.values(), today))))


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything the site's pages are made from.

    `non_text_digest` is the key of every file but notebooks and pages. `views` keeps what
    `view_of` made.
    """

    course: Course
    rendered: Rendered
    store: Store
    non_text_digest: Key
    outline: Outline
    words: Words
    day: OfTheDay
    pages: tuple[SitePage, ...]
    views: dict[str, Any] = field(default_factory=dict, compare=False)

    def asset(self, key: Key) -> bytes:
        """Fetch the bytes of a file that a fragment shows."""
        content = self.store.load(ASSETS, key)
        if content is None:
            raise LostEntryError(f"the store lost the asset {key} during the build")
        return content


def publication_of(
    documents: Documents, rendered: Rendered, store: Store, today: date
) -> Publication:
    """Gather what the pages are made from."""
    course = documents.course
    words = Words(rendered.variant.language)
    outline = outline_of(course)
    day = of_the_day(course, today)
    pages = pages_of(course, rendered, outline, words, store)
    digest = documents.non_text_digest
    return Publication(course, rendered, store, digest, outline, words, day, pages)
