"""Files being saved in all the ways programs have."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from seodang.serving.edits import Edits
from seodang.serving.watching import watching

SOON = 5.0


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "lessons" / "a").mkdir(parents=True)
    (tmp_path / "lessons" / "a" / "notebook.ipynb").write_text("{}")
    (tmp_path / "mkdocs.yml").write_text("site_name: x\n")
    (tmp_path / "site").mkdir()
    return tmp_path


@pytest.fixture
def edits(root: Path) -> Iterator[Edits]:
    with watching(root) as edits:
        yield edits


def heard(edits: Edits, path: str) -> set[str]:
    """Collect edits until a path is among them."""
    found: set[str] = set()
    while path not in found:
        more = edits.take(SOON)
        assert more, f"{path} was not among {found}"
        found |= more
    return found


def test_a_file_written_in_place_is_heard(root: Path, edits: Edits) -> None:
    (root / "lessons/a/notebook.ipynb").write_text('{"cells": []}')
    assert heard(edits, "lessons/a/notebook.ipynb") == {"lessons/a/notebook.ipynb"}


def test_a_file_written_beside_and_renamed_is_heard_by_its_name(root: Path, edits: Edits) -> None:
    beside = root / "lessons/a/.~notebook.ipynb"
    beside.write_text("{}")
    beside.rename(root / "lessons/a/notebook.ipynb")
    assert heard(edits, "lessons/a/notebook.ipynb") == {"lessons/a/notebook.ipynb"}


def test_jupyter_s_checkpoints_and_the_site_are_not_heard(root: Path, edits: Edits) -> None:
    checkpoints = root / "lessons/a/.ipynb_checkpoints"
    checkpoints.mkdir()
    (checkpoints / "notebook-checkpoint.ipynb").write_text("{}")
    (root / "site/index.html").write_text("x")
    (root / ".seodang").mkdir()
    (root / "lessons/a/new.md").write_text("x")
    assert heard(edits, "lessons/a/new.md") == {"lessons/a/new.md"}


def test_a_replaced_mkdocs_yml_is_heard_every_time(root: Path, edits: Edits) -> None:
    for name in ("one", "two"):
        (root / "mkdocs.new").write_text(f"site_name: {name}\n")
        (root / "mkdocs.new").replace(root / "mkdocs.yml")
        assert heard(edits, "mkdocs.yml") == {"mkdocs.yml"}


def test_a_folder_that_comes_later_is_watched(root: Path, edits: Edits) -> None:
    (root / "theme").mkdir()
    heard(edits, "theme")
    edits.take(0.5)
    (root / "theme/logo.svg").write_text("<svg/>")
    heard(edits, "theme/logo.svg")


def test_a_folder_that_goes_and_comes_back_is_watched(root: Path, edits: Edits) -> None:
    shutil.move(root / "lessons", root / "elsewhere")
    heard(edits, "lessons")
    edits.take(0.5)
    shutil.move(root / "elsewhere", root / "lessons")
    heard(edits, "lessons")
    edits.take(0.5)
    (root / "lessons/a/notebook.ipynb").write_text('{"cells": []}')
    heard(edits, "lessons/a/notebook.ipynb")
