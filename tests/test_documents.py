"""A text is parsed once, and what is known of it is known as long as it stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from courses import BuildCourse
from pictures_whole import GIF
from seodang.build_settings import Settings
from seodang.cache.fingerprint import fingerprint_inputs
from seodang.cache.store import Store
from seodang.checks.check_course import check_course
from seodang.course.loader import load_course
from seodang.course.variant import Variant
from seodang.documents import documents
from seodang.documents.documents import Documents
from seodang.documents.myst import read_myst
from seodang.documents.notebook import Notebook
from seodang.execution.outcomes import Executed
from seodang.execution.plan import plan_build
from seodang.pipeline import check
from seodang.problems import Problem
from seodang.rendering.render import render
from seodang.results import Stopwatch

LEARNER = Variant("ko")
NOTHING = Executed({}, 0, 0, frozenset())
TODAY = date(2026, 11, 21)
FILES = {
    f"lessons/{name}/{file}": text
    for name in "ab"
    for file, text in {
        "lesson.yml": "title: 가\nsummary: 가\nformat: class\nminutes: 5\nlevel: beginner\n"
        "objectives: [가]\n",
        "notebook.md": f"## 수업 {name}\n\n글.\n",
    }.items()
}


def opened(root: Path, store: Store) -> tuple[Documents, list[Problem]]:
    course, problems = load_course(root, store)
    return Documents(course, store), problems


def parses(root: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return how many notebooks a build of all stages but execution parses."""
    found = []

    def reading(text: str, path: str) -> tuple[Notebook, list[Problem]]:
        found.append(path)
        return read_myst(text, path)

    monkeypatch.setattr(documents, "read_myst", reading)
    course, _ = opened(root, store)
    check_course(course, TODAY, store)
    plan_build(course, store)
    render(course, NOTHING, store, LEARNER)
    return len(found)


def test_each_new_notebook_is_parsed_once_and_an_old_one_never(
    build_course: BuildCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = build_course(FILES)
    store = Store(root / ".seodang/store")
    assert parses(root, store, monkeypatch) == 2
    assert parses(root, store, monkeypatch) == 0
    (root / "lessons/b/notebook.md").write_text("## 수업 b\n\n다른 글.\n", "utf-8")
    assert parses(root, store, monkeypatch) == 1


def test_a_text_saved_while_a_build_runs_is_kept_as_what_it_was(build_course: BuildCourse) -> None:
    root = build_course(FILES)
    store = Store(root / ".seodang/store")
    notebook = root / "lessons/b/notebook.md"
    first = notebook.read_text("utf-8")
    before = fingerprint_inputs(root)
    notebook.write_text("## 그사이에 고친 글\n", "utf-8")
    course, _ = load_course(root, store, before)
    made_meanwhile, _ = render(Documents(course, store), NOTHING, store, LEARNER)
    notebook.write_text(first, "utf-8")
    made_now, _ = render(opened(root, store)[0], NOTHING, store, LEARNER)
    assert made_now.lessons != made_meanwhile.lessons
    another = Store(root / "another")
    clean, _ = render(opened(root, another)[0], NOTHING, another, LEARNER)
    assert made_now == clean


def test_what_was_found_among_files_that_changed_meanwhile_is_forgotten(
    build_course: BuildCourse,
) -> None:
    root = build_course({**FILES, "lessons/a/notebook.md": "## 가\n\n![그림](x.gif)\n"})
    settings = Settings(root, date(2026, 11, 21), inputs=fingerprint_inputs(root))
    # The picture comes after the files were looked through, and goes again after the check.
    (root / "lessons/a/x.gif").write_bytes(GIF.encode())
    assert "link-exists" not in rules(settings)
    (root / "lessons/a/x.gif").unlink()
    assert "link-exists" in rules(replace(settings, inputs=None))


def rules(settings: Settings) -> list[str]:
    return [problem.rule for problem in check(settings, Stopwatch())[1]]
