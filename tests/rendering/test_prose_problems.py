"""`check` tells what rendering would: what it passes, a build makes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from courses import tree
from pages.quiet_courses import lesson, publish, quiet_course
from seodang.build_settings import Settings
from seodang.pipeline import check
from seodang.problems import Place, Problem
from seodang.results import Stopwatch

NOTEBOOK = "lessons/a/notebook.md"
HEAD = 6
"""Lines before the prose of a lesson."""


def told(root: Path) -> list[tuple[str, str, int]]:
    problems = check(Settings(root, date(2026, 11, 21)), Stopwatch())[1]
    return [(one.rule, one.where.path, _line(one)) for one in problems if one.is_error]


def _line(problem: Problem) -> int:
    assert isinstance(problem.where, Place)
    return problem.where.line


def course(root: Path, prose: str, **files: str) -> Path:
    return quiet_course(root, {**lesson("a", "가", prose=prose), **files})


@pytest.mark.parametrize(
    ("prose", "rule", "line"),
    [
        ("글\n\n$\\frac{$\n", "formula-readable", 3),
        ("글\n\n$$\n\\bar{x\n$$\n", "formula-readable", 4),
        ("```{math}\n\\nosuch\n```\n", "formula-readable", 2),
        (":::{note} 제목\n$x_1_2$\n:::\n", "formula-readable", 2),
        ("글 `{{ y }}`\n\n글 {{ x }}와\n", "site-left-over", 3),
        ("![x](https://example.org/a.png)\n", "picture-in-course", 1),
        ('[x](#y)\n\n+++ {"tags": ["instructor"]}\n\n## y\n', "link-exists", 1),
        ('글 [x](#y)\n\n<svg><a id="y"></a></svg>\n', "link-exists", 1),
        ("[x](#y)\n\n:::{figure} images/a.svg\n:name: fn-y\n:alt: z\n:::\n[x](#fn-y)\n", "link-exists", 1),
    ],
)  # fmt: skip
def test_what_a_build_would_stop_at_is_told_at_its_line(
    tmp_path: Path, prose: str, rule: str, line: int
) -> None:
    svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>\n"
    root = course(tmp_path / "course", prose, **{"lessons/a/images/a.svg": svg})
    assert told(root)[0] == (rule, NOTEBOOK, line + HEAD)
    assert any(problem.is_error for problem in publish(root).problems)


def test_what_a_rule_tells_of_a_picture_is_not_told_again(tmp_path: Path) -> None:
    shown = "![가](images/a.svg)\n"
    root = course(tmp_path / "course", shown, **{"lessons/a/images/a.svg": "<svg"})
    assert told(root) == [("picture-readable", NOTEBOOK, HEAD + 1)]


def test_a_file_that_would_run_is_told(tmp_path: Path) -> None:
    path = "lessons/a/data/a.html"
    root = course(tmp_path / "course", "[x](data/a.html)\n", **{path: "x"})
    assert told(root) == [("file-publishable", path, 1)]


def test_definitions_and_pages_are_looked_at_too(tmp_path: Path) -> None:
    files = {
        "curriculum/glossary.yml": "term:\n  term: 가\n  definition: 뜻 $\\frac{$ 입니다\n",
        "curriculum/pages/about.md": "# 글\n\n[x](../../lessons/a/notebook.md#숨은)\n",
    }
    prose = '## 글\n\n+++ {"tags": ["notes"]}\n\n## 숨은\n'
    assert told(course(tmp_path / "course", prose, **files)) == [
        ("formula-readable", "curriculum/glossary.yml", 3),
        ("link-exists", "curriculum/pages/about.md", 3),
    ]


def test_what_was_mended_is_told_no_more_and_what_stays_is_told_again(tmp_path: Path) -> None:
    root = course(tmp_path / "course", "$\\frac{$\n")
    assert told(root) == told(root) != []
    notebook = root / NOTEBOOK
    notebook.write_text(notebook.read_text("utf-8").replace("\\frac{", "x"), "utf-8")
    assert told(root) == []
    assert publish(root).is_written


def test_a_check_publishes_nothing(tmp_path: Path) -> None:
    root = course(tmp_path / "course", "[x](data/a.csv)\n", **{"lessons/a/data/a.csv": "가\n"})
    assert told(root) == []
    assert not (root / "site").exists()
    assert not any("/assets/" in path for path in tree(root))


def test_what_only_rendering_knows_waits_until_another_mistake_of_the_text_is_mended(
    tmp_path: Path,
) -> None:
    root = course(tmp_path / "course", "[x](nothing.pdf)\n\n{{ y }}\n\n$\\frac{$\n")
    assert told(root) == [
        ("link-exists", NOTEBOOK, HEAD + 1),
        ("formula-readable", NOTEBOOK, HEAD + 5),
    ]
