"""Checking a course: every rule over every text, never stopping at the first problem."""

from __future__ import annotations

from collections.abc import Iterator

from seodang.checks.library import Library
from seodang.checks.reading import Reading
from seodang.checks.rules import RULES
from seodang.checks.survey import Survey
from seodang.course.model import Course
from seodang.problems import Problem
from seodang.store import Store


def check_course(course: Course, store: Store | None = None, jobs: int = 1) -> list[Problem]:
    """Return what is wrong with a loaded course, in no particular order.

    Texts are read one at a time, so that memory does not grow with the course; with a store,
    only those that changed are read at all.
    """
    problems: list[Problem] = []
    exercises: set[str] = set()
    library = Library(course, store)
    library.prepare(jobs)
    for reading, found in library.readings():
        problems += [*found, *_of_text(reading)]
        exercises |= {use.given for use in reading.contents.exercises()}
    is_whole = not course.broken and not any(problem.is_error for problem in problems)
    problems += _of_course(Survey(course, frozenset(exercises), is_whole))
    return problems


def _of_text(reading: Reading) -> Iterator[Problem]:
    for rule in RULES.values():
        if rule.of_text is not None:
            yield from rule.of_text(reading)


def _of_course(survey: Survey) -> Iterator[Problem]:
    for rule in RULES.values():
        if rule.of_course is not None:
            yield from rule.of_course(survey)
