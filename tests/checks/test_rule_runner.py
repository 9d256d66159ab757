"""A text that was found right is not looked at again until something it depends on changes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from courses import BuildCourse
from pictures_whole import GIF
from seodang.cache.fingerprint import fingerprint_inputs
from seodang.cache.store import Store
from seodang.checks.check_course import check_course
from seodang.checks.rule_runner import RuleRunner
from seodang.course.loader import load_course
from seodang.course.model import Course
from seodang.documents.documents import Documents
from seodang.problems import Problem

TODAY = date(2026, 11, 21)
NOTEBOOK = "lessons/a/notebook.md"
PAGE = "curriculum/pages/about.md"
FILES = {
    NOTEBOOK: "## 시작\n\n![그림](x.gif)\n",
    "lessons/a/x.gif": GIF,
    PAGE: "# 이 사이트\n\n[시작](../../lessons/a/notebook.md#시작)\n",
}


@pytest.fixture
def root(build_course: BuildCourse) -> Path:
    return build_course(FILES)


def rules(root: Path) -> list[str]:
    course, problems = load_course(root)
    assert problems == []
    return [problem.rule for problem in checked(course, Store(root / ".seodang/store"))]


def checked(course: Course, store: Store, today: date = TODAY) -> list[Problem]:
    return check_course(Documents(course, store), today, store)


def unsure(root: Path) -> list[str]:
    """Return the texts of which it is not known what is wrong with them."""
    store = Store(root / ".seodang/store")
    documents = Documents(load_course(root)[0], store)
    runner = RuleRunner(documents, store, TODAY)
    refs = (ref for ref in documents.refs.values() if ref.is_prose)
    return [ref.name for ref in refs if runner._known(ref) is None]


def test_what_is_right_is_known_to_be_right(root: Path) -> None:
    assert unsure(root) == [NOTEBOOK, PAGE]
    assert rules(root) == []
    assert unsure(root) == []


def test_an_edit_leaves_other_texts_alone(root: Path) -> None:
    rules(root)
    (root / NOTEBOOK).write_text(FILES[NOTEBOOK] + "\n한 문장.\n", "utf-8")
    assert unsure(root) == [NOTEBOOK]


def test_a_heading_that_another_text_links_to_is_missed(root: Path) -> None:
    rules(root)
    (root / NOTEBOOK).write_text(FILES[NOTEBOOK].replace("시작", "처음"), "utf-8")
    assert unsure(root) == [NOTEBOOK, PAGE]
    assert rules(root) == ["link-exists"]
    assert rules(root) == ["link-exists"]
    (root / NOTEBOOK).write_text(FILES[NOTEBOOK], "utf-8")
    assert rules(root) == []


def test_a_picture_that_goes_is_missed(root: Path) -> None:
    rules(root)
    (root / "lessons/a/x.gif").unlink()
    assert rules(root) == ["link-exists"]


def test_a_source_that_a_lesson_no_longer_names_is_missed(build_course: BuildCourse) -> None:
    lesson = (
        "title: 가\nsummary: 가\nformat: class\nminutes: 5\nlevel: beginner\nobjectives: [가]\n"
    )
    files = {
        "curriculum/sources.yml": "s: {title: 글, url: 'https://example.org/', checked: 2026-11-21}\n",
        "lessons/a/lesson.yml": lesson + "sources: [s]\n",
        NOTEBOOK: "## 시작\n",
        PAGE: "# 이 사이트\n\n[출처](../../lessons/a/notebook.md#source-s)\n",
    }
    root = build_course(files)
    assert rules(root) == []
    (root / "lessons/a/lesson.yml").write_text(lesson, "utf-8")
    assert "link-exists" in rules(root)


def test_a_text_that_names_a_hidden_file_is_looked_at_every_time(root: Path) -> None:
    (root / "lessons/a/.x.gif").write_bytes(GIF.encode())
    (root / NOTEBOOK).write_text("## 시작\n\n![그림](.x.gif)\n", "utf-8")
    assert rules(root) == []
    (root / "lessons/a/.x.gif").unlink()
    assert rules(root) == ["link-exists"]


def test_a_text_saved_while_it_is_checked_is_checked_again(root: Path) -> None:
    store = Store(root / ".seodang/store")
    before = fingerprint_inputs(root)
    (root / NOTEBOOK).write_text("## 다른 글\n", "utf-8")
    (root / PAGE).write_text("# 이 사이트\n", "utf-8")
    course, _ = load_course(root, store, before)
    assert checked(course, store) == []
    for path in (NOTEBOOK, PAGE):
        (root / path).write_text(FILES[path], "utf-8")
    assert unsure(root) == [NOTEBOOK, PAGE]


def test_a_notebook_that_becomes_a_link_out_of_the_repository_is_noticed(
    root: Path, tmp_path: Path
) -> None:
    rules(root)
    (tmp_path / "elsewhere.md").write_text(FILES[NOTEBOOK], "utf-8")
    (root / NOTEBOOK).unlink()
    (root / NOTEBOOK).symlink_to(tmp_path / "elsewhere.md")
    assert "file-inside-repository" in rules(root)
