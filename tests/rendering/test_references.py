"""References show what they lead to: titles, words of headings, numbers of figures and formulas."""

from __future__ import annotations

import pytest

from pages.quiet_courses import lesson, page, published, quiet_course, track

DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
FIGURE = "```{figure} images/x.svg\n:name: fig:one\n:alt: 네모\n첫 *그림*이다.\n```\n"
PLAIN = "```{figure} images/x.svg\n:alt: 네모\n이름이 없다.\n```\n"
LIST = """\
```{list-table} 목록 **표**
:header-rows: 1
:stub-columns: 1
:name: tab

* - 가
  - 나
* - 다
  - - 하나
    - 둘
```
"""
TABLE = "```{table} 보통 표\n:name: tab2\n\n| 가 |\n|---|\n| 1 |\n```\n"
FORMULAS = (
    "$$\na = b\n$$ (eq-one)\n\n```{math}\n:label: eq-two\nx = y\n```\n\n"
    "\\begin{align}\na &= b \\label{row-a} \\\\\nc &= d \\label{row-b}\n\\end{align}\n\n$$\nz\n$$\n"
)
BOX = ":::{note} 상자의 제목\n:name: box\n글\n:::\n"
TARGETS = f"(start)=\n## 처음 하는 말\n\n{PLAIN}\n{FIGURE}\n{FORMULAS}\n{LIST}\n{TABLE}\n{BOX}\n"

SHOWN = {
    "{ref}`start`": '<a href="#start">처음 하는 말</a>',
    "{ref}`여기 <start>`": '<a href="#start">여기</a>',
    "{ref}`fig:one`": '<a href="#fig%3Aone">첫 그림이다.</a>',
    "{ref}`box`": '<a href="#box">상자의 제목</a>',
    "{numref}`fig:one`": '<a href="#fig%3Aone">그림 1</a>',
    "{numref}`그림 %s번 <fig:one>`": '<a href="#fig%3Aone">그림 1번</a>',
    "{numref}`{number}: {name} <fig:one>`": '<a href="#fig%3Aone">1: 첫 그림이다.</a>',
    "{numref}`tab`": '<a href="#tab">표 1</a>',
    "{numref}`tab2`": '<a href="#tab2">표 2</a>',
    "{eq}`eq-one`": '<a href="#equation-eq-one">(1)</a>',
    "{eq}`eq-two`": '<a href="#equation-eq-two">(2)</a>',
    "{eq}`row-b`": '<a href="#equation-row-b">(4)</a>',
    "$\\eqref{row-a}$": '<a href="#equation-row-a">(3)</a>',
    "$\\ref{row-a}$": '<a href="#equation-row-a">3</a>',
    "{doc}`05-B`": '<a href="b.html">둘째 수업</a>',
    "{doc}`이어서 <../b/notebook>`": '<a href="b.html">이어서</a>',
    "{ref}`far`": '<a href="b.html#far">먼 마디</a>',
    "{eq}`far-eq`": '<a href="b.html#equation-far-eq">(1)</a>',
    "[](#start)": '<a href="#start">처음 하는 말</a>',
    "[](#처음-하는-말)": ">처음 하는 말</a>",
    "[글](#far)": '<a href="b.html#far">글</a>',
    "[](#eq-one)": '<a href="#equation-eq-one">(1)</a>',
    "[](../b/notebook.md)": '<a href="b.html">둘째 수업</a>',
    "[](../b/notebook.md#먼-마디)": ">먼 마디</a>",
}


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Publish a lesson that refers to everything, and return its page."""
    prose = TARGETS + "".join(f"\n- {written}" for written in SHOWN) + "\n"
    files = {
        **lesson("a", "첫 수업", prose=prose),
        **lesson(
            "b",
            "둘째 수업",
            "notebook_was: [05-B.ipynb]\n",
            prose="(far)=\n## 먼 마디\n\n$$x$$ (far-eq)\n",
        ),
        **track("first", "첫 과정", "a", "b"),
        "lessons/a/images/x.svg": DRAWING,
    }
    root = quiet_course(tmp_path_factory.mktemp("references"), files)
    published(root)
    return page(root, "lessons/a.html")


@pytest.mark.parametrize("written", SHOWN)
def test_a_reference_shows_what_it_leads_to(html: str, written: str) -> None:
    number = list(SHOWN).index(written)
    item = html.partition("sd-neighbours")[0].split("<li>")[-len(SHOWN) :][number]
    assert SHOWN[written] in item


def test_what_has_a_name_shows_its_number_and_nothing_else_does(html: str) -> None:
    assert '<figcaption><span class="sd-number">그림 1</span> <p>첫 <em>그림</em>' in html
    assert "<figcaption><p>이름이 없다." in html
    assert '<figcaption><span class="sd-number">표 1</span> 목록 <strong>표</strong>' in html
    assert html.count('<span class="sd-number">(') == 2
    assert html.count("<mtext>(3)</mtext>") == html.count("<mtext>(4)</mtext>") == 1


def test_a_list_becomes_a_table_with_its_headers(html: str) -> None:
    assert '<tr><th scope="col">가</th>\n<th scope="col">나</th>\n</tr>' in html
    assert '<tr><th scope="row">다</th>\n<td><ul><li>하나</li>\n<li>둘</li>\n</ul>\n</td>' in html


def test_every_reference_leads_to_an_id_of_its_page(html: str) -> None:
    for anchor in ("start", "fig:one", "tab", "tab2", "box", "equation-eq-one", "equation-row-b"):
        assert html.count(f'id="{anchor}"') == 1
