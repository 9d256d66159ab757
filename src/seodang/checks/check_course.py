"""The stage that checks a course: every rule over every text, never stopping at the first problem."""

from __future__ import annotations

from datetime import date

from seodang.cache.store import Store
from seodang.checks.context import CourseContext
from seodang.checks.merges import file_merged
from seodang.checks.registry import COURSE_CHECKS
from seodang.checks.rule_runner import RuleRunner
from seodang.checks.site_settings import settings_problems
from seodang.checks.theme_files import theme_problems
from seodang.checks.theme_pictures import theme_pictures
from seodang.documents.documents import Documents
from seodang.problems import Problem, limited


def check_course(
    documents: Documents, today: date, store: Store | None = None, jobs: int = 1
) -> list[Problem]:
    """Return what is wrong with a loaded course, in no particular order.

    Texts are opened one at a time, so that memory does not grow with the course; with a store,
    only those are opened that changed, or saw something change.
    """
    runner = RuleRunner(documents, store, today)
    problems = [*settings_problems(documents.course.root), *theme_problems(documents.course)]
    problems += theme_pictures(documents.course, store)
    problems += [*file_merged(documents.course, store), *runner.run_all(jobs)]
    prose = (ref for ref in documents.refs.values() if ref.is_prose)
    exercises = frozenset(name for ref in prose for name in documents.facts(ref).exercises)
    runner.memo.save()
    documents.facts_memo.save()
    course = documents.course
    is_whole = not course.broken and not any(problem.is_error for problem in problems)
    context = CourseContext(course, exercises, is_whole, today)
    return problems + [one for check in COURSE_CHECKS.values() for one in limited(check(context))]
