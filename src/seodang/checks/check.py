"""Checking a course: every rule over every text, never stopping at the first problem."""

from __future__ import annotations

from collections.abc import Iterator

from seodang.checks.anchors import KnownAnchors
from seodang.checks.prose_reader import read_prose
from seodang.checks.reading import Reading, texts
from seodang.checks.rules import RULES
from seodang.checks.survey import Survey
from seodang.course.markdown import markdown_reader
from seodang.course.model import Course
from seodang.problems import Problem


def check_course(course: Course) -> list[Problem]:
    """Return what is wrong with a loaded course, in no particular order.

    Texts are read one at a time, so that memory does not grow with the course.
    """
    reader = markdown_reader()
    anchors = KnownAnchors(course, reader)
    problems: list[Problem] = []
    exercises: set[str] = set()
    for text, found in texts(course):
        reading = Reading(course, text, read_prose(reader, text.cells), anchors.of)
        problems += [*found, *_of_text(reading)]
        exercises |= {use.given for use in reading.prose.exercises()}
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
