"""Rules about references: whatever is named by its id exists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from seodang.checks.context import CourseContext, TextContext
from seodang.course.layout import PROGRAMME, track_file
from seodang.course.model import Course, Lesson
from seodang.documents.contents import Use
from seodang.ids import nearest
from seodang.problems import Message, Pointer, Problem, Step, Where, say

_MISSING: Final[Mapping[str, Message]] = {
    "track": say("the track '{name}' does not exist"),
    "lesson": say("the lesson '{name}' does not exist"),
    "person": say("the author '{name}' is not in curriculum/people.yml"),
    "tool": say("the tool '{name}' is not in curriculum/tools.yml"),
    "source": say("the source '{name}' is not in curriculum/sources.yml"),
    "term": say("the term '{name}' is not in curriculum/glossary.yml"),
    "exercise": say("the exercise '{name}' does not exist"),
}
_MENDED: Final[Mapping[str, Message]] = {
    "track": say("remove it, or write curriculum/tracks/{name}.yml"),
    "lesson": say("remove it, or make the folder lessons/{name}"),
    "person": say("add '{name}:' with its keys to curriculum/people.yml"),
    "tool": say("add '{name}:' with its keys to curriculum/tools.yml"),
    "source": say("add '{name}:' with its keys to curriculum/sources.yml"),
    "term": say("add '{name}:' with its keys to curriculum/glossary.yml"),
    "exercise": say("write exercises/{name}.yml"),
}
# Korean and Japanese keyboards type these where a list needs a comma.
_WIDE_COMMA = re.compile("[，、]")
# {term}`환각 <hallucination>` shows the text and means the id.
_WITH_TEXT = re.compile(r"(?P<text>.*)<(?P<id>[^<>]*)>\s*", re.DOTALL)


def reference_exists_in_files(context: CourseContext) -> Iterator[Problem]:
    """See that whatever a YAML file names by its id exists."""
    course = context.course
    yield from _missing(course, "track", PROGRAMME, course.programme.tracks, "tracks")
    for track in course.tracks.values():
        for number, module in enumerate(track.modules):
            keys = ("modules", number, "lessons")
            yield from _missing(course, "lesson", track_file(track.id), module.lessons, *keys)
    for lesson in course.lessons.values():
        yield from _missing(course, "person", lesson.file, lesson.authors, "authors")
        yield from _missing(course, "tool", lesson.file, lesson.tools, "tools")
        yield from _missing(course, "source", lesson.file, lesson.sources, "sources")


def _missing(
    course: Course, kind: str, path: str, names: Iterable[str], *keys: Step
) -> Iterator[Problem]:
    for number, name in enumerate(names):
        if not course.exists(kind, name):
            yield not_found(course, kind, name, Pointer(path, (*keys, number)))


def not_found(course: Course, kind: str, name: str, where: Where) -> Problem:
    """Say that nothing of this kind has this id, and which one may be meant."""
    message = Message(_MISSING[kind].msgid, {"name": name})
    return Problem("reference-exists", where, message, mended(course, kind, name))


def mended(course: Course, kind: str, name: str) -> Message:
    """Return what mends a reference to something that does not exist."""
    if _WIDE_COMMA.search(name):
        return say("put a comma and a space, typed in Latin mode, between the entries")
    meant = nearest(name, course.known(kind))
    if meant is not None:
        return say("did you mean '{meant}'?", meant=meant)
    return Message(_MENDED[kind].msgid, {"name": name})


def reference_exists_in_prose(text: TextContext) -> Iterator[Problem]:
    """See that exercises, terms and sources that a text names exist."""
    course = text.course
    for use in text.contents.exercises():
        if not course.exists("exercise", use.given):
            yield not_found(course, "exercise", use.given, use.where)
    for use in text.contents.roles:
        if use.name == "term":
            yield from _term(course, use)
        elif use.name == "source":
            yield from _source(course, text.lesson, use)


def named_by(role: Use) -> str:
    """Return the id a role means: what stands in <…>, or else all of it."""
    found = _WITH_TEXT.fullmatch(role.given)
    return (found["id"] if found else role.given).strip()


def _term(course: Course, use: Use) -> Iterator[Problem]:
    name = named_by(use)
    if course.exists("term", name):
        return
    meant = next((t.id for t in course.glossary.values() if name in (t.term, *t.also)), None)
    if meant is None:
        yield not_found(course, "term", name, use.where)
        return
    yield Problem(
        "reference-exists",
        use.where,
        Message(_MISSING["term"].msgid, {"name": name}),
        say("name it by its id: {written}", written=f"{{term}}`{name} <{meant}>`"),
    )


def _source(course: Course, lesson: Lesson | None, use: Use) -> Iterator[Problem]:
    name = named_by(use)
    if not course.exists("source", name):
        yield not_found(course, "source", name, use.where)
    elif lesson is not None and name not in lesson.sources:
        yield Problem(
            "reference-exists",
            use.where,
            say("the source '{name}' is not among this lesson's sources", name=name),
            say("add '{name}' to 'sources:' in {file}", name=name, file=lesson.file),
        )
