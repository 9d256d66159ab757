"""Reading each new text once, for all stages that are going to ask about it."""

from __future__ import annotations

from seodang.cache.memo import Noting, noted_by_all
from seodang.cache.store import Store
from seodang.checks.library import Title
from seodang.checks.rule_runner import Examiner
from seodang.course.model import Course, Lesson
from seodang.execution.plan import Planner
from seodang.rendering.render import Renderer, Run


def read_ahead(course: Course, store: Store, jobs: int) -> None:
    """Do for new lessons what the stages would do later, in several processes.

    Parsing takes most of the time that a text takes; here a text is checked, its code looked up
    and, where the outputs are known, its page's content made while it is at hand. What was
    found stands in the ledgers, where the stages look first. Problems stay theirs to tell.
    """
    ahead = _Ahead(course, store)
    noted_by_all(ahead.noting, ahead.new(), jobs)
    for ledger in ahead.ledgers:
        ledger.save()


class _Ahead:
    def __init__(self, course: Course, store: Store) -> None:
        self._course = course
        self._examiner = Examiner(course, store)
        self._planner = Planner(course, store)
        self._renderer = Renderer(course, store)
        self._lessons = {path: course.lessons[name] for name, path in course.notebooks.items()}
        self.ledgers = (
            self._examiner.ledger,
            self._planner.codes.ledger,
            self._planner.ledger,
            self._renderer.reuse.ledger,
        )
        self.noting = Noting(self.do, self.ledgers)

    def new(self) -> list[Title]:
        """Return the texts of which something is not known."""
        return [title for title in self._examiner.titles if not self._examiner.is_right(title)]

    def do(self, title: Title) -> None:
        """Look at a text as every stage would."""
        problems = self._examiner.examine(title)
        lesson = self._lessons.get(title.name)
        if lesson is not None and not any(problem.is_error for problem in problems):
            self._render(lesson)

    def _render(self, lesson: Lesson) -> None:
        has_code = bool(self._planner.codes.of(self._course.notebooks[lesson.id]).cells)
        outputs = self._planner.reusable(lesson)
        if lesson.status == "published" and (outputs is not None or not has_code):
            self._renderer.lesson(Run(lesson, outputs, has_failed=False))
