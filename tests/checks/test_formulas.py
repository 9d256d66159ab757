"""Every formula that a page could not show is found by `check`, at its line and column."""

from __future__ import annotations

import json

import pytest

from checks.test_markup_rules import in_lesson, said
from courses import BuildCourse, run_cli

# Prose that begins on line 3, and where what is wrong with its formula is told.
PLACES = {
    "가 $\\foo x$ 나": "3:3",
    "가 $a$ 나 $a$ 다\n라 $\\frac{1$": "4:3",
    "$$\na = b \\\\\nc = \\foo\n$$": "5:5",
    "$$ \\foo $$": "3:4",
    "글 $$\\foo$$ 글": "3:3",
    "```{math}\n:label: eins\n\\begin{nothing}\na\n\\end{nothing}\n```": "5:1",
    "\\begin{align}\na &= b \\\\\nc &= \\SI{3}{m}\n\\end{align}": "5:6",
    "{math}`a_`": "3:1",
    ":::{note} 상자 $\\foo$\n글\n:::": "3:14",
    ":::{note}\n글 $\\foo$\n:::": "4:3",
    "- 하나\n  - 둘 $\\foo$": "4:7",
    "| 가 | $\\foo$ |\n|---|---|\n| 나 | 다 |": "3:7",
    "> $\\foo$": "3:3",
    "글[^a]\n\n[^a]: $\\foo$": "5:7",
    "**$\\foo$**": "3:3",
}


@pytest.mark.parametrize("prose", PLACES)
def test_a_formula_that_cannot_be_read_is_told_at_its_place(
    build_course: BuildCourse, prose: str
) -> None:
    (told,) = in_lesson(build_course, prose, {})
    assert told.startswith(f"{PLACES[prose]} error [formula-readable] ")


def test_a_formula_of_an_exercise_and_of_a_term_is_told_in_its_file(
    build_course: BuildCourse,
) -> None:
    files = {
        "exercises/a.yml": "kind: reflect\nquestion: |\n  하나\n  둘 $\\foo$\n",
        "curriculum/glossary.yml": "a:\n  term: 가\n  definition: 나 $\\foo$\n",
    }
    told = said(build_course(files))
    assert [one.split(" / ")[0] for one in told] == [
        "3:17 error [formula-readable] formulas do not know the command '\\foo'",
        "4:5 error [formula-readable] formulas do not know the command '\\foo'",
    ]


def test_a_formula_of_a_notebook_is_told_in_its_cell(build_course: BuildCourse) -> None:
    cells = [{"cell_type": "markdown", "metadata": {}, "source": ["## 시작\n", "\n", "$\\foo$"]}]
    notebook = {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    text = json.dumps(notebook, indent=1, ensure_ascii=False)
    line = next(n for n, one in enumerate(text.splitlines(), 1) if "foo" in one)
    root = build_course({"lessons/a/notebook.ipynb": text, "lessons/a/notebook.md": ""})
    (told,) = [one for one in said(root) if "[formula-readable]" in one]
    assert told.startswith(f"{line}:")


@pytest.mark.parametrize(
    ("latex", "fix"),
    [
        ("\\ce{H2O}", "\\mathrm{H_2O}"),
        ("\\SI{3}{km}", "3\\,\\mathrm{km}"),
        ("a = \\eqref{b}", "{eq}`its-label`"),
        ("a & b", "\\begin{align} … \\end{align}"),
    ],
)
def test_what_to_write_instead_is_told(build_course: BuildCourse, latex: str, fix: str) -> None:
    (told,) = in_lesson(build_course, f"${latex}$", {})
    assert fix in told.partition(" / ")[2]


@pytest.mark.parametrize(
    ("prose", "place"),
    [
        ("값은 $5이고 다른 것은 3$입니다", "3:4"),
        ("It costs $5 and mine costs 3$ today", "3:10"),
        ("식 $x가 y보다 크다$", "3:3"),
        ("띄운 $ x_i 는 값 $", "3:4"),
        ("띄운 $ \\alpha 와 $", "3:4"),
    ],
)
def test_dollar_signs_that_may_mean_something_else_are_told(
    build_course: BuildCourse, prose: str, place: str
) -> None:
    (told,) = in_lesson(build_course, prose, {})
    assert told.startswith(f"{place} warning [markup-read] ")


@pytest.mark.parametrize(
    "prose",
    [
        "커피는 $5, 차는 $4이다. $10에서 $20 사이. US$5와 $10.",
        "$ x $, 5$x$, $x$2, $5$, $2x$, $ a + b $",
        "$\\text{넓이는 x} = a \\times b$ 그리고 $\\mathrm{ab cd}$",
        "\\$5이고 3\\$입니다, `$ \\alpha 와 $`",
    ],
)
def test_formulas_and_prices_that_are_clear_are_not(build_course: BuildCourse, prose: str) -> None:
    assert in_lesson(build_course, prose, {}) == []


def test_what_check_passes_is_built_and_what_it_tells_is_told_once(
    build_course: BuildCourse,
) -> None:
    root = build_course({"lessons/a/notebook.md": "## 식\n\n가 $\\foo$ 나\n"})
    checked, built = run_cli(root, "check"), run_cli(root, "build")
    assert checked.code == built.code == 1
    assert checked.report["problems"] == built.report["problems"]
    assert len(built.report["problems"]) == 1
