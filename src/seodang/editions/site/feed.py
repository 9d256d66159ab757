"""The feed of changes (Atom, RFC 4287): what a feed reader, a mailing or another site shows of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Final, NamedTuple
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from seodang.cache.fingerprint import engine_key
from seodang.cache.store import key_of
from seodang.course.addresses import lesson_address
from seodang.editions.site.publication import Publication
from seodang.ids import LessonId
from seodang.output.artefact import Artefact, FileProducer

FEED: Final = "feed.xml"
_MOST: Final = 50
_ATOM: Final = "http://www.w3.org/2005/Atom"


class Entry(NamedTuple):
    """A change of a lesson; `number` tells it from the others of that day."""

    day: date
    lesson: LessonId
    number: int
    note: str


def feed(publication: Publication) -> FileProducer:
    """Make the feed, unless no lesson tells of a change: one without entries is of use to nobody."""
    if not has_feed(publication):
        return FileProducer("feed", (), lambda _: b"")
    entries = newest(publication)
    programme = publication.course.programme.model_dump_json()
    titles = [publication.course.lessons[one.lesson].title for one in entries]
    told = [(str(one.day), *one[1:]) for one in entries]
    key = key_of(engine_key(), programme, publication.words.language, told, titles)
    files = (Artefact(FEED, key, "feed"),)
    return FileProducer("feed", files, lambda _: _written(publication, entries))


def has_feed(publication: Publication) -> bool:
    """Whether there is anything to tell."""
    return next(_entries(publication), None) is not None


def newest(publication: Publication) -> list[Entry]:
    """Return the last changes, the newest first."""
    return sorted(_entries(publication), key=lambda one: (one.day, one.lesson, one.number))[::-1][
        :_MOST
    ]


def _entries(publication: Publication) -> Iterator[Entry]:
    for lesson in publication.course.lessons.values():
        seen: dict[date, int] = {}
        for change in lesson.changes if lesson.status == "published" else ():
            seen[change.date] = seen.get(change.date, 0) + 1
            yield Entry(change.date, lesson.id, seen[change.date], change.note)


def _written(publication: Publication, entries: list[Entry]) -> bytes:
    ET.register_namespace("", _ATOM)
    programme = publication.course.programme
    root = f"{programme.url.rstrip('/')}/"
    zone = ZoneInfo(programme.zone)
    top = ET.Element(_name("feed"), {"xml:lang": publication.words.language})
    _add(top, "id", f"{root}{FEED}")
    _add(top, "title", programme.title)
    if programme.summary:
        _add(top, "subtitle", programme.summary)
    _add(top, "updated", _time(entries[0].day, zone))
    _add(_add(top, "author"), "name", programme.title)
    _add(top, "link", rel="self", type="application/atom+xml", href=f"{root}{FEED}")
    _add(top, "link", rel="alternate", type="text/html", href=root)
    for one in entries:
        lesson = publication.course.lessons[one.lesson]
        page = f"{root}{lesson_address(lesson.id)}"
        entry = _add(top, "entry")
        # The address is that of the page; the rest only tells changes of one lesson apart.
        _add(entry, "id", f"{page}?changed={one.day.isoformat()}-{one.number}")
        _add(entry, "title", lesson.title)
        _add(entry, "updated", _time(one.day, zone))
        _add(entry, "link", rel="alternate", type="text/html", href=page)
        _add(entry, "summary", one.note)
    ET.indent(top)
    written: bytes = ET.tostring(top, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _add(above: ET.Element, name: str, text: str | None = None, **attributes: str) -> ET.Element:
    element = ET.SubElement(above, _name(name), attributes)
    element.text = text
    return element


def _name(name: str) -> str:
    return f"{{{_ATOM}}}{name}"


def _time(day: date, zone: ZoneInfo) -> str:
    """Write the beginning of a day where the programme is at home (RFC 3339)."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).isoformat()
