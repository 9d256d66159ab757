"""Checking a course: every rule over every text, never stopping at the first problem."""

from __future__ import annotations

from collections.abc import Iterator

from seodang.cache.store import Store
from seodang.checks.registry import CHECKS
from seodang.checks.rule_runner import Examiner
from seodang.checks.survey import Survey
from seodang.course.model import Course
from seodang.problems import Problem


def check_course(course: Course, store: Store | None = None, jobs: int = 1) -> list[Problem]:
    """Return what is wrong with a loaded course, in no particular order.

    Texts are read one at a time, so that memory does not grow with the course; with a store,
    only those are read at all that changed, or refer to what changed, or were not right.
    """
    problems: list[Problem] = []
    exercises: set[str] = set()
    examiner = Examiner(course, store)
    examiner.examine_all(jobs)
    for title in examiner.titles:
        if not examiner.is_right(title):
            problems += examiner.examine(title)
        exercises |= examiner.exercises(title)
    examiner.ledger.close()
    is_whole = not course.broken and not any(problem.is_error for problem in problems)
    problems += _of_course(Survey(course, frozenset(exercises), is_whole))
    return problems


def _of_course(survey: Survey) -> Iterator[Problem]:
    for rule in CHECKS.values():
        if rule.of_course is not None:
            yield from rule.of_course(survey)
