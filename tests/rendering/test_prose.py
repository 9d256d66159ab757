"""Prose: what Markdown becomes."""

from __future__ import annotations

import pytest

from showing import Show


def test_headings_get_addresses_that_keep_hangul_and_stay_unique(show: Show) -> None:
    shown = show("## 정리 하기!\n\n가\n\n### 정리 하기\n")
    assert [(one.level, one.id, one.title) for one in shown.fragment.toc] == [
        (2, "정리-하기", "정리 하기!"),
        (3, "정리-하기-1", "정리 하기"),
    ]
    assert '<h2 id="정리-하기">정리 하기!<a class="headerlink" href="#정리-하기"' in shown.html


def test_a_heading_of_level_one_steps_back_behind_the_page_title(show: Show) -> None:
    assert "<h1" not in show("# 큰 제목\n").html


def test_tables_stand_in_a_container_that_scrolls(show: Show) -> None:
    html = show("| 이름 | 수 |\n|---|---:|\n| 가 | 1 |\n").html
    assert html.startswith('<div class="sd-table"><table>')
    assert '<th scope="col" class="sd-right">수</th>' in html
    assert "style=" not in html


def test_tasks_have_boxes_with_names(show: Show) -> None:
    html = show("- [ ] 전화하기\n- [x] 적기\n").html
    assert '<input type="checkbox" disabled aria-label="할 일"> 전화하기' in html
    assert '<input type="checkbox" disabled checked aria-label="마친 일"> 적기' in html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**70퍼센트가 ‘판별’**이었다고", "<strong>70퍼센트가 ‘판별’</strong>이었다고"),
        ("그는 **“그렇다”**라고 했다", "그는 <strong>“그렇다”</strong>라고 했다"),
        ("이것은**(중요)**하다", "이것은<strong>(중요)</strong>하다"),
        ("*a*나 *b*를", "<em>a</em>나 <em>b</em>를"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ('a**"b"**c', "a**&quot;b&quot;**c"),
    ],
)
def test_emphasis_ends_before_a_particle(show: Show, text: str, html: str) -> None:
    assert show(text).html == f"<p>{html.replace('&quot;', chr(34))}</p>\n"


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("notebook.md#끝", "a.html#%EB%81%9D"),
        ("../b/notebook.md", "b.html"),
        ("../b/notebook.ipynb#x", "b.html#x"),
        ("../b/", "b.html"),
        ("../../curriculum/pages/about.md", "../about.html"),
        ("../../curriculum/tracks/first.yml", "../tracks/first.html"),
        ("../../curriculum/glossary.yml", "../glossary.html"),
        ("#여기", "#%EC%97%AC%EA%B8%B0"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_links_lead_to_pages(show: Show, href: str, address: str) -> None:
    assert f'<a href="{address}">글</a>' in show(f"[글]({href})").html


def test_a_link_to_another_site_does_not_hand_over_the_window(show: Show) -> None:
    html = show("[글](https://example.org/?a=1&b=2)").html
    assert '<a href="https://example.org/?a=1&amp;b=2" rel="noopener">글</a>' in html


def test_a_linked_file_is_published_with_the_lesson(show: Show) -> None:
    shown = show("[자료](data/수.csv)", files={"lessons/a/data/수.csv": "1,2\n"})
    assert '<a href="a/data/%EC%88%98.csv">자료</a>' in shown.html
    assert shown.asset("a/data/수.csv") == b"1,2\n"


@pytest.mark.parametrize("path", [".env", "data/.secret", "../../.git/config", "/etc/passwd"])
def test_hidden_and_outside_files_are_never_published(show: Show, path: str) -> None:
    shown = show(f"[자료]({path})", files={"lessons/a/.env": "k", "lessons/a/data/.secret": "k"})
    assert shown.fragment.assets == ()


def test_a_linked_web_page_would_run_here_and_is_a_problem(show: Show) -> None:
    shown = show("[쪽](x.html)", files={"lessons/a/x.html": "<script>alert(1)</script>"})
    assert shown.fragment.assets == ()
    assert [problem.rule for problem in shown.problems] == ["file-publishable"]


def test_footnotes_gather_at_the_end_across_cells(show: Show) -> None:
    html = show(
        "가[^1]\n\n```{code-cell} ipython3\n1\n```\n\n나[^1]\n\n[^1]: 출처는 책이다.\n"
    ).html
    assert html.count('class="footnote-ref" href="#fn:1" aria-label="주 1"') == 2
    assert html.index("출처는 책이다") > html.index("나<sup")
    assert 'href="#fnref:1"' in html
    assert 'href="#fnref:1:1"' in html


def test_formulas_become_mathml(show: Show) -> None:
    shown = show("평균은 $\\frac{a+b}{2}$이다.\n\n$$\n\\text{합} = \\sum_{i} x_i\n$$\n")
    assert '<math display="inline" alttext="\\frac{a+b}{2}"><mrow><mfrac>' in shown.html
    assert '<div class="sd-math"><math display="block"' in shown.html
    assert shown.problems == []


@pytest.mark.parametrize(
    "latex",
    ["\\frac{1}", "\\unknown x", "{a", "a}", "x^", "\\begin{nothing}a\\end{nothing}", "\\left("],
)
def test_a_formula_that_cannot_be_read_stands_as_its_latex(show: Show, latex: str) -> None:
    shown = show(f"## 식\n\n가\n나 ${latex}$\n")
    assert shown.problems == []  # the checks tell of it
    assert f"<code>{latex}</code>" in shown.html


def test_a_price_is_no_formula(show: Show) -> None:
    assert "<math" not in show("$10에서 $20 사이이고, 커피는 $5, 차는 $4이다.").html


def test_a_script_in_a_formula_stays_text(show: Show) -> None:
    html = show("$\\text{<script>alert(1)</script>}$").html
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_code_in_prose_has_the_classes_of_the_theme(show: Show) -> None:
    html = show("```python\nx = 1\n```\n").html
    assert html.startswith('<div class="highlight"><pre><code><span class="n">x</span>')


def test_code_in_a_language_nobody_knows_stays_plain(show: Show) -> None:
    html = show("```elvish\n<a>\n```\n").html
    assert html == '<div class="highlight"><pre><code>&lt;a&gt;</code></pre></div>\n'


def test_the_plain_text_stands_below_its_headings(show: Show) -> None:
    shown = show(
        "먼저\n\n## 하나\n\n가 *나* `다`\n\n- 라\n- 마\n\n## 둘\n\n| 바 |\n|---|\n| 사 |\n"
    )
    assert [(one.anchor, one.title, one.text) for one in shown.fragment.index] == [
        ("", "", "먼저"),
        ("하나", "하나", "가 나 다\n라\n마"),
        ("둘", "둘", "바\n사"),
    ]
    assert shown.fragment.text == "먼저\n하나\n가 나 다\n라\n마\n둘\n바\n사"


def test_a_row_of_a_table_is_a_line_with_tabs_between_its_cells(show: Show) -> None:
    shown = show("| 가 | 나 |\n|---|---|\n| 다 | 라 마 |\n")
    assert shown.fragment.text == "가\t나\n다\t라 마"


def test_cells_for_instructors_and_removed_ones_are_not_shown(show: Show) -> None:
    shown = show(
        '보임\n\n+++ {"tags": ["instructor"]}\n\n## 정답표\n\n비밀[^1]\n\n[^1]: 각주\n\n+++\n\n끝\n\n'
        "```{code-cell} ipython3\n:tags: [remove-cell]\nhidden = 1\n```\n"
    )
    assert "정답표" not in shown.html + shown.fragment.text
    assert "각주" not in shown.html
    assert "hidden" not in shown.html
    assert "끝" in shown.html
    assert shown.fragment.toc == ()


def test_addresses_of_headings_are_those_that_instructors_have(show: Show) -> None:
    shown = show('+++ {"tags": ["instructor"]}\n\n## 정리\n\n+++\n\n## 정리\n')
    assert [one.id for one in shown.fragment.toc] == ["정리-1"]


def test_a_link_to_what_is_not_published_is_a_problem_at_its_line(show: Show) -> None:
    shown = show(
        "가\n나 [물음](../../exercises/e.yml)",
        files={"exercises/e.yml": "kind: reflect\nquestion: 나\n"},
    )
    (problem,) = shown.problems
    assert problem.rule == "file-publishable"
    assert "line=2" in str(problem.where)
    assert shown.html == "<p>가\n나 물음</p>\n"
