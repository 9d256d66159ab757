"""What code cells put out."""

from __future__ import annotations

import base64
import re
import struct
import zlib
from typing import Any

import pytest

from pictures_whole import picture
from seodang.rendering.outputs import PRIORITY
from showing import Show

CELL = "```{code-cell} ipython3\nx = 1\nshow(x)\n```\n"


def png(width: int, height: int) -> bytes:
    """Return the smallest grey picture of a size."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def display(**data: Any) -> dict[str, Any]:
    named = {name.replace("__", "/").replace("_xml", "+xml"): value for name, value in data.items()}
    return {"output_type": "display_data", "data": named, "metadata": {}}


def stream(text: str | list[str], name: str = "stdout") -> dict[str, Any]:
    return {"output_type": "stream", "name": name, "text": text}


def with_tags(tags: str, alt: str = "") -> str:
    options = f":tags: [{tags}]\n" + (f":alt: {alt}\n" if alt else "")
    return f"```{{code-cell}} ipython3\n{options}x = 1\n```\n"


def test_media_types_that_nbconvert_knows_too_stand_in_its_order() -> None:
    from nbconvert.exporters.html import HTMLExporter

    exporter = HTMLExporter()  # type: ignore[no-untyped-call]
    theirs = exporter.config.NbConvertBase.display_data_priority
    ours = [kind for kind in PRIORITY if kind in theirs]
    assert ours == [kind for kind in theirs if kind in PRIORITY]


def test_printed_text_stands_as_it_was_printed(show: Show) -> None:
    html = show(CELL, {1: [stream(["가 <b>\n", " 나\n"])]}).html
    assert '<pre class="sd-stream">가 &lt;b&gt;\n 나</pre>' in html


def test_pieces_of_one_stream_join_and_streams_keep_their_order(show: Show) -> None:
    html = show(
        CELL, {1: [stream("가"), stream("나\n"), stream("앗", "stderr"), stream("다")]}
    ).html
    assert html.count('<pre class="sd-stream">') == 3
    assert html.index("가나") < html.index("앗") < html.index("다</pre>")
    assert '<p class="sd-stderr__label">함께 나온 알림</p>' in html


def test_colours_of_a_terminal_become_classes(show: Show) -> None:
    html = show(CELL, {1: [stream("\x1b[31m빨강\x1b[0m \x1b[38;5;200m분홍\x1b[0m")]}).html
    assert '<span class="ansi-red-fg">빨강</span>' in html
    assert "style=" not in html
    assert "\x1b" not in html


def test_a_progress_bar_shows_its_last_state(show: Show) -> None:
    assert "100%" in show(CELL, {1: [stream("10%\r50%\r100%\n")]}).html
    assert "50%" not in show(CELL, {1: [stream("10%\r50%\r100%\n")]}).html


def test_the_richest_form_is_shown(show: Show) -> None:
    output = display(text__html="<table><tr><td>1</td></tr></table>", text__plain="1")
    html = show(CELL, {1: [output]}).html
    assert '<div class="sd-table"><table>' in html
    assert "<pre" not in html.partition("sd-output")[2]


@pytest.mark.parametrize(
    ("html", "rules"),
    [
        ("", []),
        ("<script>draw()</script>", ["output-shown"]),
        ("<style>td {}</style>\n", []),
    ],
)
def test_where_the_richest_form_shows_nothing_a_poorer_one_is_shown(
    show: Show, html: str, rules: list[str]
) -> None:
    picture = base64.b64encode(png(3, 2)).decode()
    drawn = display(text__html=html, image__png=picture, text__plain="1 Axes")
    told = display(text__html=html, text__markdown="", text__plain="12 <명>")
    shown = show(with_tags("hide-input", alt="점"), {1: [drawn, told]})
    assert 'alt="점" width="3" height="2"' in shown.html
    assert '<pre class="sd-text">12 &lt;명&gt;</pre>' in shown.html
    assert "Axes" not in shown.html
    # A picture says what the script would have; of a text nobody knows that.
    assert [one.rule for one in shown.problems] == rules


def test_tables_keep_what_names_their_cells_and_lose_their_looks(show: Show) -> None:
    table = (
        '<style>td{color:red}</style><table border="1" class="dataframe" style="color:red" id="t">'
        '<caption>표</caption><tr><th scope="row" colspan="2">가</th></tr></table>'
    )
    html = show(CELL, {1: [display(text__html=table)]}).html
    assert '<table><caption>표</caption><tbody><tr><th scope="row" colspan="2">가</th>' in html
    assert "color" not in html


@pytest.mark.parametrize(
    "data",
    [
        {"application/javascript": "alert(1)", "text/plain": "<IPython.core.display.Javascript>"},
        {
            "application/vnd.jupyter.widget-view+json": {"model_id": "1"},
            "text/plain": "IntSlider()",
        },
        {"text/html": "<script>alert(1)</script>"},
        {
            "text/html": "<script>alert(1)</script>",
            "text/plain": "<IPython.core.display.HTML object>",
        },
        {"application/x-unknown": "?"},
    ],
)
def test_scripts_and_widgets_leave_a_warning(show: Show, data: dict[str, Any]) -> None:
    shown = show(CELL, {1: [{"output_type": "display_data", "data": data, "metadata": {}}]})
    assert "sd-output" not in shown.html
    assert "alert" not in shown.html
    assert [(one.rule, one.severity) for one in shown.problems] == [("output-shown", "warning")]


def test_a_figure_is_a_file_with_its_size_and_alternative_text(show: Show) -> None:
    content = png(30, 20)
    output = display(image__png=base64.b64encode(content).decode() + "\n", text__plain="<Figure>")
    shown = show(with_tags("hide-input", alt='막대 "셋"'), {1: [output]})
    (asset,) = shown.fragment.assets
    assert shown.asset(asset.name) == content
    assert (
        f'<img src="{asset.name}" alt="막대 &quot;셋&quot;" width="30" height="20"'
        ' loading="lazy" decoding="async">'
    ) in shown.html
    assert '막대 "셋"' in shown.fragment.text
    assert shown.problems == []


def test_a_figure_for_dense_screens_keeps_the_size_it_is_meant_for(show: Show) -> None:
    output = display(image__png=base64.b64encode(png(30, 20)).decode())
    output["metadata"] = {"image/png": {"width": 15, "height": 10}}
    assert 'width="15" height="10"' in show(with_tags("x", alt="점"), {1: [output]}).html


def test_a_figure_without_alternative_text_is_a_problem_at_its_cell(show: Show) -> None:
    output = display(image__png=base64.b64encode(png(1, 1)).decode())
    (problem,) = show("가\n\n" + CELL, {1: [output]}).problems
    assert problem.rule == "picture-has-alt"
    assert "line=4" in str(problem.where)


def test_a_drawing_in_the_colour_of_the_text_stands_in_the_page(show: Show) -> None:
    svg = (
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2">'
        '<title>네모</title><defs><clipPath id="c"/></defs>'
        '<rect clip-path="url(#c)" fill="currentColor"/></svg>'
    )
    shown = show(CELL, {1: [display(image__svg_xml=svg)]})
    assert '<svg role="img" aria-label="네모" viewBox="0 0 4 2">' in shown.html
    (prefix,) = re.findall(r'<clipPath id="(cell-[0-9a-f]{12}-0-svg1-)c">', shown.html)
    assert f'clip-path="url(#{prefix}c)"' in shown.html
    assert shown.fragment.assets == ()
    assert shown.problems == []


def test_other_drawings_are_files(show: Show) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="4pt" height="2in" viewBox="0 0 40 20"/>'
    shown = show(with_tags("hide-input", alt="선"), {1: [display(image__svg_xml=svg)]})
    (asset,) = shown.fragment.assets
    assert shown.asset(asset.name).startswith(b'<svg xmlns="http://www.w3.org/2000/svg"')
    assert 'width="40" height="20"' in shown.html


def test_formulas_and_markdown_are_read(show: Show) -> None:
    html = show(
        CELL,
        {
            1: [
                display(text__latex="$\\displaystyle x^{2}$", text__plain="x**2"),
                display(text__markdown="## 제목\n\n**굵게**[^1]\n\n[^1]: 주\n"),
            ]
        },
    ).html
    assert '<div class="sd-math"><math display="block"' in html
    assert "<p><strong>제목</strong></p>" in html
    assert "<h2" not in html


def test_a_formula_that_a_cell_puts_out_and_nobody_can_read_is_a_warning(show: Show) -> None:
    shown = show(CELL, {1: [display(text__markdown="값 $\\foo$")]})
    assert "<code>\\foo</code>" in shown.html
    (problem,) = shown.problems
    assert (problem.rule, problem.is_error) == ("formula-readable", False)


def test_an_error_shows_its_message_and_the_line_of_the_cell(show: Show) -> None:
    error = {
        "output_type": "error",
        "ename": "ValueError",
        "evalue": "\x1b[1m빈 칸\x1b[0m",
        "traceback": [
            "\x1b[0;31m-----\x1b[0m",
            "\x1b[0;31mKeyError\x1b[0m  Traceback (most recent call last)",
            "Cell \x1b[0;32mIn[3], line 1\x1b[0m\n\x1b[0;32m----> 1\x1b[0m x = 1",
            "\nDuring handling of the above exception, another exception occurred:\n",
            "Cell \x1b[0;32mIn[3], line 2\x1b[0m\n\x1b[0;32m----> 2\x1b[0m show(x)",
            "File \x1b[0;32m/tmp/secret/a/brief.py:7\x1b[0m, in show(x)",
            "ValueError: 빈 칸",
        ],
    }
    html = show(CELL, {1: [error]}).html
    assert "<pre><code>ValueError: 빈 칸</code></pre>" in html
    assert '<p class="sd-error__where">2번째 줄: <code>show(x)</code></p>' in html
    assert "secret" not in html


def test_an_error_that_says_nothing_is_its_name(show: Show) -> None:
    error = {"output_type": "error", "ename": "StopIteration", "evalue": "", "traceback": []}
    html = show(CELL, {1: [error]}).html
    assert "<pre><code>StopIteration</code></pre>" in html
    assert "sd-error__where" not in html


def test_results_can_be_folded(show: Show) -> None:
    html = show(with_tags("hide-output"), {1: [stream("결과")]}).html
    assert "<summary>결과 보기</summary>" in html


def hidden(source: str) -> str:
    return f"```{{code-cell}} ipython3\n:tags: [hide-input]\n\n{source}\n```\n\n"


FOLD = '<details class="sd-code"><summary>'


def test_folded_code_stands_once_behind_its_result(show: Show) -> None:
    html = show(hidden("draw()"), {1: [stream("결과")]}).html
    result, fold = html.split(FOLD)
    assert "결과" in result
    assert fold.startswith('어떻게 계산했나요</summary>\n<div class="highlight">')


def test_cells_without_a_result_share_the_fold_of_the_one_they_prepare(show: Show) -> None:
    text = hidden("first = 1") + hidden("second = 2") + hidden("third = 3")
    html = show(text, {2: [stream("결과")]}).html
    result, fold = html.split(FOLD)
    assert "결과" in result
    assert [html.index(f">{name}<") for name in ("first", "second", "third")] == sorted(
        fold.index(f">{name}<") + len(result) + len(FOLD) for name in ("first", "second", "third")
    )


def test_each_result_has_a_fold_of_its_own(show: Show) -> None:
    html = show(hidden("a = 1") + hidden("b = 2"), {1: [stream("하나")], 2: [stream("둘")]}).html
    first, second, rest = html.split(FOLD)
    assert "하나" in first
    assert ">a<" in second
    assert "둘" in second
    assert ">b<" in rest


def test_folded_code_without_a_result_stays_among_its_prose(show: Show) -> None:
    html = show(
        "앞\n\n" + hidden("a = 1") + "## 뒤\n\n" + hidden("b = 2"), {2: [stream("결과")]}
    ).html
    before, first, second = html.split(FOLD)
    assert "앞" in before
    assert first.startswith("코드 보기</summary>")
    assert "뒤" in first
    assert second.startswith("어떻게 계산했나요</summary>")


def test_no_code_is_lost_where_no_cell_has_a_result(show: Show) -> None:
    html = show(hidden("a = 1") + hidden("b = 2")).html
    assert html.count(FOLD) == 1
    assert ">a<" in html
    assert ">b<" in html


def test_code_stands_open_without_a_tag(show: Show) -> None:
    html = show(CELL, {1: [stream("결과")]}).html
    assert html.startswith('<div class="sd-cell">\n<div class="highlight"><pre><code>')


def test_an_empty_cell_leaves_nothing(show: Show) -> None:
    assert show("```{code-cell} ipython3\n```\n").html == ""


def said(text: str, name: str = "stdout") -> list[dict[str, Any]]:
    return [stream(text, name)]


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("1/2\b\b\b2/2\n", "2/2"),
        ("100%\rok\n", "ok0%"),
        ("가나다\r\x1b[K라\n", "라"),
        ("\x1b]8;;https://example.org\x1b\\링크\x1b]8;;\x1b\\\n", "링크"),
        ("\x1b]0;제목\x07글\n", "글"),
        ("바깥: 0%\n안: 0%\x1b[A\r바깥: 9%\n안: 9%\n", "바깥: 9%\n안: 9%"),
        ("가\x07\x00나\n", "가나"),
        ("하나\r\n둘\r\n", "하나\n둘"),
        ("\x1b[99999999C끝\n", "끝"),
    ],
)
def test_text_stands_as_a_terminal_shows_it_at_last(show: Show, printed: str, shown: str) -> None:
    html = show(CELL, {1: said(printed)}).html
    assert f'<pre class="sd-stream">{shown}</pre>' in html.replace("> ", ">")


def test_colours_stay_where_text_was_overwritten(show: Show) -> None:
    html = show(CELL, {1: said("\x1b[31m빨강 \x1b[0m검정\rAB\n")}).html
    assert 'AB<span class="ansi-red-fg"> </span>검정' in html


def test_complaints_that_are_repeated_stand_once(show: Show) -> None:
    html = show(CELL, {1: said("찾을 수 없음\n" * 190 + "끝\n", "stderr")}).html
    assert html.count("찾을 수 없음") == 1
    assert "찾을 수 없음 (× 190)\n끝" in html
    assert show(CELL, {1: said("줄\n" * 190)}).html.count("줄\n") == 189  # a result is a result


@pytest.mark.parametrize(
    "source",
    [
        '<div id="v"></div><script>draw()</script>',
        '<div><span>Make this Notebook Trusted to load map</span><iframe srcdoc="x"></iframe></div>',
        '<div class="bk-root"><span>Loading BokehJS ...</span></div><script>x</script>',
        (
            "<style>#sk {color: red}</style><pre>KNN()</pre><b>In a Jupyter environment, please rerun "
            "this cell to show the HTML representation or trust the notebook.</b>"
        ),
    ],
)
def test_where_html_says_nothing_without_its_script_a_poorer_form_is_shown(
    show: Show, source: str
) -> None:
    shown = show(CELL, {1: [display(text__html=source, text__plain="KNN()")]})
    assert '<pre class="sd-text">KNN()</pre>' in shown.html
    assert "Notebook" not in shown.html
    assert "rerun" not in shown.html
    bare = show(CELL, {1: [display(text__html=source, text__plain="<Map at 0x…>")]})
    assert [one.rule for one in bare.problems] == ["output-shown"]
    assert "sd-output" not in bare.html


def test_a_chart_of_altair_is_told_with_what_helps(show: Show) -> None:
    source = '<div id="altair"></div><script>vegaEmbed()</script>'
    shown = show(CELL, {1: [display(text__html=source, text__plain="alt.Chart(...)")]})
    chart = display(text__html=source, text__plain="alt.Chart(...)")
    assert len(show(CELL, {1: [chart, chart]}).problems) == 1
    assert "alt.Chart" not in shown.html
    assert "alt.renderers.enable('png')" in str(shown.problems[0].fix)


ONLY_TEXT = "of an output of this cell readers see only the text 'F': the rest needs a script"


@pytest.mark.parametrize(
    "source",
    [
        '<div id="v"></div><script>draw()</script>',
        '<span>Make this Notebook Trusted to load map</span><iframe srcdoc="x"></iframe>',
        "<canvas></canvas>",
    ],
)
def test_where_only_the_text_of_an_output_is_left_it_is_told_at_the_cell(
    show: Show, source: str
) -> None:
    shown = show("가\n\n" + CELL, {1: [display(text__html=source, text__plain="F")]})
    (problem,) = shown.problems
    assert (problem.rule, problem.severity) == ("output-shown", "warning")
    assert str(problem.message).startswith(ONLY_TEXT)
    assert "line=4" in str(problem.where)


def test_a_model_of_scikit_learn_says_in_its_text_what_its_drawing_says(show: Show) -> None:
    source = (
        "<style>#sk {color: red}</style><pre>KNN()</pre><b>In a Jupyter environment, please rerun "
        "this cell to show the HTML representation or trust the notebook.</b><script>x</script>"
    )
    assert show(CELL, {1: [display(text__html=source, text__plain="KNN()")]}).problems == []


@pytest.mark.parametrize(
    ("data", "helps"),
    [
        (
            {"application/vnd.plotly.v1+json": {}, "text/plain": "Figure({\n  'data': []})"},
            "matplotlib",
        ),
        (
            {"application/vnd.vegalite.v5+json": {}, "text/plain": "<VegaLite 5 object>\n\nIf"},
            "png",
        ),
        ({"application/vnd.jupyter.widget-view+json": {}, "text/plain": "HBox()"}, "call the"),
        (
            {"text/html": "<iframe src='https://x.org'></iframe>", "text/plain": "<V at 0x…>"},
            "link",
        ),
    ],
)
def test_what_a_script_would_draw_is_told_with_what_helps_for_its_library(
    show: Show, data: dict[str, Any], helps: str
) -> None:
    shown = show(CELL, {1: [{"output_type": "display_data", "data": data, "metadata": {}}]})
    (problem,) = shown.problems
    assert problem.rule == "output-shown"
    assert helps in str(problem.fix)
    assert "sd-output" not in shown.html


def test_the_many_scripts_of_one_chart_are_told_once(show: Show) -> None:
    chart = [
        display(text__html='<span class="bk">Loading BokehJS</span>'),
        {"output_type": "display_data", "data": {"application/javascript": "0"}, "metadata": {}},
        display(text__html='<div data-root-id="p1"></div>'),
    ]
    chart[1]["data"]["application/vnd.bokehjs_load.v0+json"] = "0"
    (problem,) = show(CELL, {1: chart}).problems
    assert "save the chart as a picture" in str(problem.fix)


@pytest.mark.parametrize("kind", ["GIF", "WEBP"])
def test_pictures_of_all_kinds_are_shown(show: Show, kind: str) -> None:
    data = base64.b64encode(picture(kind)).decode()
    bundle = {f"image/{kind.lower()}": data, "text/plain": "<IPython.core.display.Image object>"}
    shown = show(with_tags("x", alt="점"), {1: [{**display(), "data": bundle}]})
    assert 'alt="점" width="5" height="3"' in shown.html
    assert shown.problems == []


def test_a_picture_of_a_cell_that_breaks_off_is_a_problem_at_the_cell(show: Show) -> None:
    data = base64.b64encode(png(30, 20)[:-20]).decode()
    (problem,) = show(with_tags("x", alt="점"), {1: [display(image__png=data)]}).problems
    assert (problem.rule, problem.severity) == ("picture-readable", "error")
    assert str(problem.message) == "this picture is cut off or damaged"


def test_a_table_that_loses_its_colours_is_told(show: Show) -> None:
    table = '<style>#T_1 {color: red}</style><table id="T_1"><tr><td>-3</td></tr></table>'
    shown = show(CELL, {1: [display(text__html=table, text__plain="F")]})
    assert "<td>-3</td>" in shown.html
    assert [(one.rule, one.severity) for one in shown.problems] == [("output-shown", "warning")]
    plain = "<style scoped>.dataframe tbody tr th {x: y}</style>" + table[len("<style>") + 28 :]
    assert show(CELL, {1: [display(text__html=plain)]}).problems == []


def test_an_equation_is_a_formula_and_one_that_cannot_be_read_a_warning(show: Show) -> None:
    good = display(text__latex=r"\begin{equation} E = mc^2 \end{equation}")
    bad = display(text__latex=r"$\begin{unheard} x \end{unheard}$", text__plain="<Latex object>")
    assert "<math" in show(CELL, {1: [good]}).html
    assert show(CELL, {1: [good]}).problems == []
    shown = show(CELL, {1: [bad]})
    assert [(p.rule, p.severity) for p in shown.problems] == [("formula-readable", "warning")]
    assert "unheard" in shown.html


AXES = "<Axes: xlabel='나이대'>"


def test_what_a_drawing_function_returns_is_told_above_its_picture(show: Show) -> None:
    picture = display(image__png=base64.b64encode(png(3, 2)).decode())
    value = {**display(text__plain=AXES), "output_type": "execute_result", "execution_count": 1}
    shown = show(with_tags("hide-input", alt="점"), {1: [value, picture]})
    (problem,) = shown.problems
    assert (problem.rule, problem.severity) == ("output-meant", "warning")
    assert ";" in str(problem.fix)
    assert show(CELL, {1: [value]}).problems == []
    other = {**value, "data": {"text/plain": "12"}}
    assert show(with_tags("hide-input", alt="점"), {1: [other, picture]}).problems == []


def test_korean_letters_that_a_picture_lacks_are_told(show: Show) -> None:
    text = "x.py:1: UserWarning: Glyph 44032 (\\N{HANGUL SYLLABLE GA}) missing from font(s) X.\n"
    (problem,) = show(CELL, {1: said(text * 5, "stderr")}).problems
    assert (problem.rule, problem.severity) == ("figure-letters", "warning")
    assert "가" in str(problem.message)
    assert show(CELL, {1: said(text.replace("44032", "8722"), "stderr")}).problems == []


INSTALL = "```{code-cell} ipython3\nx = 1\n!pip install -q seaborn konlpy==0.6 # 그림\n```\n"


def test_an_installation_that_failed_is_told_at_its_line(show: Show) -> None:
    complaint = "\x1b[31mERROR: No matching distribution found for seaborn\x1b[0m\x1b[31m\n"
    (problem,) = show(INSTALL, {1: said(complaint)}).problems
    assert (problem.rule, problem.severity) == ("install-succeeds", "warning")
    assert "-m pip install seaborn konlpy==0.6'" in str(problem.fix)
    assert show(INSTALL, {1: said("Requirement already satisfied: seaborn\n")}).problems == []


def test_odd_metadata_of_a_picture_is_no_matter(show: Show) -> None:
    output = display(image__png=base64.b64encode(png(3, 2)).decode())
    odd = {**output, "metadata": {"image/png": 5}}
    assert 'width="3"' in show(with_tags("hide-input", alt="점"), {1: [odd]}).html
