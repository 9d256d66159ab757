"""`--only` and `--again`: which lessons run, and what becomes of all others."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest

from courses import BuildCourse, run_cli, tree
from execution.small_courses import lesson
from pages.quiet_courses import track

LESSONS = {
    **lesson("print('하나')", name="a"),
    **lesson("print('둘')", name="writing-brief"),
    "lessons/writing-brief/data/x.txt": "x",
    **track("first", "첫 과정", "a", "writing-brief"),
}
PAGE = "lessons/writing-brief.html"
LIST = "assets/seodang/offline/tracks/first.json"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def edit(root: Path, name: str, old: str, new: str) -> None:
    file = root / f"lessons/{name}/notebook.md"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def root(build_course: BuildCourse) -> Path:
    return build_course(LESSONS)


@pytest.mark.parametrize("option", ["--only", "--again"])
def test_unknown_lessons_are_refused_all_at_once(root: Path, option: str) -> None:
    run = run_cli(root, "build", option, "writing-breif", option, "zzz")
    assert run.code == 2
    assert "there is no lesson 'writing-breif': did you mean 'writing-brief'?" in run.err
    assert "there is no lesson 'zzz': the lessons are: a, writing-brief" in run.err
    assert not (root / "site/index.html").exists()
    korean = run_cli(root, "build", option, "writing-breif", language="ko_KR.UTF-8")
    assert "'writing-breif' 수업이 없습니다: 혹시 'writing-brief'입니까?" in korean.err


@pytest.mark.kernel
@pytest.mark.parametrize("lost", [".seodang", "nothing"])
def test_what_is_not_named_keeps_the_page_it_has(root: Path, lost: str) -> None:
    edit(root, "writing-brief", "글 0", "글 0 [받기](data/x.txt)")
    assert run_cli(root, "build").code == 0
    before = tree(root / "site")
    assert "lessons/writing-brief/data/x.txt" in before
    edit(root, "writing-brief", "'둘'", "'셋'")
    edit(root, "a", "'하나'", "'새것'")
    shutil.rmtree(root / lost, ignore_errors=True)
    run = run_cli(root, "build", "--only", "a")
    assert (run.code, run.report["executed"], run.report["problems"]) == (0, 1, []), run.err
    after = tree(root / "site")
    changed = {address for address in before if before[address] != after.get(address)}
    found = {one for one in changed if one.startswith("search/")}
    # Where nobody knows any more what the other pages hold, the search stays as it was.
    assert ("새것" in _texts(after), bool(found)) == (
        (True, True) if lost == "nothing" else (False, False)
    )
    assert "둘" in _texts(after)
    assert changed - found == {"lessons/a.html", LIST}
    listed = json.loads(after[LIST])["files"]
    wrong = [one for one, (digest, _) in listed.items() if digest != _digest(after[one])]
    assert wrong == []
    assert after.keys() - found == before.keys() - found
    assert "새것" in after["lessons/a.html"].decode()
    assert run_cli(root, "build").code == 0
    whole = tree(root / "site")
    assert "셋" in whole[PAGE].decode()
    assert run_cli(root, "clean").code == 0
    assert run_cli(root, "build").code == 0
    assert tree(root / "site") == whole


def _texts(site: Mapping[str, bytes]) -> str:
    """Return what a search shows of all pages."""
    return "".join(site[one].decode() for one in sorted(site) if one.startswith("search/t/"))


@pytest.mark.kernel
def test_a_page_that_was_never_made_is_named(root: Path) -> None:
    for before, now in (("'하나'", "'하나'"), ("'하나'", "'하나 더'")):
        edit(root, "a", before, now)
        run = run_cli(root, "build", "--only", "a")
        assert run.code == 0
        assert [one["rule"] for one in run.report["problems"]] == ["lesson-has-run"]
        assert PAGE in run.err
        assert now.strip("'") in _texts(tree(root / "site"))
    assert run_cli(root, "build").report["problems"] == []
    assert "둘" in (root / "site" / PAGE).read_text("utf-8")


@pytest.mark.kernel
def test_a_lesson_that_failed_makes_no_second_problem_in_others(root: Path) -> None:
    edit(root, "a", "글 0", "[저기](../writing-brief/notebook.md#어디)")
    edit(root, "writing-brief", "글 0", "## 어디")
    edit(root, "writing-brief", "print('둘')", "1 / 0")
    run = run_cli(root, "build", "--keep-going")
    assert run.code == 1
    assert [one["rule"] for one in run.report["problems"]] == ["notebook-runs"]
    edit(root, "writing-brief", "1 / 0", "print('둘')")
    edit(root, "a", "#어디", "#거기")
    assert "link-exists" in run_cli(root, "build").err, "a true mistake is still told"


@pytest.mark.kernel
def test_lessons_run_again_though_nothing_changed(root: Path) -> None:
    assert run_cli(root, "build").report["executed"] == 2
    assert run_cli(root, "build").report["executed"] == 0
    before = tree(root / "site")
    one = run_cli(root, "build", "--again", "a", "--explain")
    assert (one.report["executed"], one.report["reused"]) == (1, 1)
    assert "a: --again asks for it" in one.out
    assert run_cli(root, "build", "--again").report["executed"] == 2
    assert tree(root / "site") == before
