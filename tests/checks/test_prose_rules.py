"""What rules say about prose: links, pictures, headings, roles and directives."""

from __future__ import annotations

import base64
import json
from datetime import date
from pathlib import Path

import pytest

from courses import BuildCourse
from pictures_whole import GIF
from seodang.checks.check_course import check_course
from seodang.course.loader import load_course
from seodang.documents.documents import Documents
from seodang.files.places import located
from seodang.problems import Place
from seodang.rules import RULES, Scope

PASTED = base64.b64encode(GIF.encode()).decode()
OTHER = (
    "title: 둘째 수업\nsummary: 요약입니다.\nformat: class\nminutes: 30\nlevel: beginner\n"
    "objectives: [하나]\nstatus: draft\nnotebook_was: [옛-이름.ipynb]\n"
)
COURSE = {
    "curriculum/glossary.yml": "hallucination:\n  term: 환각\n  definition: 지어내는 일입니다.\n",
    "curriculum/pages/about.md": "# 안내\n\n## 만든 사람들\n",
    "lessons/b/lesson.yml": OTHER,
    "lessons/b/notebook.md": "## 고쳐 쓰기\n\n본문입니다.\n\n## 고쳐 쓰기\n\n## Write Anew\n",
    "lessons/a/images/a.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>\n",
    "lessons/a/data/표 하나.csv": "1\n",
    "exercises/voice.yml": "kind: reflect\nquestion: 무엇입니까?\n",
}


def said(root: Path) -> list[str]:
    course, problems = load_course(root)
    found = located(root, problems + check_course(Documents(course), date(2026, 11, 21)))
    of_texts = [problem for problem in found if RULES[problem.rule].scope is not Scope.COURSE]
    places = [
        (problem, problem.where) for problem in found if problem.is_error or problem in of_texts
    ]
    return [
        f"{where.line}:{where.column} [{problem.rule}] {problem.message} / {problem.fix}"
        for problem, where in places
        if isinstance(where, Place)
    ]


SOUND = [
    "[둘째](../b/notebook.md)",
    "[둘째](../b/notebook.md#고쳐-쓰기)",
    "[둘째](../b/notebook.md#고쳐-쓰기-1)",
    "[둘째](../b/notebook.md#%EA%B3%A0%EC%B3%90-%EC%93%B0%EA%B8%B0)",
    "[위로](#시작)",
    "[둘째](<../b/notebook.md#고쳐 쓰기>) [영어](../b/notebook.md#Write-Anew)",
    "[이름 그대로](옛-이름.ipynb) [둘째](../elsewhere/b.ipynb#Write-Anew)",
    "[안내](../../curriculum/pages/about.md#만든-사람들)",
    "[자료](<data/표 하나.csv>)",
    "[자료](data/표%20하나.csv)",
    "[밖](https://example.org/없음) <https://example.org> [편지](mailto:a@example.org)",
    "[참조][둘]\n\n[둘]: ../b/notebook.md",
    "`[코드](없음.md)`",
    "```\n[코드](없음.md) ![](없음.png)\n```",
    '<a id="여기"></a> [여기](#여기)',
    "각주[^1]\n\n[^1]: [둘째](../b/notebook.md)",
    "{sub}`2` {sup}`2` {abbr}`AI (인공지능)` {math}`x`",
    ":::{figure} images/a.svg\n:alt: 격자\n\n{term}`환각 <hallucination>`\n:::",
    "```{image} images/a.svg\n:alt: 격자\n```",
    "> :::{note} 알림\n> 글\n> :::",
    "::::{note}\n:::{tip}\n글\n:::\n::::",
    ":::{exercise} voice\n:::\n\n[연습으로](#exercise-voice)",
]


@pytest.mark.parametrize("prose", SOUND)
def test_sound_prose_raises_no_problem(prose: str, build_course: BuildCourse) -> None:
    root = build_course({**COURSE, "lessons/a/notebook.md": f"## 시작\n\n{prose}\n"})
    assert said(root) == []


# Prose that begins on line 3, and what is said about it.
FAULTY = {
    "앞말 [둘째](../c/notebook.md)": "3:9 [link-exists] there is no '../c/notebook.md'",
    "[둘째](../b/notebook.ipynb)": "/ did you mean '../b/notebook.md'?",
    "[둘째](../b)": "/ did you mean '../b/notebook.md'?",
    "[둘째](../../lessons/b.html)": "/ did you mean '../b/notebook.md'?",
    "[둘째](b.html#고쳐-쓰기)": "/ did you mean '../b/notebook.md'?",
    "[둘째](../b/notebook.md#고쳐쓰기)": "/ did you mean '#고쳐-쓰기'?",
    "[위로](#Start)": "'lessons/a/notebook.md' has no heading with the address '#Start'",
    "[빈 곳]()": "3:1 [link-exists] this link leads nowhere",
    "[뿌리](/lessons/b/notebook.md)": "3:6 [link-exists] '/lessons/b/notebook.md' is not an address",
    "[밖](../../../secret.md)": "3:5 [link-exists] '../../../secret.md' is not an address",
    "[창](data\\a.csv)": "/ write / between folders on every system: data/a.csv",
    "[크게](../B/notebook.md)": "3:6 [link-exists] there is no '../B/notebook.md', but there is",
    "[참조][둘]\n\n[둘]: ../c/notebook.md": "3:1 [link-exists] there is no '../c/notebook.md'",
    "| 표 |\n|---|\n| [x](../c/notebook.md) |": "5:7 [link-exists]",
    "> 인용 [x](../c/notebook.md)": "3:10 [link-exists]",
    "- 하나\n\n  둘 [x](../c/notebook.md)": "5:9 [link-exists]",
    "글[^1]\n\n[^1]: 각주 [x](../c/notebook.md)": "5:14 [link-exists]",
    ":::{note} 알림\n둘째 줄 [x](../c/notebook.md)\n:::": "4:10 [link-exists]",
    '<a href="없음.md">글</a>': "3:1 [link-exists] there is no '없음.md'",
    '<img src="images/a.svg">': "3:1 [picture-has-alt] the picture 'images/a.svg' has no",
    "글 ![](images/a.svg)": "3:3 [picture-has-alt]",
    "![ ](images/a.svg)": "[picture-has-alt]",
    "```{figure} images/a.svg\n```": "3:13 [picture-has-alt]",
    ":::{image} images/a.svg\n:::": "/ say in one sentence what it shows: :alt: …",
    "![그림](../b/images/c.svg)": "3:7 [link-exists] there is no '../b/images/c.svg'",
    "![그림](attachment:a.png)": "3:7 [link-exists] this cell has no attached picture 'a.png'",
    "#### 깊이": "3:1 [heading-order] this heading has level 4, where level 3 comes next / write ###",
    "# 큰제목": "3:1 [heading-order] a heading with one # is the page's title, which it has already",
    "큰제목\n======": "3:1 [heading-order] a heading with one #",
    "[빠짐](05-없음.ipynb)": "/ write 'notebook_was: [\"05-없음.ipynb\"]' in the lesson.yml",
    "[빠짐](notebooks.md)": "3:6 [link-exists] there is no 'notebooks.md' / put the file there",
    "![Colab](https://colab.research.google.com/assets/colab-badge.svg)": "3:10 [badge-shown]",
    "{trem}`환각`": "3:1 [role-known] the role '{trem}' is not known here / did you mean '{term}'?",
    "{prf:ref}`x`": "/ write a link: [text](#heading)",
    "{cite:t}`x`": "/ list the source in curriculum/sources.yml",
    "{unknown-role}`x`": "/ use one of these:",
    ":::{tab-set}\n글\n:::": "/ write the parts below each other",
    "{term}`환각`": "/ name it by its id: {term}`환각 <hallucination>`",
    "{term}`환각 <halucination>`": "/ did you mean 'hallucination'?",
    "{source}`law`": "[reference-exists] the source 'law' is not in curriculum/sources.yml",
    ":::{exercise} voise\n:::": "3:4 [reference-exists] the exercise 'voise' does not exist",
    ":::{exercise}\n:::": "3:4 [reference-exists] this {exercise} names no exercise",
    ":::{exercise} voice\n:::\n\n:::{exercise} voice\n:::": "6:4 [exercise-once]",
    ":::{notes}\n글\n:::": "3:4 [directive-known] the directive '{notes}' is not known here",
    ":::note\n글\n:::": "3:1 [directive-known] ':::note' is not read here",
    "!!! warning\n    글": "3:1 [directive-known] '!!! warning' is not read here",
    '=== "탭"\n    글': "[directive-known]",
    ":::{note}\n글": "3:4 [directive-closed] the directive that opens here is never closed",
    "```{note}\n글\n``": "3:4 [directive-closed]",
    "- 목록\n\n  ```{code-cell}\n  print(1)\n  ```": "5:6 [directive-known]",
}


@pytest.mark.parametrize("prose", FAULTY)
def test_faulty_prose_is_explained_at_its_place(prose: str, build_course: BuildCourse) -> None:
    root = build_course({**COURSE, "lessons/a/notebook.md": f"## 시작\n\n{prose}\n"})
    problem, *others = said(root)
    assert FAULTY[prose] in problem
    assert others == []


def test_the_second_of_two_equal_links_has_its_own_place(build_course: BuildCourse) -> None:
    text = "[x](../c/notebook.md) [y](../c/notebook.md)\n"
    found = said(build_course({**COURSE, "lessons/a/notebook.md": text}))
    assert [line.split(" ")[0] for line in found] == ["1:5", "1:27"]


def test_a_link_to_a_broken_lesson_raises_no_second_problem(build_course: BuildCourse) -> None:
    root = build_course(
        {
            **COURSE,
            "lessons/a/notebook.md": "[둘째](../b/notebook.md#어디)\n",
            "lessons/b/lesson.yml": "title: x\n",
        }
    )
    assert {line.split("[")[1].split("]")[0] for line in said(root)} == {"key-required"}


def test_a_link_into_an_unreadable_notebook_raises_no_second_problem(
    build_course: BuildCourse,
) -> None:
    root = build_course(
        {
            **COURSE,
            "lessons/a/notebook.md": "[둘째](../b/notebook.md#어디)\n",
            "lessons/b/notebook.md": "---\nkernelspec: [\n---\n",
        }
    )
    assert [line.split("] ")[0] for line in said(root)] == ["2:14 [yaml-syntax"]


def test_prose_of_exercises_and_terms_is_checked_in_their_own_files(
    build_course: BuildCourse,
) -> None:
    root = build_course(
        {
            **COURSE,
            "curriculum/glossary.yml": "a:\n  term: 가\n  definition: 나 {term}`b` 다\n",
            "exercises/pick.yml": (
                "kind: choice\nquestion: |\n  무엇\n\n  ![](x.svg)\noptions:\n"
                "  - {text: 하나, correct: true, feedback: '맞습니다 [x](y.md)'}\n  - {text: 둘}\n"
            ),
        }
    )
    assert [line.split("] ")[0] for line in said(root)] == [
        "3:17 [reference-exists",
        "5:3 [link-exists",
        "5:3 [picture-has-alt",
        "7:51 [link-exists",
    ]


def test_an_ipynb_is_checked_line_by_line(build_course: BuildCourse) -> None:
    cell = {
        "cell_type": "markdown",
        "id": "a",
        "metadata": {},
        "source": ["## 시작\n", "\n", '"따옴표" [x](y.md)'],
        "attachments": {"a.png": {"image/gif": PASTED}},
    }
    shown = {**cell, "id": "b", "source": ["![그림](attachment:a.png)"]}
    notebook = {"cells": [cell, shown], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    root = build_course(
        {
            **COURSE,
            "lessons/a/notebook.md": "",
            "lessons/a/notebook.ipynb": json.dumps(notebook, ensure_ascii=False, indent=1) + "\n",
        }
    )
    [line] = said(root)
    assert line.startswith(
        "10:18 [link-exists] text cell 1, line 3: there is no 'y.md' / put the file there"
    )


def test_cells_that_no_page_shows_are_not_checked(build_course: BuildCourse) -> None:
    text = '+++ {"tags": ["remove-cell"]}\n\n[x](y.md) ![](z.png)\n\n+++\n\n## 시작\n'
    assert said(build_course({**COURSE, "lessons/a/notebook.md": text})) == []
