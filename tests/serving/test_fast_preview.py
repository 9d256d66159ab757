"""The page of an edited lesson before its build: what is shown at once, and what waits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from pages.quiet_courses import lesson, publish, quiet_course
from seodang.build_settings import Settings
from seodang.execution.process_runner import process_runner
from seodang.problems import Problem
from seodang.serving.fast_preview import FastPreview, LastBuild, PreviewContext, fast_preview
from serving.previews import edit

PAGE, NOTEBOOK = "lessons/a.html", "lessons/a/notebook.md"
PROSE = "## 시작\n\n안녕하세요.\n\n## 다음\n\n이어집니다.\n\n## 나중\n\n마칩니다.\n"
PARTS = lesson("a", "첫 수업", prose=PROSE)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return quiet_course(tmp_path, PARTS)


@pytest.fixture
def last(root: Path) -> LastBuild:
    return _last_build(root)


def _last_build(root: Path) -> LastBuild:
    result = publish(root)
    assert result.is_written
    return LastBuild(result.prepared.documents.course, result.outputs["site"].rendered)


def _preview(root: Path, last: LastBuild, *paths: str) -> FastPreview:
    def in_words(problems: Iterable[Problem]) -> tuple[str, ...]:
        return tuple(problem.rule for problem in problems)

    context = PreviewContext(
        store=Settings(root, date(2026, 11, 21)).store,
        site=root / "site",
        jobs=1,
        runners=process_runner,
        report=lambda _: None,
        in_words=in_words,
    )
    return fast_preview(paths, last, context)


def test_edited_prose_is_shown_as_the_build_will_show_it(root: Path, last: LastBuild) -> None:
    edit(root, NOTEBOOK, "안녕하세요.", "새로 쓴 글입니다.")
    preview = _preview(root, last, NOTEBOOK)
    publish(root)
    assert preview == FastPreview({PAGE: (root / "site" / PAGE).read_bytes()})


@pytest.mark.parametrize(
    ("new", "contents"),
    [("## 끝", ["시작", "끝", "나중"]), ("### 다음", ["시작", "나중"]), ("다음", ["시작", "나중"])],
)
def test_an_edited_heading_waits_for_the_build_and_its_table_of_contents(
    root: Path, last: LastBuild, new: str, contents: list[str]
) -> None:
    edit(root, NOTEBOOK, "## 다음", new)
    assert _preview(root, last, NOTEBOOK) == FastPreview()
    publish(root)
    page = (root / "site" / PAGE).read_text("utf-8")
    assert list(dict.fromkeys(re.findall(r'<li><a href="#(\w+)">', page))) == contents


@pytest.mark.parametrize("path", ["lessons/a/lesson.yml", "mkdocs.yml", "lessons/nowhere/x.py"])
def test_what_other_pages_show_or_no_page_waits_for_the_build(
    root: Path, last: LastBuild, path: str
) -> None:
    edit(root, NOTEBOOK, "안녕하세요.", "새로 쓴 글입니다.")
    assert _preview(root, last, path) == FastPreview()


def test_a_page_that_somebody_else_rebuilt_is_left_to_the_build(
    root: Path, last: LastBuild
) -> None:
    edit(root, NOTEBOOK, "안녕하세요.", "새로 쓴 글입니다.")
    publish(root)
    edit(root, NOTEBOOK, "새로 쓴 글입니다.", "더 새로 쓴 글입니다.")
    assert _preview(root, last, NOTEBOOK) == FastPreview()
