"""Exercises in programming: the solution passes its checks and the starter does not, by real runs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from courses import BuildCourse, run_cli
from pages.quiet_courses import lesson, track
from seodang.cache.store import Store
from seodang.course.loader import load_course
from seodang.documents.documents import Documents
from seodang.execution.outcomes import Runner
from seodang.execution.process_runner import RunnerSettings, process_runner
from seodang.execution.proofs import Proved, prove
from seodang.files.places import located
from seodang.ids import LessonId

RIGHT = """\
kind: code
title: 더하기
question: 값을 모두 더하는 함수를 쓰십시오.
starter: |
  def total(prices):
      return 0
solution: |
  def total(prices):
      return sum(prices)
checks: |
  assert total([]) == 0
  assert total([1, 2]) == 3, "모두 더해야 합니다"
"""
TEXT = "## 해 보기\n\n:::{exercise} add\n:::\n"
FILES = {
    **lesson("a", "첫 수업", prose=TEXT),
    **lesson("b", "둘째 수업"),
    **track("first", "첫 과정", "a", "b"),
}
A, B = LessonId("a"), LessonId("b")


@contextmanager
def nobody(_: RunnerSettings) -> Iterator[Runner]:
    pytest.fail("something runs")
    yield


def proved(
    root: Path, runners: object = process_runner, **asked: frozenset[LessonId]
) -> tuple[Proved, list[str]]:
    """Prove a course's exercises with the store of former calls, and say what is told."""
    course, problems = load_course(root)
    assert problems == []
    store = Store(root / ".seodang/store")
    documents = Documents(course, store)
    found, problems = prove(documents, store, 2, executor="local", runners=runners, **asked)  # type: ignore[arg-type]
    told = [
        f"{p.where.path}:{p.where.line}: [{p.rule}] {p.message} | {p.fix}"
        for p in located(root, problems)
    ]
    return found, told


def test_what_is_proved_is_proved_once(build_course: BuildCourse) -> None:
    root = build_course({**FILES, "exercises/add.yml": RIGHT})
    assert proved(root) == (Proved(), [])
    assert proved(root, nobody) == (Proved(), [])
    worded = RIGHT.replace("쓰십시오", "써 보십시오")  # what its words say is no matter of proof
    build_course({**FILES, "exercises/add.yml": worded})
    assert proved(root, nobody) == (Proved(), [])


UNPROVED = {
    ("return sum(prices)", "return max(prices, default=0)"): (
        "12: [solution-passes] the solution does not pass the checks: "
        "AssertionError: 모두 더해야 합니다 | correct 'solution', or what 'checks' ask of it"
    ),
    ("return sum(prices)", "return sums(prices)"): (
        "10: [solution-passes] the solution does not pass the checks: "
        "NameError: name 'sums' is not defined"
    ),
    ("return 0", "return sum(prices)"): (
        "10: [starter-fails] the starter passes the checks: there is nothing to do"
        " | take out of 'starter' what is to be written, or let 'checks' ask for it"
    ),
    ("return 0", "import os; os._exit(3)"): (
        "10: [notebook-could-run] the notebook's process ended while code cell 2 ran"
    ),
}


@pytest.mark.parametrize(("was", "now"), UNPROVED)
def test_what_cannot_be_proved_is_told_at_its_line_and_tried_once(
    build_course: BuildCourse, was: str, now: str
) -> None:
    root = build_course({**FILES, "exercises/add.yml": RIGHT.replace(was, now)})
    found, problems = proved(root)
    assert found == Proved(failed=frozenset([A]))
    assert len(problems) == 1
    assert problems[0].startswith(f"exercises/add.yml:{UNPROVED[was, now]}")
    is_of_the_code = "[solution-passes]" in problems[0] or "[starter-fails]" in problems[0]
    if is_of_the_code:  # else the machine may do better the next time
        assert proved(root, nobody) == (found, problems)
    build_course({**FILES, "exercises/add.yml": RIGHT})
    assert proved(root) == (Proved(), [])


def test_a_starter_may_raise_by_itself(build_course: BuildCourse) -> None:
    for starter in ("return ...(", "raise NotImplementedError"):
        text = RIGHT.replace("return 0", starter)
        root = build_course({**FILES, "exercises/add.yml": text})
        assert proved(root) == (Proved(), [])


def test_solution_and_starter_know_nothing_of_each_other(build_course: BuildCourse) -> None:
    text = RIGHT.replace("def total(prices):\n      return 0", "pass")
    assert "starter: |\n  pass" in text
    assert proved(build_course({**FILES, "exercises/add.yml": text})) == (Proved(), [])


def test_only_lessons_that_were_asked_for_are_proved(build_course: BuildCourse) -> None:
    root = build_course({**FILES, "exercises/add.yml": RIGHT})
    assert proved(root, nobody, only=frozenset([B])) == (Proved(left=frozenset([A])), [])
    assert proved(root, only=frozenset([A])) == (Proved(), [])
    assert proved(root, nobody, only=frozenset([B])) == (Proved(), [])
    assert proved(root, nobody, again=frozenset([B])) == (Proved(), [])
    with pytest.raises(pytest.fail.Exception, match="something runs"):
        proved(root, nobody, again=frozenset([A]))


def test_a_course_without_programs_starts_nothing(build_course: BuildCourse) -> None:
    assert proved(build_course(FILES | lesson("a", "첫 수업")), nobody) == (Proved(), [])


def test_a_lesson_whose_solution_fails_is_not_published(build_course: BuildCourse) -> None:
    wrong = RIGHT.replace("return sum(prices)", "return 1")
    root = build_course({**FILES, "exercises/add.yml": wrong})
    assert run_cli(root, "check").code == 0  # which runs nothing
    stopped = run_cli(root, "build")
    assert stopped.code == 1
    assert [one["rule"] for one in stopped.report["problems"]] == ["solution-passes"]
    assert not (root / "site/index.html").exists()
    assert run_cli(root, "build", "--keep-going").code == 1
    page = (root / "site/lessons/a.html").read_text("utf-8")
    assert "수업을 고치고 있습니다" in page
    assert "return 1" not in page
    assert "안녕하세요." in (root / "site/lessons/b.html").read_text("utf-8")
    build_course({**FILES, "exercises/add.yml": RIGHT})
    built = run_cli(root, "build")
    assert (built.code, built.report["failed"]) == (0, 0)
    page = (root / "site/lessons/a.html").read_text("utf-8")
    assert "수업을 고치고 있습니다" not in page
    assert "연습 1" in page
