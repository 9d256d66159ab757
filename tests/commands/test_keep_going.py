"""`build --keep-going` makes every page that can be made, without the part of it that is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from courses import SMALLEST_COURSE, BuildCourse, run_cli, tree
from pages.quiet_courses import lesson, track

# What is wrong in a text, and what its page shows in that place.
LEFT_OUT = {
    "가 [글](../none/notebook.md) 나": "<p>가 글 나</p>",
    "가 [글](#없음) 나": "<p>가 글 나</p>",
    "가 [글](../b/notebook.md#없음) 나": "<p>가 글 나</p>",
    "가 [글](data/none.csv) 나": "<p>가 글 나</p>",
    "가 [글](/none) 나": "<p>가 글 나</p>",
    "가 [글](../../../none.md) 나": "<p>가 글 나</p>",
    "가 [글](05-None.ipynb) 나": "<p>가 글 나</p>",
    "가 [글](javascript:x) 나": "<p>가 글 나</p>",
    "가 [글](../../pyproject.toml) 나": "<p>가 글 나</p>",
    "가 <a href='../none/notebook.md'>글</a> 나": "글</a> 나</p>",
    "가 ![그림](images/none.png) 나": "<p>가 그림 나</p>",
    "가 ![그림](https://example.org/a.png) 나": "<p>가 그림 나</p>",
    "가 {ref}`none` 나": "<p>가 none 나</p>",
    "가 {ref}`말 <none>` 나": "<p>가 말 나</p>",
    "가 {numref}`none` {eq}`none` {doc}`none` 나": "<p>가 none none none 나</p>",
    "가 {unknown}`글` 나": "<p>가 글 나</p>",
    "가 {term}`없음` 나": "<p>가 없음 나</p>",
    "가 $\\foo$ 나": "<p>가 <code>\\foo</code> 나</p>",
    ":::{unknown}\n글\n:::": "글",
    "```{exercise} none\n```\n\n나": "<p>나</p>",
}
FILES = {
    **lesson("b", "둘째 수업", prose="## 마디\n\n[좋은 링크](../a/notebook.md#시작)\n"),
    **track("first", "첫 과정", "a", "b"),
}


def page(root: Path, name: str = "a") -> str:
    return (root / f"site/lessons/{name}.html").read_text("utf-8")


@pytest.mark.parametrize("prose", LEFT_OUT)
def test_a_page_is_made_without_what_is_wrong_in_it(build_course: BuildCourse, prose: str) -> None:
    root = build_course({**FILES, **lesson("a", "첫 수업", prose=f"## 시작\n\n{prose}\n\n끝.\n")})
    stopped = run_cli(root, "build")
    assert stopped.code == 1
    assert not (root / "site/index.html").exists()
    built = run_cli(root, "build", "--keep-going")
    assert built.code == 1
    assert LEFT_OUT[prose] in page(root)
    assert "none/notebook" not in page(root)
    assert "<p>끝.</p>" in page(root)
    assert '<a href="a.html#%EC%8B%9C%EC%9E%91">좋은 링크</a>' in page(root, "b")
    told = [[one["rule"], one["line"], one["column"]] for one in built.report["problems"]]
    assert told == [
        [one["rule"], one["line"], one["column"]] for one in stopped.report["problems"]
    ], built.err


def test_what_is_mended_is_shown_again_and_nothing_is_kept_of_the_fault(
    build_course: BuildCourse,
) -> None:
    files = {**FILES, **lesson("a", "첫 수업", prose="## 시작\n\n[글](../c/notebook.md)\n")}
    root = build_course(files)
    assert run_cli(root, "build", "--keep-going").code == 1
    assert "<p>글</p>" in page(root)
    for path, text in {
        **lesson("c", "셋째 수업"),
        **track("first", "첫 과정", "a", "b", "c"),
    }.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, "utf-8")
    assert run_cli(root, "build").code == 0
    assert '<a href="c.html">글</a>' in page(root)
    site = tree(root / "site")
    run_cli(root, "clean")
    assert run_cli(root, "build").code == 0
    assert tree(root / "site") == site


def test_a_dead_link_in_an_exercise_and_a_term_stops_nothing(build_course: BuildCourse) -> None:
    root = build_course(
        {
            **FILES,
            **lesson("a", "첫 수업", prose="## 시작\n\n{term}`ai`\n\n```{exercise} one\n```\n"),
            "exercises/one.yml": "kind: reflect\nquestion: 물음 [글](../lessons/none/notebook.md)\n",
            "curriculum/glossary.yml": "ai: {term: 인공지능, definition: '뜻 [글](pages/none.md)'}\n",
        }
    )
    built = run_cli(root, "build", "--keep-going")
    assert built.code == 1
    assert "물음 글" in page(root)
    assert "뜻 글" in (root / "site/glossary.html").read_text("utf-8")
    assert len(built.report["problems"]) == 2, built.err


def test_a_failed_notebook_and_a_dead_link_are_both_gone_past(build_course: BuildCourse) -> None:
    code = SMALLEST_COURSE["lessons/a/notebook.md"].replace("print(1 + 1)", "1 / 0")
    root = build_course(
        {
            "lessons/a/notebook.md": code,
            **lesson("b", "둘째 수업", prose="## 마디\n\n[글](#없음)\n"),
            **track("first", "첫 과정", "a", "b"),
        }
    )
    built = run_cli(root, "build", "--keep-going")
    assert built.code == 1
    assert {one["rule"] for one in built.report["problems"]} == {"link-exists", "notebook-runs"}
    assert "<p>글</p>" in page(root, "b")
    assert (root / "site/lessons/a.html").exists()


def test_what_cannot_be_read_stops_a_build_all_the_same(build_course: BuildCourse) -> None:
    broken = json.dumps({"cells": 1})
    root = build_course({"lessons/a/notebook.ipynb": broken, "lessons/a/notebook.md": ""})
    assert run_cli(root, "build", "--keep-going").code == 1
    assert not (root / "site/index.html").exists()
