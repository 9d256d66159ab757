"""What is being published: a course with its rendered lessons."""

from __future__ import annotations

from dataclasses import dataclass

from seodang.course.ids import LessonId
from seodang.course.model import Course
from seodang.rendering.fragment import Fragment
from seodang.rendering.render import Rendered, fragment_of
from seodang.site.outline import Outline, outline_of
from seodang.site.words import Words
from seodang.store import Key, Store


@dataclass(frozen=True, slots=True)
class Publication:
    """Everything the site's pages are made from."""

    course: Course
    rendered: Rendered
    store: Store
    outline: Outline
    words: Words

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
        content = self.store.load("assets", key)
        if content is None:
            raise LookupError(f"the store lost the asset {key} during the build")
        return content

    def published_lessons(self) -> tuple[LessonId, ...]:
        """Return the lessons that have a page with their content, in the order of their ids."""
        return tuple(n.id for n in self.course.lessons.values() if n.status == "published")


def publication_of(course: Course, rendered: Rendered, store: Store) -> Publication:
    """Gather what the pages are made from."""
    return Publication(
        course, rendered, store, outline_of(course), Words(course.programme.language)
    )
