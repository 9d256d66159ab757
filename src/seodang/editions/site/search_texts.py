"""What readers can find: the texts of a site, section by section, as its pages show them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from seodang.cache.store import Key, Store
from seodang.course.addresses import GLOSSARY_PAGE
from seodang.course.model import Course
from seodang.editions.site.pages import PageKind, SitePage
from seodang.editions.site.publication import Publication
from seodang.ids import LessonId, TermId, TrackId
from seodang.rendering.render import fragment_of
from seodang.search.text_index import MOST_SECTIONS, Section

_TAG: Final = re.compile(r"<[^>]*>")
_TERMS: Final = 32
"""Terms in a text of the glossary, of which a reader's question fetches those that it names."""


class Text(NamedTuple):
    """A text by its page: what stands above it there, and below, and the key of its fragment.

    It is a value that JSON can hold; `name` tells parts of one page apart.
    """

    name: str
    address: str
    title: str
    lead: str = ""
    fragment: Key | None = None
    more: tuple[Section, ...] = ()

    @classmethod
    def from_json(cls, value: list[Any]) -> Text:
        """Read what JSON made of it."""
        name, address, title, lead, fragment, more = value
        sections = tuple(Section(*one) for one in more)
        return cls(name, address, title, lead, fragment, sections)

    def sections(self, store: Store) -> list[Section]:
        """Return its sections; what one index cannot tell apart any more is put together."""
        first, found = Section("", self.title, self.lead), []
        if self.fragment:
            found = [Section(*entry) for entry in fragment_of(self.fragment, store).index]
        if found and not found[0].anchor:
            text = "\n".join(filter(None, (self.lead, found[0].text)))
            first, found = Section("", self.title, text), found[1:]
        every = [*([first] if first.text else []), *found, *self.more]
        last = every[MOST_SECTIONS - 1 :]
        if len(last) > 1:
            text = "\n".join(f"{one.title}\n{one.text}" for one in last)
            every[MOST_SECTIONS - 1 :] = [last[0]._replace(text=text)]
        return every


def texts_of(publication: Publication) -> Iterator[Text]:
    """Yield the texts of lessons, tracks, plain pages and the glossary, as far as they were made."""
    course = publication.course
    for page in publication.pages:
        if page.kind is PageKind.LESSON and not page.stand_in:
            yield Text(page.address, page.address, page.title, _lead(course, page), page.fragment)
        elif page.kind is PageKind.PLAIN:
            yield Text(page.address, page.address, page.title, "", page.fragment)
        elif page.kind is PageKind.TRACK:
            track = course.tracks[TrackId(page.name)]
            lead = "\n".join((track.summary, track.audience, *track.outcomes))
            yield Text(page.address, page.address, page.title, lead)
    yield from _glossary(publication)


def names_of(publication: Publication) -> list[Any]:
    """Return, for each term, its text, the sign of its section there, and all its names."""
    course = publication.course
    return [
        [_part(number), number % _TERMS, course.glossary[term].term, *course.glossary[term].also]
        for number, term in enumerate(_terms(course))
    ]


def _lead(course: Course, page: SitePage) -> str:
    lesson = course.lessons[LessonId(page.name)]
    return "\n".join((lesson.summary, *lesson.objectives))


def _terms(course: Course) -> list[TermId]:
    return sorted(course.glossary)


def _part(number: int) -> str:
    return f"{GLOSSARY_PAGE}#{number // _TERMS}"


def _glossary(publication: Publication) -> Iterator[Text]:
    course, terms = publication.course, _terms(publication.course)
    for first in range(0, len(terms), _TERMS):
        sections = tuple(
            Section(name, _named(course, name), _plain(publication.rendered.terms[name]))
            for name in terms[first : first + _TERMS]
        )
        yield Text(_part(first), GLOSSARY_PAGE, publication.words("Glossary"), more=sections)


def _named(course: Course, name: TermId) -> str:
    term = course.glossary[name]
    return ", ".join((term.term, *term.also))


def _plain(definition: str) -> str:
    return " ".join(html.unescape(_TAG.sub(" ", definition)).split())
