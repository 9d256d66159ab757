"""MyST directives and roles."""

from __future__ import annotations

import pytest

from showing import Show

GLOSSARY = {
    "curriculum/glossary.yml": "ai: {term: 인공지능, definition: 사람처럼 하는 기계}\n",
}
SOURCES = {
    "curriculum/sources.yml": (
        "x: {title: 엑스, url: 'https://example.org/x', checked: 2026-11-21}\n"
        "y: {title: 와이, url: 'https://example.org/y', checked: 2026-11-21}\n"
    ),
    "lessons/a/lesson.yml": (
        "title: 가\nsummary: 나\nformat: class\nminutes: 5\nlevel: beginner\n"
        "objectives: [다]\nsources: [y, x]\n"
    ),
}


@pytest.mark.parametrize(
    ("name", "kind", "title"),
    [
        ("note", "note", "알아 두기"),
        ("tip", "tip", "도움말"),
        ("important", "important info", "중요"),
        ("warning", "warning", "주의"),
        ("seealso", "seealso info", "함께 보기"),
    ],
)
def test_an_admonition_has_a_korean_title(show: Show, name: str, kind: str, title: str) -> None:
    html = show(f":::{{{name}}}\n가 **나**\n:::\n").html
    assert html == (
        f'<aside class="admonition {kind}"><p class="admonition-title">{title}</p>\n'
        "<p>가 <strong>나</strong></p>\n</aside>\n"
    )


def test_an_admonition_may_bring_its_title_and_hold_another(show: Show) -> None:
    html = show("::::{note} 내 *제목*\n:::{tip}\n안\n:::\n밖\n::::\n").html
    assert '<p class="admonition-title">내 <em>제목</em></p>' in html
    assert html.index('class="admonition tip"') < html.index("<p>밖</p>") < html.rindex("</aside>")


def test_an_admonition_may_be_folded(show: Show) -> None:
    html = show(":::{tip} 열기\n:class: dropdown\n\n안\n:::\n").html
    assert html.startswith('<details class="tip"><summary>열기</summary>')


def test_headings_in_an_admonition_have_addresses(show: Show) -> None:
    assert [one.id for one in show("## 밖\n\n:::{note}\n### 안\n:::\n").fragment.toc] == [
        "밖",
        "안",
    ]


def test_a_prompt_marks_its_variables(show: Show) -> None:
    html = show("```{prompt} 편지 <쓰기>\n[받는 사람]에게 [ ] [x] [a](b) & [일]\n```\n").html
    assert "<figcaption>편지 &lt;쓰기&gt;</figcaption>" in html
    assert (
        '<pre class="sd-prompt__text" tabindex="0">'
        '<span class="sd-var" data-name="받는 사람">[받는 사람]</span>에게 [ ] [x] [a](b) &amp; '
        '<span class="sd-var" data-name="일">[일]</span></pre>'
    ) in html
    assert '<button type="button" class="sd-copy" hidden>프롬프트 복사</button>' in html


def test_a_term_leads_to_the_glossary(show: Show) -> None:
    html = show("{term}`ai` {term}`기계 <ai>` {term}`없음 <none>`", files=GLOSSARY).html
    assert '<a class="sd-term" href="../glossary.html#ai">인공지능</a>' in html
    assert '<a class="sd-term" href="../glossary.html#ai">기계</a>' in html
    assert html.endswith(" 없음</p>\n")


def test_a_source_is_cited_by_its_number_in_the_lesson(show: Show) -> None:
    html = show("가 {source}`x` 나 {source}`y`", files=SOURCES).html
    assert '<a class="sd-cite" href="#source-x" aria-label="출처 [2]">[2]</a>' in html
    assert '<a class="sd-cite" href="#source-y" aria-label="출처 [1]">[1]</a>' in html


def test_a_source_outside_the_lessons_list_is_linked(show: Show) -> None:
    files = {
        **SOURCES,
        "lessons/a/lesson.yml": SOURCES["lessons/a/lesson.yml"].replace("y, x", "y"),
    }
    html = show("가 {source}`x` 나{source}`none`", files=files).html
    assert html == '<p>가 <a href="https://example.org/x" rel="noopener">엑스</a> 나</p>\n'


def test_small_roles_become_their_elements(show: Show) -> None:
    html = show("H{sub}`2`O x{sup}`<2>` {abbr}`AI (인공지능)` {math}`x^2`").html
    assert "H<sub>2</sub>O x<sup>&lt;2&gt;</sup>" in html
    assert '<abbr title="인공지능">AI</abbr>' in html
    assert '<math display="inline"' in html


def test_unknown_directives_and_roles_show_their_text(show: Show) -> None:
    html = show(":::{nonsense}\n<b>가</b>\n:::\n\n{nonsense}`나<`").html
    assert "&lt;b&gt;가&lt;/b&gt;" in html
    assert "<p>나&lt;</p>" in html
