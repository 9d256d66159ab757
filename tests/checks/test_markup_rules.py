"""What would look wrong on a page, or be missing there, is told at its line with what is right."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from courses import BuildCourse
from seodang.checks.check_course import check_course
from seodang.course.loader import load_course
from seodang.documents.documents import Documents
from seodang.files.places import located
from seodang.problems import Place

EXERCISE = "kind: reflect\nquestion: 무엇입니까?\n"
FILES = {
    "exercises/a.yml": EXERCISE,
    "exercises/b.yml": EXERCISE,
    "lessons/a/data/내 자료.csv": "1\n",
    "lessons/a/data/a#b.csv": "1\n",
}


def said(root: Path) -> list[str]:
    course, problems = load_course(root)
    found = located(root, problems + check_course(Documents(course), date(2026, 11, 21)))
    return [
        f"{one.where.line}:{one.where.column} {one.severity} [{one.rule}] {one.message} / {one.fix}"
        for one in found
        if isinstance(one.where, Place) and one.rule != "exercise-used"
    ]


def in_lesson(build_course: BuildCourse, prose: str, files: Mapping[str, str] = FILES) -> list[str]:
    return said(build_course({**files, "lessons/a/notebook.md": f"## 시작\n\n{prose}\n"}))


# Prose that begins on line 3, and what is said about it.
AS_TEXT = {
    "##제목": "3:1 warning [markup-read] this is no heading: a space is missing after the signs # / write ## 제목",
    "글\n###제목": "4:1 warning [markup-read] this is no heading",
    "글 __굵게__는 글": "3:3 warning [markup-read] '__굵게__' is not read as markup; it shows as it is written / write **굵게**",
    "_기울임_이다": "/ write *기울임*",
    "** 굵게 **": "/ write **굵게**",
    "**굵게는": "3:1 warning [markup-read] '**' stands alone here",
    "- 좋아요 :smile:": "3:7 warning [markup-read] ':smile:' is not read as markup",
    "글[^zz]": "3:2 warning [markup-read] there is no footnote '[^zz]'",
    "{# 나만 볼 글 #}": "/ remove it; a remark for authors is written <!-- … -->",
    "{% if x %}": "3:1 warning [markup-read] '{% if x %}' is not read",
    "[새 창](https://example.org/){target=_blank}": "3:28 warning [markup-read] '{target=_blank}'",
    "## 제목 {#여기} {.red}": "3:13 warning [markup-read] '{.red}' is not read",
    "{term}환각": "3:1 warning [markup-read] '{term}' names nothing",
    "{term} `환각`": "3:1 warning [markup-read] '{term}' names nothing",
    "[내려받기][자료]": "3:1 warning [markup-read] '[내려받기][자료]' is no link: there is no line '[자료]: address'",
    "보기 https://example.org/위키": "3:4 warning [markup-read] nobody can tell where the address",
    "| 가 | 나 |\n| 1 | 2 |": "3:1 warning [markup-read] this is no table: the line below its first one is missing / write |---|---| below this line",
    "| 가 || 나 |\n|---||---|\n| 1 || 2 |": "4:1 warning [markup-read] this is no table: its second line does not have as many columns as its first / write |---|---|---| as its second line",
    "가 | 나\n--- | --- | ---\n1 | 2": "4:1 warning [markup-read]",
    "+---+---+\n| 가 | 나 |\n+---+---+": "3:1 warning [markup-read] a table of this form is not read",
    "  이름    수\n------- ----\n  가       1": "4:1 warning [markup-read] a table of this form is not read",
    "------- ----\n가       1\n나       2\n------- ----": "3:1 warning [markup-read] a table of this form is not read",
    "-하나\n-둘": "3:1 warning [markup-read] these lines are no list: a space is missing after the sign / write - 하나",
    "1.하나\n2.둘": "/ write 1. 하나",
    "한 줄\n두 줄\n---": "3:1 warning [markup-read] all of this paragraph is a heading",
    "```python\n:tags: [hide-input]\nprint(1)\n```": "3:4 warning [markup-read] options of a code cell",
}
CUT = {
    '글 <iframe src="https://a.example/v"></iframe>': "3:3 warning [prose-shown] the element <iframe> is left out of pages / write its address as a link: [title](https://a.example/v)",
    '<video controls src="a.mp4"></video>': "/ write its address as a link: [title](a.mp4)",
    "글\n\n<form>\n<b>x</b>\n</form>": "5:1 warning [prose-shown] the element <form> is left out of pages / put in an exercise",
    '<svg width="1"><circle r="1"/></svg>': "3:1 warning [prose-shown] the element <svg> is left out of pages / save the drawing",
    "<div>\n<topic>글</topic>\n</div>": "4:1 warning [prose-shown] the element <topic> is left out of pages / remove it, or write it as text between backticks: `<topic>`",
    '<p style="color: red">글</p>': "3:1 warning [prose-shown] 'style=' of <p> has no effect",
    '<p align="center">글</p>': "3:1 warning [prose-shown] 'align=' of <p> has no effect",
    '<div class="alert alert-info">글</div>': "3:1 warning [prose-shown] a box made with class=",
    "<font color=red>글</font>": "3:1 warning [prose-shown] the element <font> is left out",
    "<style>p {color: red}</style>": "3:1 warning [prose-shown] the element <style> is left out",
    "<!-- 닫지 않음\n\n글": "3:1 warning [prose-shown] the remark that opens here is never closed",
    "%는 백분율입니다.": "3:1 warning [prose-shown] a line that begins with % is a remark",
    "| 가 | 나 |\n|---|---|\n| 1 | 2 | 3 |": "5:11 warning [prose-shown] this row has more cells than the table has columns: '3' is not shown",
    "글\n\n[^1]: 쓰이지 않은 각주": "5:1 warning [prose-shown] nothing leads to the footnote [^1]",
    "글[^1]\n\n[^1]: 하나\n\n[^1]: 둘": "5:1 warning [prose-shown] a second footnote below is called [^1] too",
    "[참고]: 아래": "3:1 warning [prose-shown] this line is taken for the address of a link, and is not shown / put a backslash before it: \\[참고]: 아래",
    "```{raw-cell}\n그대로\n```": "4:1 warning [prose-shown] a raw cell is not shown",
}
WRONG = {
    "[내려받기](data/내 자료.csv)": "3:1 error [link-exists] this is no link: there are spaces in its address / put the address in angle brackets: (<data/내 자료.csv>)",
    "![사진](images/내 사진.png)": "3:1 error [link-exists] this is no link",
    "[자료](data/a%23c.csv)": "3:6 error [link-exists] there is no 'data/a#c.csv'",
    "[자료](data/a#b.csv)": "3:6 error [link-exists] in an address # and ? end the name of the file / write data/a%23b.csv",
    "![사진](file:///C:/a.png)": "3:1 error [link-exists] 'file:///C:/a.png' is an address of your own computer",
    "::{exercise} a\n:::": "3:1 error [directive-known] '::{exercise} a' is not read here; it would show as plain text / write ':::{exercise} a', the text below it",
    ":::exercise a\n:::": "/ write ':::{exercise} a', the text below it",
    '!!! note "제목"\n    글': "3:1 error [directive-known] '!!! note \"제목\"' is not read here; it would show as plain text / write ':::{note} 제목'",
    '글\n??? tip "제목"': "4:1 error [directive-known]",
    "글\n\n:::": "5:1 error [directive-closed] this ':::' closes nothing",
    "```python\nprint(1)\n\n## 나\n\n글": "3:1 error [directive-closed] the block of code that opens here is never closed",
    "- 가\n\n  ```python\n  x\n\n글": "5:3 error [directive-closed] the block of code",
    "```python\nx\n\n글\n\n```python\ny\n```": "3:1 error [directive-closed] the block of code",
    ":::{exercise} a\n\n글\n\n:::{exercise} b\n:::": "3:4 error [directive-closed] the directive that opens here is never closed",
    ":::{note}\n글\n\n:::{exercise} b\n:::\n\n[없음](#없음)": "3:4 error [directive-closed]",
    ":::{note}\n:::{tip}\n글\n:::\n:::\n\n글": "3:4 error [directive-closed]",
    "- 목록\n\n  ```{code-cell} python\n  print(1)\n  ```": "5:6 error [directive-known] a code cell within a list, a quotation or a box does not run / begin its ``` at the left edge",
}


@pytest.mark.parametrize("prose", [*AS_TEXT, *CUT, *WRONG])
def test_it_is_told_once_at_its_place_with_what_is_right(
    prose: str, build_course: BuildCourse
) -> None:
    problem, *others = in_lesson(build_course, prose)
    assert {**AS_TEXT, **CUT, **WRONG}[prose] in problem
    assert others == []


SOUND = [
    "글 `{width=50%}` `##제목` `:smile:` `[^zz]` `__굵게__는` `<iframe>` `[가](나 다.csv)`",
    "```\n##제목\n{# c #}\n| 가 | 나 |\n| 1 | 2 |\n[^1]: 글\n[참고]: 아래\n<iframe>\n```",
    "    ##제목\n    <iframe>\n",
    "````\n```python\n````",
    "```{prompt}\n##제목\n[내용][대상] :smile: {# c #}\n| 가 |\n| 나 |\n```",
    r"\[^zz] \__굵게__는 \*\*굵게 \{width=50%} \:smile: \##제목 \[가](나 다.csv)",
    "#나눔 #봉사",
    "__init__은 snake_case_이름, file_이름_끝, 2**3**2, a ** b ** c",
    "10:30:20 a:b:c 비율 16:9",
    "[1][2] arr[i][j] [가](나 다)",
    "| 가 | 나 |\n|---|---|\n| 1 \\| 2 | 3 |\n| 4 |",
    "| 가 | 나 |\n| :--- | ---: |\n| 1 | 2 |\n",
    "> | 가 | 나 |\n> |---|---|\n> | 1 | 2 |",
    "|x|는 절댓값이고\n|y|도 그렇습니다",
    "-5도에서\n+3도까지",
    "제목\n---",
    "글\n\n---\n\n글\n\n- - -\n\n글",
    "% 작성자에게 남기는 글",
    "<!-- 작성자에게\n\n남기는 글 -->\n\n글",
    "글[^1] [가][나]\n\n[^1]: 각주\n\n[나]: https://example.org/",
    "??? 이게 뭐지\n\n=== 끝 ===",
    "<details><summary>펼치기</summary>\n\n글\n\n</details> <kbd>Ctrl</kbd> <br> H<sub>2</sub>O",
    '<img src="../a/images/a.svg" alt="격자" width="10">',
    "<topic>에 대해 2026. 3. 1. https://example.org/ 보기",
    "> [!NOTE]\n> 글",
    "[자료](data/a%23b.csv) [자료](<data/내 자료.csv>)",
    "::::{note}\n:::{tip}\n글\n:::\n::::",
    ":::{note}\n```python\nx = 1\n```\n:::",
    "- 가\n\n  ```python\n  x = 1\n  ```\n",
    "- ```python\n  x = 1\n  ```\n",
    "{math}`x_1` $a_1$ 1~2시간 ~~지움~~ $5, $6",
    "(여기)=\n\n글 [위로](#여기)",
    "용어\n: 뜻\n",
]


@pytest.mark.parametrize("prose", SOUND)
def test_what_is_right_or_stands_in_code_is_not_told(prose: str, build_course: BuildCourse) -> None:
    svg = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>\n"
    assert in_lesson(build_course, prose, {**FILES, "lessons/a/images/a.svg": svg}) == []


def test_a_swallowed_heading_makes_no_link_dead(build_course: BuildCourse) -> None:
    other = "title: 둘\nsummary: 셋\nformat: class\nminutes: 5\nlevel: beginner\nobjectives: [넷]\n"
    files = {
        "lessons/b/lesson.yml": other + "status: draft\n",
        "lessons/b/notebook.md": "## 가\n\n[나](../a/notebook.md#나)\n",
    }
    [problem] = in_lesson(build_course, "```\n\n## 나\n", {**FILES, **files})
    assert "[directive-closed]" in problem


@pytest.mark.parametrize("text", ["", "---\nkernelspec: {name: python3}\n---\n", "<!-- -->"])
def test_a_lesson_without_a_word_is_told(text: str, build_course: BuildCourse) -> None:
    root = build_course({})
    (root / "lessons/a/notebook.md").write_text(text, "utf-8")
    assert [line.split(" / ")[0] for line in said(root)] == (
        [] if "<" in text else ["1:1 warning [page-has-text] there is nothing on this page"]
    )


def test_a_draft_may_be_empty_and_a_page_may_not(build_course: BuildCourse) -> None:
    root = build_course({"curriculum/pages/about.md": "\n", "lessons/b/notebook.md": "\n"})
    lesson = (root / "lessons/a/lesson.yml").read_text("utf-8").replace("첫", "둘째")
    (root / "lessons/b/lesson.yml").write_text(lesson + "status: draft\n", "utf-8")
    assert [line.split("]")[0] for line in said(root)] == ["1:1 warning [page-has-text"]


def test_a_raw_cell_and_an_open_fence_of_an_ipynb_are_told(build_course: BuildCourse) -> None:
    cells = [
        {"cell_type": "raw", "id": "a", "metadata": {}, "source": ["그대로\n", "보일 글"]},
        {"cell_type": "markdown", "id": "b", "metadata": {}, "source": "```python\nprint(1)"},
        {"cell_type": "markdown", "id": "c", "metadata": {}, "source": "글"},
    ]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    text = json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"
    root = build_course({"lessons/a/notebook.md": "", "lessons/a/notebook.ipynb": text})
    assert [line.split(" / ")[0] for line in said(root)] == [
        "8:5 warning [prose-shown] raw cell 1, line 1: a raw cell is not shown",
        "16:14 warning [directive-closed] text cell 1, line 1: the block of code that opens here is never closed",
    ]


def test_a_code_cell_of_a_page_is_told_where_it_runs(build_course: BuildCourse) -> None:
    page = "# 안내\n\n```{code-cell} python3\nprint(1)\n```\n"
    [told] = said(build_course({"curriculum/pages/about.md": page}))
    assert "3:4 error [directive-known] code cells run in the notebooks of lessons only" in told


def test_exercises_and_terms_are_looked_at_too(build_course: BuildCourse) -> None:
    files = {
        "exercises/a.yml": "kind: reflect\nquestion: |\n  <iframe></iframe>\n\n  글[^1] ##\n",
        "curriculum/glossary.yml": "a:\n  term: 가\n  definition: 나 __다__는\n",
    }
    assert [line.split("]")[0] for line in said(build_course(files))] == [
        "3:17 warning [markup-read",
        "2:11 warning [prose-shown",
        "5:4 warning [markup-read",
    ]
