"""What rules are given to see: every line that somebody may read, and the day."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from courses import BuildCourse
from seodang.cache.store import Store
from seodang.checks import check_course as stage
from seodang.checks import rule_runner
from seodang.checks.context import TextContext
from seodang.course.loader import load_course
from seodang.documents.documents import Documents
from seodang.files.places import located
from seodang.problems import Place, Problem, say

TODAY = date(2026, 11, 21)
PHONE = re.compile(r"\d{3}-\d{4}-\d{4}")
NUMBER = "010-0000-0000"
FILES = {
    "curriculum/programme.yml": (
        "seodang: 1\ntitle: 과정\nsummary: |\n  전화는\n  010-0000-0000\nlanguage: ko\n"
        "url: https://seodang.test/\nlicence: CC-BY-4.0\n"
    ),
    "curriculum/glossary.yml": f"ai:\n  term: 인공지능\n  definition: 뜻 {NUMBER}\n  also: ['{NUMBER}']\n",
    "curriculum/people.yml": f"kim: {{name: 김, role: '{NUMBER}'}}\n",
    "curriculum/pages/about.md": f"# 이 사이트\n\n글 {NUMBER}\n",
    "exercises/one.yml": f"kind: reflect\nquestion: 가\nhints: [나, '{NUMBER}']\n",
    "lessons/a/lesson.yml": (
        f"title: 가\nsummary: 나 {NUMBER}\nformat: class\nminutes: 5\nlevel: beginner\n"
        "objectives: [다]\n"
    ),
    "lessons/a/notebook.md": (
        f"## 시작\n\n글\n{NUMBER}\n\n```{{code-cell}} ipython3\nx = 1\ny = '{NUMBER}'\n```\n\n"
        f':::{{exercise}} one\n:::\n\n+++ {{"tags": ["instructor"]}}\n\n강사에게 {NUMBER}\n'
    ),
}
Told = Callable[[Path, date], list[Place]]


def no_phone_numbers(text: TextContext) -> Iterator[Problem]:
    for passage in text.document.passages():
        if PHONE.search(passage.text):
            yield Problem("link-exists", passage.where, say("a number"), say("leave it out"))


def not_after_today(text: TextContext) -> Iterator[Problem]:
    if text.today > TODAY and text.path.endswith("about.md"):
        yield Problem("link-exists", Place(text.path), say("late"), say("hurry"))


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[..., Iterator[Problem]]], Told]:
    def by(rule: Callable[..., Iterator[Problem]]) -> Told:
        monkeypatch.setattr(stage, "COURSE_CHECKS", {})
        monkeypatch.setattr(rule_runner, "TEXT_CHECKS", {"link-exists": rule})

        def places(root: Path, today: date) -> list[Place]:
            store = Store(root / ".seodang/store")
            course, problems = load_course(root, store)
            problems += stage.check_course(Documents(course, store), today, store)
            return [p.where for p in located(root, problems) if isinstance(p.where, Place)]

        return places

    return by


def test_a_rule_sees_prose_code_and_the_values_of_yaml_files(
    build_course: BuildCourse, told: Callable[..., Told]
) -> None:
    root = build_course(FILES)
    expected = [
        ("curriculum/glossary.yml", 3),
        ("curriculum/glossary.yml", 4),
        ("curriculum/pages/about.md", 3),
        ("curriculum/people.yml", 1),
        ("curriculum/programme.yml", 5),
        ("exercises/one.yml", 3),
        ("lessons/a/lesson.yml", 2),
        ("lessons/a/notebook.md", 4),
        ("lessons/a/notebook.md", 8),
        ("lessons/a/notebook.md", 16),
    ]
    for _ in range(2):  # once looked at, once remembered
        found = told(no_phone_numbers)(root, TODAY)
        assert [(one.path, one.line) for one in found] == expected


def test_what_a_rule_says_on_a_day_is_not_what_it_said_the_day_before(
    build_course: BuildCourse, told: Callable[..., Told]
) -> None:
    root = build_course({"curriculum/pages/about.md": "# 이 사이트\n"})
    places = told(not_after_today)
    days = (0, 1, 1, 0)
    assert [len(places(root, TODAY + timedelta(days=day))) for day in days] == [0, 1, 1, 0]
