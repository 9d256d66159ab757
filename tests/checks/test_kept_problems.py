"""What was found in a text is kept, and is worth as much as reading it anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from bad_inputs.mistakes import MISTAKES, Mistake
from bad_inputs.whole_course import WHOLE_COURSE
from seodang.cache.store import Store
from seodang.checks.check_course import check_course
from seodang.course.loader import load_course
from seodang.documents.documents import Documents
from seodang.files.places import located
from seodang.problems import Problem


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "course"
    for path, text in WHOLE_COURSE.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode())
    return root


def problems(root: Path, store: Store | None) -> list[Problem]:
    course, found = load_course(root)
    documents = Documents(course, store)
    return located(root, found + check_course(documents, date(2026, 11, 21), store))


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_a_store_changes_nothing_that_is_said(mistake: Mistake, root: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    assert problems(root, store) == []
    mistake.change(root)
    anew = problems(root, None)
    assert problems(root, store) == anew
    assert problems(root, store) == anew


def test_only_a_text_that_changed_is_read_again(root: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    problems(root, store)
    kept = {file for file in store.folder.rglob("*") if file.is_file()}
    problems(root, store)
    assert {file for file in store.folder.rglob("*") if file.is_file()} == kept
    page = root / "curriculum/pages/about.md"
    page.write_text(page.read_text("utf-8") + "\n한 줄 더.\n", "utf-8")
    problems(root, store)
    assert len({file for file in store.folder.rglob("*") if file.is_file()} - kept) == 1


def test_a_damaged_entry_is_read_anew(root: Path, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    problems(root, store)
    for file in store.folder.rglob("*"):
        if file.is_file():
            file.write_bytes(file.read_bytes()[:-3])
    assert problems(root, store) == []
