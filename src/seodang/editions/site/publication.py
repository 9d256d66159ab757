"""What is being published: a course with its rendered lessons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from seodang.cache.store import ASSETS, Key, Store
from seodang.course.model import Course
from seodang.editions.site.outline import Outline, outline_of
from seodang.editions.site.shelf_life import due
from seodang.editions.site.site_words import Words
from seodang.ids import LessonId, SourceId
from seodang.rendering.fragment import Fragment
from seodang.rendering.render import Rendered, fragment_of


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything the site's pages are made from.

    `due` are the sources that are to be checked again, on the day the build is for. Pages may
    show these and nothing else of that day, so that they change when it matters only.
    """

    course: Course
    rendered: Rendered
    store: Store
    outline: Outline
    words: Words
    due: frozenset[SourceId]

    def fragment(self, key: Key) -> Fragment:
        """Fetch a rendered fragment."""
        return fragment_of(key, self.store)

    def find_fragment(self, key: Key) -> Fragment | None:
        """Fetch a fragment made for an earlier build; the store may have lost it."""
        try:
            return fragment_of(key, self.store)
        except LookupError:
            return None

    def asset(self, key: Key) -> bytes:
        """Fetch the bytes of a file that a fragment shows."""
        content = self.store.load(ASSETS, key)
        if content is None:
            raise LookupError(f"the store lost the asset {key} during the build")
        return content

    def published_lessons(self) -> tuple[LessonId, ...]:
        """Return the lessons that have a page with their content, in the order of their ids."""
        return tuple(n.id for n in self.course.lessons.values() if n.status == "published")


def publication_of(course: Course, rendered: Rendered, store: Store, today: date) -> Publication:
    """Gather what the pages are made from."""
    words = Words(course.programme.language)
    return Publication(
        course, rendered, store, outline_of(course), words, due(course.sources.values(), today)
    )
