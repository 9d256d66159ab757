"""Rules about ids: every part of a course has a name that works as an address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from seodang.checks.context import CourseContext
from seodang.course.file_kinds import ENTRY_KINDS, FileKind
from seodang.course.model import Course
from seodang.ids import LessonId, is_well_formed, suggested_id
from seodang.problems import Message, Place, Pointer, Problem, Where, say

_TAKEN: Final = frozenset({"index", "glossary", "404", "search", "sitemap"})


def id_well_formed(context: CourseContext) -> Iterator[Problem]:
    """See that names of files and folders, keys of entries and former ids can be addresses."""
    for name, where in _names(context.course):
        if not is_well_formed(name):
            yield Problem(
                "id-well-formed",
                where,
                say("'{name}' cannot be an id", name=name),
                _better_name(suggested_id(name)),
            )


def _names(course: Course) -> Iterator[tuple[str, Where]]:
    for kind in ENTRY_KINDS:
        for name in course.known(kind.name):
            if kind.brings_id:
                yield name.rpartition("/")[2], Place(kind.path_of(name))
            else:
                yield name, Pointer(kind.path, (name,), to_key=True)
    for lesson in course.lessons.values():
        for number, old in enumerate(lesson.was):
            yield old, Pointer(lesson.file, ("was", number))
    yield from ((name, Place(path)) for name, path in course.pages.items())


def _better_name(name: str) -> Message:
    if name:
        return say(
            "use lower-case Latin letters, digits and single hyphens, for example '{meant}'",
            meant=name,
        )
    return say("use lower-case Latin letters, digits and single hyphens, for example 'first-steps'")


def id_unique(context: CourseContext) -> Iterator[Problem]:
    """See that no two lessons, tracks, exercises or pages share a name or an address."""
    course = context.course
    for kind in ENTRY_KINDS:
        if kind.brings_id:
            yield from _differing_in_case(kind, course.known(kind.name))
    yield from _former_ids(course)
    yield from _former_notebooks(course)
    yield from _taken_pages(course)


def _differing_in_case(kind: FileKind, names: Iterable[str]) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for name in names:
        first = seen.setdefault(name.casefold(), name)
        if first != name:
            yield Problem(
                "id-unique",
                Place(kind.path_of(name)),
                say(
                    "'{name}' and '{first}' differ only in capital letters", name=name, first=first
                ),
                say("rename one of them: Windows and macOS take the two for one"),
            )


def _former_ids(course: Course) -> Iterator[Problem]:
    owners: dict[str, LessonId] = {lesson: lesson for lesson in course.lessons}
    for lesson in course.lessons.values():
        for number, old in enumerate(lesson.was):
            owner = owners.setdefault(old, lesson.id)
            if old == owner:
                message = say("the former id '{name}' is the id of a lesson that exists", name=old)
                fix = say("remove it from 'was:'")
            elif owner != lesson.id:
                message = say(
                    "the former id '{name}' already belongs to the lesson '{owner}'",
                    name=old,
                    owner=owner,
                )
                fix = say("keep it in one of the two lessons")
            else:
                continue
            yield Problem("id-unique", Pointer(lesson.file, ("was", number)), message, fix)


def _former_notebooks(course: Course) -> Iterator[Problem]:
    owners: dict[str, LessonId] = {}
    for lesson in course.lessons.values():
        for number, name in enumerate(lesson.notebook_was):
            owner = owners.setdefault(name, lesson.id)
            if owner != lesson.id:
                yield Problem(
                    "id-unique",
                    Pointer(lesson.file, ("notebook_was", number)),
                    say(
                        "'{name}' is also what the notebook of the lesson '{owner}' was called",
                        name=name,
                        owner=owner,
                    ),
                    say("keep it in one of the two lessons"),
                )


def _taken_pages(course: Course) -> Iterator[Problem]:
    for name, page in course.pages.items():
        if name.casefold() in _TAKEN:
            yield Problem(
                "id-unique",
                Place(page),
                say("the address '{name}.html' belongs to a page of the site itself", name=name),
                say("give this page another file name"),
            )
