"""What no build made is kept and named, and nothing is written through a link."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from courses import run_cli, tree
from incremental.edits import COURSE, TODAY, built, clean, write
from seodang.build_settings import Settings
from seodang.cache.state_folder import ForeignPlaceError
from seodang.pipeline import build
from seodang.problems import Problem

DAY = date.isoformat(TODAY)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path / "course", COURSE)
    built(tmp_path / "course")
    return tmp_path / "course"


def problems_of(root: Path) -> list[Problem]:
    found = build(Settings(root, TODAY), lambda _: None).problems
    return [problem for problem in found if problem.rule != "source-current"]  # overdue on purpose


def test_a_file_that_no_build_made_is_kept_and_named(root: Path) -> None:
    (root / "site/mine.txt").write_text("mine")
    (problem,) = problems_of(root)
    assert (problem.rule, problem.is_error) == ("output-made-here", False)
    assert "'mine.txt'" in str(problem.message)
    write(root, {**COURSE, "curriculum/pages/about.md": "# 다른 글\n\n글입니다.\n"})
    assert [problem.rule for problem in problems_of(root)] == ["output-made-here"]
    assert (root / "site/mine.txt").read_text() == "mine"


@pytest.mark.parametrize("place", ["other.html", "other.html/inside.txt"])
def test_a_file_in_the_way_of_a_page_stops_the_build(root: Path, place: str) -> None:
    file = root / "site" / place
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("mine")
    before = tree(root / "site")
    write(root, {**COURSE, "curriculum/pages/other.md": "# 다른 글\n\n글입니다.\n"})
    found = [problem for problem in problems_of(root) if problem.rule == "output-made-here"]
    assert [problem.is_error for problem in found] == [True]
    assert tree(root / "site") == before


def test_a_folder_of_the_site_that_became_a_link_stops_the_build(
    root: Path, tmp_path: Path
) -> None:
    before = tree(root / "site")
    shutil.move(root / "site/lessons", tmp_path / "elsewhere")
    (root / "site/lessons").symlink_to(tmp_path / "elsewhere")
    kept = tree(tmp_path / "elsewhere")
    assert [problem.is_error for problem in problems_of(root)] == [True]
    assert tree(tmp_path / "elsewhere") == kept
    (root / "site/lessons").unlink()
    assert built(root) == before


@pytest.mark.parametrize("is_link", [True, False])
def test_a_site_that_is_a_file_or_a_link_is_refused_in_a_sentence(
    root: Path, tmp_path: Path, *, is_link: bool
) -> None:
    shutil.rmtree(root / "site")
    (tmp_path / "web").mkdir()
    (tmp_path / "web/mine.txt").write_text("mine")
    place = root / "site"
    place.symlink_to(tmp_path / "web") if is_link else place.write_text("mine")
    with pytest.raises(ForeignPlaceError):
        problems_of(root)
    run = run_cli(root, "build", language="ko_KR.UTF-8")
    assert run.code == 1
    assert "'site'는 파일이나 링크입니다" in run.err
    assert tree(tmp_path / "web") == {"mine.txt": b"mine"}


def test_a_site_whose_state_is_gone_knows_what_builds_have_made(root: Path) -> None:
    shutil.rmtree(root / ".seodang")
    files = {path: text for path, text in COURSE.items() if path != "curriculum/pages/about.md"}
    files["curriculum/pages/other.md"] = "# 다른 글\n\n글입니다.\n"
    write(root, files)
    assert built(root) == clean(root, files)
    assert not (root / "site/about.html").exists()


def test_a_course_is_built_into_another_folder(root: Path, tmp_path: Path) -> None:
    before = tree(root / "site")
    (tmp_path / "out").mkdir()
    run = run_cli(root, "build", "--to", str(tmp_path / "out"), "--today", DAY)
    assert run.code == 0
    assert tree(tmp_path / "out/site") == before
    assert tree(root / "site") == before
    again = run_cli(root, "build", "--to", str(tmp_path / "out"), "--today", DAY)
    assert again.report["pages"]["written"] == 0
    shutil.rmtree(tmp_path / "out")
    assert run_cli(root, "build", "--to", str(tmp_path / "out"), "--today", DAY).code == 0
    assert tree(tmp_path / "out/site") == before


def test_clean_keeps_what_no_build_made_and_follows_no_link(root: Path, tmp_path: Path) -> None:
    (root / "site/lessons/mine.txt").write_text("mine")
    run = run_cli(root, "clean", language="ko_KR.UTF-8")
    assert run.code == 0
    assert "그대로 두었습니다: 'lessons/mine.txt'" in run.err
    assert tree(root / "site") == {"lessons/mine.txt": b"mine"}
    shutil.move(root / "site", tmp_path / "web")
    (root / "site").symlink_to(tmp_path / "web")
    assert run_cli(root, "clean").code == 1
    assert tree(tmp_path / "web") == {"lessons/mine.txt": b"mine"}
