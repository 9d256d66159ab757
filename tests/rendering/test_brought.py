"""What notebooks bring that were written for Jupyter, Colab or Jupyter Book."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import pytest

from pictures_whole import picture
from showing import Show

GRID = "iVBORw0KGgoAAAANSUhEUgAAAAgAAAAGCAIAAABxZ0isAAAAEUlEQVR4nGM4IWeDFTEMpAQACeY2YR3cc9cAAAAASUVORK5CYII="


def ipynb(*cells: dict[str, Any], minor: int = 5, **metadata: Any) -> dict[str, str]:
    value = {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": minor}
    return {"lessons/a/notebook.ipynb": json.dumps(value, ensure_ascii=False)}


def prose(text: str, **more: Any) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "source": text, **more}


@pytest.mark.parametrize("title", ["첫 수업", "다른 제목", "첫\n수업\n==="])
def test_the_title_of_a_notebook_is_not_written_again_and_links_to_it_lead_to_the_top(
    title: str, show: Show
) -> None:
    written = title if title.endswith("===") else f"# {title}"
    page = show(f"{written}\n\n## 하나\n\n글\n").html
    assert "<h2" in page
    assert page.count("<h2") == 1
    assert "<h1" not in page
    assert page.startswith('<div id="')


def test_a_later_heading_of_level_1_is_shown_below_the_title(show: Show) -> None:
    page = show("# 첫 수업\n\n# 하나\n\n글\n").html
    assert '<h2 id="하나">하나' in page


@pytest.mark.parametrize(
    ("stored", "address"),
    [
        ("그림.png", "그림.png"),
        ("그림.png", "%EA%B7%B8%EB%A6%BC.png"),
        ("%EA%B7%B8%EB%A6%BC.png", "%EA%B7%B8%EB%A6%BC.png"),
        (unicodedata.normalize("NFD", "그림.png"), "그림.png"),
        ("Screenshot 1.png", "Screenshot%201.png"),
    ],
)
@pytest.mark.parametrize("form", ["![그림](attachment:{})", '<img src="attachment:{}" alt="그림">'])
@pytest.mark.parametrize("lines", [False, True])
def test_a_pasted_picture_is_shown_however_its_name_and_data_are_written(
    stored: str, address: str, form: str, show: Show, *, lines: bool
) -> None:
    data = [GRID[:40], GRID[40:]] if lines else GRID
    cell = prose(form.format(address), attachments={stored: {"image/png": data}})
    shown = show("", files=ipynb(cell))
    assert shown.problems == []
    assert 'alt="그림"' in shown.html
    assert shown.fragment.assets[0].name.endswith(".png")


CODE = "```{{code-cell}} ipython3\n:tags: [{}]\n\nprint('결과')\n```\n"
RESULT = {1: [{"output_type": "stream", "name": "stdout", "text": "나온 것\n"}]}


@pytest.mark.parametrize(
    ("tag", "code", "result", "folded"),
    [
        ("remove-input", False, True, 0),
        ("remove-output", True, False, 0),
        ("remove-stdout", True, False, 0),
        ("remove-stderr", True, True, 0),
        ("remove-cell", False, False, 0),
        ("hide-input", True, True, 1),
        ("hide-output", True, True, 1),
        ("hide-cell", True, True, 1),
    ],
)
def test_a_tag_does_what_it_does_in_jupyter_book(
    tag: str, folded: int, show: Show, *, code: bool, result: bool
) -> None:
    page = show(CODE.format(tag), RESULT).html
    assert ("print" in page, "나온 것" in page, page.count("<details")) == (code, result, folded)


def test_a_hidden_cell_folds_its_code_and_its_result_together(show: Show) -> None:
    page = show(CODE.format("hide-cell"), RESULT).html
    assert page.index("코드와 결과 보기") < page.index("print") < page.index("나온 것")
    assert page.index("나온 것") < page.index("</details>")


FORMULAS = [
    "$ x $",
    "값은 5$x$입니다",
    "$x$2",
    "$ \\alpha + 1 $",
    "$ x^2 $가",
    "$ \\text{만약 } x = 1 $",
    "\\begin{align}\na &= 1 \\\\\nb &= 2\n\\end{align}",
    "글\n\\begin{align*}\na &= 1\n\\end{align*}",
    "\\begin{equation}\n\\label{eq:a}\nx = 1 \\nonumber\n\\end{equation}",
    "\\begin{gather}\nx = 1\n\\end{gather}",
    "```{math}\n:label: mean\n\nx = 1\n```",
    "```{math}\n---\nlabel: mean\n---\nx = 1\n```",
    "```{math} x = 1\n```",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_read_where_jupyter_reads_it(text: str, show: Show) -> None:
    shown = show(f"## 가\n\n{text}\n")
    assert shown.problems == []
    assert shown.html.count("<math ") == 1
    assert "$" not in shown.html.replace("alttext", "")


PRICES = [
    "사과는 $5, 배는 $10입니다.",
    "$5 - $10",
    "5$ - 10$",
    "It costs $ 5 for x and $ 6 for y.",
    "$5 = 6,000원이고 $10 = 12,000원입니다.",
    "값은 $5 and x_1, or $6",
    "US$5 = AU$7",
    "`$ x $`",
    "\\$ x \\$",
    "$ 가 = 나 $",
    "$ $",
    "혼자 $",
]


@pytest.mark.parametrize("text", PRICES)
def test_a_price_is_no_formula(text: str, show: Show) -> None:
    shown = show(f"{text}\n")
    assert shown.problems == []
    assert "<math" not in shown.html


def test_a_block_of_options_is_read_as_lines_of_options(show: Show) -> None:
    block = (
        "```{figure} images/a.png\n---\nalt: 격자 \nname: fig-grid\n# 설명\n---\n그림 설명\n```\n"
    )
    lines = "```{figure} images/a.png\n:alt: 격자\n:name: fig-grid\n\n그림 설명\n```\n"
    files = {"lessons/a/images/a.png": picture("PNG")}
    shown = show(block, files=files)
    assert shown.html == show(lines, files=files).html
    assert '<figure class="sd-figure" id="fig-grid">' in shown.html
    assert 'alt="격자"' in shown.html
    assert "<hr>" not in shown.html


def test_a_rule_at_the_beginning_of_a_box_stays_one(show: Show) -> None:
    page = show(":::{note}\n---\n이것은 글입니다.\n\n둘째.\n:::\n").html
    assert "<hr>" in page
    assert "이것은 글입니다." in page


def test_directives_of_jupyter_book_show_what_they_hold(show: Show) -> None:
    page = show(
        "```{index} single: 낱말\n```\n\n{index}`낱말`은\n\n:::{dropdown} 열기\n안쪽\n:::\n\n"
        "```{code-block} python\n:linenos:\n\nx = 1\n```\n"
    ).html
    assert "single" not in page
    assert "<p>낱말은</p>" in page
    assert '<details class="note"><summary>열기</summary>' in page
    assert "linenos" not in page
    assert 'class="highlight"' in page or "<pre" in page


@pytest.mark.parametrize(
    "badge",
    [
        "[![코랩에서 열기](https://colab.research.google.com/assets/colab-badge.svg)](https://x.org/a)",
        '<a href="https://x.org/a"><img src="https://mybinder.org/badge_logo.svg" alt="코랩에서 열기"></a>',
    ],
)
def test_a_badge_of_another_host_leaves_its_link(badge: str, show: Show) -> None:
    shown = show(f"글 {badge}\n")
    assert shown.problems == []
    assert "<img" not in shown.html
    assert "코랩에서 열기</a>" in shown.html


def test_a_badge_without_words_leaves_the_name_of_its_host(show: Show) -> None:
    page = show("[![](https://mybinder.org/badge_logo.svg)](https://x.org/a)\n").html
    assert ">x.org</a>" in page


def test_the_description_of_a_picture_that_is_left_out_is_text(show: Show) -> None:
    attack = '<img alt="&lt;script&gt;x&lt;/script&gt;" src="https://mybinder.org/badge.svg">'
    page = show(f"글 {attack}\n").html
    assert "<script" not in page
    assert "&lt;script&gt;x&lt;/script&gt;" in page


def test_a_picture_in_html_without_a_description_has_an_empty_one(show: Show) -> None:
    page = show(
        '글 <img src="images/a.png" title="a > b">\n',
        files={"lessons/a/images/a.png": picture("PNG")},
    ).html
    assert '<img src="a/images/a.png" title="a &gt; b" alt="">' in page


def test_a_picture_in_the_html_of_an_output_wants_a_description(show: Show) -> None:
    html = f'<img src="data:image/png;base64,{GRID}">'
    output = {"output_type": "display_data", "data": {"text/html": html}, "metadata": {}}
    [problem] = show("```{code-cell}\n1\n```\n", {1: [output]}).problems
    assert problem.rule == "picture-has-alt"


def test_a_notebook_of_format_3_is_shown(show: Show) -> None:
    cells = [
        {"cell_type": "heading", "level": 2, "metadata": {}, "source": ["하나 ", "둘"]},
        {"cell_type": "markdown", "metadata": {}, "source": "글"},
        {
            "cell_type": "code",
            "input": ["x = 1"],
            "language": "python",
            "prompt_number": 3,
            "outputs": [],
        },
    ]
    old = {"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0}
    file = {**old, "worksheets": [{"cells": cells[:1]}, {"cells": cells[1:]}]}
    page = show("", files={"lessons/a/notebook.ipynb": json.dumps(file)}).html
    assert page.index("하나 둘") < page.index("<p>글</p>") < page.index('<div class="sd-cell">')


def test_a_link_to_a_former_sibling_leads_to_its_lesson(show: Show) -> None:
    files = {
        "lessons/05-operators/lesson.yml": LESSON,
        "lessons/05-operators/notebook.md": "## 글\n",
        "lessons/names/lesson.yml": LESSON + "notebook_was: [03-변수와 객체.ipynb]\n",
        "lessons/names/notebook.md": "## 글\n",
    }
    page = show("[하나](05-Operators.ipynb) [둘](03-변수와%20객체.ipynb#글)\n", files=files).html
    assert '<a href="05-operators.html">하나</a>' in page
    assert '<a href="names.html#%EA%B8%80">둘</a>' in page


LESSON = (
    "title: 가\nsummary: 나\nformat: class\nminutes: 5\nlevel: beginner\nobjectives: [다]\n"
    "status: draft\n"
)
