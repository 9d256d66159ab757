"""Rules about references: whatever is named by its id exists."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import Any, Final

from seodang.checks.context import CourseContext, TextContext
from seodang.checks.renamed import followed, renamed
from seodang.course.file_kinds import ENTRY_KINDS, YAML_KINDS
from seodang.course.layout import PROGRAMME
from seodang.course.model import Course, Lesson
from seodang.documents.contents import Use
from seodang.files.schema import Model, types_in
from seodang.files.validation import inner_model
from seodang.ids import nearest
from seodang.problems import Message, Pointer, Problem, Step, Where, did_you_mean, say

_KINDS: Final = {kind.id_type: kind.name for kind in ENTRY_KINDS}
_MISSING: Final[Mapping[str, Message]] = {
    "tracks": say("the track '{name}' does not exist"),
    "lessons": say("the lesson '{name}' does not exist"),
    "people": say("the author '{name}' is not in curriculum/people.yml"),
    "tools": say("the tool '{name}' is not in curriculum/tools.yml"),
    "sources": say("the source '{name}' is not in curriculum/sources.yml"),
    "glossary": say("the term '{name}' is not in curriculum/glossary.yml"),
    "exercises": say("the exercise '{name}' does not exist"),
}
_MENDED: Final[Mapping[str, Message]] = {
    "tracks": say("remove it, or write curriculum/tracks/{name}.yml"),
    "lessons": say("remove it, or make the folder lessons/{name}"),
    "people": say("add '{name}:' with its keys to curriculum/people.yml"),
    "tools": say("add '{name}:' with its keys to curriculum/tools.yml"),
    "sources": say("add '{name}:' with its keys to curriculum/sources.yml"),
    "glossary": say("add '{name}:' with its keys to curriculum/glossary.yml"),
    "exercises": say("write exercises/{name}.yml"),
}
# Korean and Japanese keyboards type these where a list needs a comma.
_WIDE_COMMA = re.compile("[，、]")
# {term}`환각 <hallucination>` shows the text and means the id.
_WITH_TEXT = re.compile(r"(?P<text>.*)<(?P<id>[^<>]*)>\s*", re.DOTALL)


def reference_exists_in_files(context: CourseContext) -> Iterator[Problem]:
    """See that whatever a YAML file names by its id exists."""
    course = context.course
    for path, held in (file for kind in YAML_KINDS for file in kind.files_of(course)):
        for kind, name, keys in _named_in(held):
            if not course.exists(kind, name):
                yield not_found(course, kind, name, Pointer(path, keys))


def _named_in(
    value: Any, kind: str | None = None, *keys: Step
) -> Iterator[tuple[str, str, tuple[Step, ...]]]:
    """Yield what a value names by its id: of which kind it is, its id, and the keys to it there."""
    if isinstance(value, Model):
        for field, named in _naming_fields(type(value)):
            yield from _named_in(getattr(value, field), named, *keys, field)
    elif isinstance(value, Mapping):
        for name, entry in value.items():
            yield from _named_in(entry, None, *keys, name)
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            yield from _named_in(item, kind, *keys, number)
    elif isinstance(value, str) and kind is not None:
        yield kind, value, keys


@cache
def _naming_fields(model: type[Model]) -> tuple[tuple[str, str | None], ...]:
    """Return the fields of a model that hold ids, with their kind, or other models."""
    types = {name: field.annotation for name, field in model.model_fields.items() if name != "id"}
    fields = ((name, _kind_named(one), inner_model(one)) for name, one in types.items())
    return tuple((name, kind) for name, kind, inner in fields if kind or inner)


def _kind_named(annotation: Any) -> str | None:
    return next((_KINDS[part] for part in types_in(annotation) if part in _KINDS), None)


def reference_once(context: CourseContext) -> Iterator[Problem]:
    """See that no list names the same thing twice: pages show it once."""
    programme, lessons = context.course.programme, context.course.lessons.values()
    for key in ("tracks", "languages"):
        yield from _twice(getattr(programme, key), Pointer(PROGRAMME, (key,)))
    for lesson in lessons:
        for key in ("requires", "authors", "tools", "sources", "was"):
            yield from _twice(getattr(lesson, key), Pointer(lesson.file, (key,)))
        yield from _twice(lesson.execution.data, Pointer(lesson.file, ("execution", "data")))


def _twice(names: Iterable[str], where: Pointer) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, name in enumerate(names):
        if name in seen:
            yield Problem(
                "reference-once",
                replace(where, keys=(*where.keys, number)),
                say("'{name}' is named here for the second time", name=name),
                say("keep one of the two"),
            )
        seen.add(name)


def not_found(course: Course, kind: str, name: str, where: Where) -> Problem:
    """Say that nothing of this kind has this id, and which one may be meant."""
    message = say(_MISSING[kind].msgid, name=name)
    return Problem("reference-exists", where, message, mended(course, kind, name))


def mended(course: Course, kind: str, name: str) -> Message:
    """Return what mends a reference to something that does not exist."""
    if _WIDE_COMMA.search(name):
        return say("put a comma and a space, typed in Latin mode, between the entries")
    lesson = renamed(course, name) if kind == "lessons" else None
    if lesson is not None:
        return followed(lesson, name, lesson.id)
    write_it = say(_MENDED[kind].msgid, name=name)
    return did_you_mean(nearest(name, course.known(kind)), write_it)


def reference_exists_in_prose(text: TextContext) -> Iterator[Problem]:
    """See that exercises, terms and sources that a text names exist."""
    course = text.course
    for use in text.contents.exercises():
        if not use.given:
            yield _nameless_exercise(use)
        elif not course.exists("exercises", use.given):
            yield not_found(course, "exercises", use.given, use.where)
    for use in text.contents.roles:
        if use.name == "term":
            yield from _term(course, use)
        elif use.name == "source":
            yield from _source(course, text.lesson, use)


def _nameless_exercise(use: Use) -> Problem:
    return Problem(
        "reference-exists",
        use.where,
        say(
            "this {name} names no exercise; here it puts in one of the folder exercises/",
            name="{exercise}",
        ),
        say(
            "write it as exercises/first.yml and '{written}' here, or as '{box}' with a title",
            written=":::{exercise} first",
            box=":::{admonition}",
        ),
    )


def named_by(role: Use) -> str:
    """Return the id a role means: what stands in <…>, or else all of it."""
    found = _WITH_TEXT.fullmatch(role.given)
    return (found["id"] if found else role.given).strip()


def _term(course: Course, use: Use) -> Iterator[Problem]:
    name = named_by(use)
    if course.exists("glossary", name):
        return
    meant = next((t.id for t in course.glossary.values() if name in (t.term, *t.also)), None)
    if meant is None:
        yield not_found(course, "glossary", name, use.where)
        return
    yield Problem(
        "reference-exists",
        use.where,
        say(_MISSING["glossary"].msgid, name=name),
        say("name it by its id: {written}", written=f"{{term}}`{name} <{meant}>`"),
    )


def _source(course: Course, lesson: Lesson | None, use: Use) -> Iterator[Problem]:
    name = named_by(use)
    if not course.exists("sources", name):
        yield not_found(course, "sources", name, use.where)
    elif lesson is not None and name not in lesson.sources:
        yield Problem(
            "reference-exists",
            use.where,
            say("the source '{name}' is not among this lesson's sources", name=name),
            say("add '{name}' to 'sources:' in {file}", name=name, file=lesson.file),
        )
