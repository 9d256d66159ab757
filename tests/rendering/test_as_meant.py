"""What people write and CommonMark takes for something else stays, or becomes, what was meant."""

from __future__ import annotations

import re
import struct
import zlib

import pytest

from showing import Show


def compact(html: str) -> str:
    """Return HTML without the line ends between elements, which nobody sees."""
    return re.sub(r"(?<=>)\n|\n(?=<)", "", html)


@pytest.mark.parametrize(
    "date",
    [
        "2026. 3. 1. 개강합니다.",
        "2026. 3. 1.(일) 개강합니다.",
        "3. 1. 삼일절",
        "2026. 12. 개강",
        "26. 3. 1. 개강",
        "2026) 3) 1) 개강",
    ],
)
@pytest.mark.parametrize(
    ("frame", "around"),
    [
        ("{}", "<p>{}</p>"),
        ("- {}", "<ul>\n<li>{}</li>\n</ul>"),
        ("1. 가\n2. 나\n\n{}", "<ol>\n<li>가</li>\n<li>나</li>\n</ol>\n<p>{}</p>"),
        ("> {}", "<blockquote>\n<p>{}</p>\n</blockquote>"),
        ("글\n{}", "<p>글\n{}</p>"),
    ],
)
def test_a_date_in_korean_is_text(show: Show, date: str, frame: str, around: str) -> None:
    assert compact(show(frame.format(date)).html) == compact(around.format(date))


def test_a_numbered_date_is_an_item(show: Show) -> None:
    html = compact(show("1. 2026. 3. 1. 개강\n2. 2026. 6. 1. 종강\n").html)
    assert html == "<ol><li>2026. 3. 1. 개강</li><li>2026. 6. 1. 종강</li></ol>"


@pytest.mark.parametrize("text", ["1. 하나\n2. 둘", "3. 1절만\n4. 다", "1. 3.5점 이상", "1. - 가"])
def test_an_ordinary_list_stays_a_list(show: Show, text: str) -> None:
    assert show(text).html.startswith("<ol")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<topic>에 대해 <tone> 말투로", "<p>&lt;topic&gt;에 대해 &lt;tone&gt; 말투로</p>"),
        ("<topic>", "<p>&lt;topic&gt;</p>"),
        ("<topic>\n</topic>", "<p>&lt;topic&gt;\n&lt;/topic&gt;</p>"),
        ("- <your-name>", "<ul>\n<li>&lt;your-name&gt;</li>\n</ul>"),
        ("<b>굵게</b> <name>", "<p><b>굵게</b> &lt;name&gt;</p>"),
        ("## <topic> 쓰기", '<h2 id="topic-쓰기">&lt;topic&gt; 쓰기'),
    ],
)
def test_a_tag_that_html_does_not_have_is_text(show: Show, text: str, html: str) -> None:
    assert compact(show(text).html).startswith(compact(html))


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "> [!WARNING]\n> 지우세요.",
            (
                '<aside class="admonition warning"><p class="admonition-title">주의</p>\n'
                "<p>지우세요.</p>\n</aside>\n"
            ),
        ),
        (
            "> [!TIP] 요령\n> 가\n>\n> - 나",
            (
                '<aside class="admonition tip"><p class="admonition-title">요령</p>\n'
                "<p>가</p>\n<ul>\n<li>나</li>\n</ul>\n</aside>\n"
            ),
        ),
        (
            "> [!note]- 펼치기\n> 가",
            '<details class="note"><summary>펼치기</summary>\n<p>가</p>\n</details>\n',
        ),
        (
            "> [!준비]\n>\n> 가",
            '<aside class="admonition note"><p class="admonition-title">준비</p>\n<p>가</p>\n</aside>\n',
        ),
        (
            "- 가\n\n  > [!BUG]\n  > 나",
            (
                "<ul>\n<li><p>가</p>\n"
                '<aside class="admonition danger"><p class="admonition-title">위험</p>\n'
                "<p>나</p>\n</aside>\n</li>\n</ul>\n"
            ),
        ),
        ("> [!NOTE]가 아님\n> 글", "<blockquote>\n<p>[!NOTE]가 아님\n글</p>\n</blockquote>\n"),
    ],
)
def test_a_box_of_git_hosts_is_a_box(show: Show, text: str, html: str) -> None:
    assert compact(show(text).html) == compact(html)


@pytest.mark.parametrize(
    ("text", "address", "rest"),
    [
        ("보기 https://example.org/a 끝", "https://example.org/a", " 끝</p>"),
        ("(https://example.org/a_(b)).", "https://example.org/a_(b)", ").</p>"),
        ("https://example.org에서", "https://example.org", "에서</p>"),
        ("https://example.org/a?b=c#d, 끝", "https://example.org/a?b=c#d", ", 끝</p>"),
        ("(https://example.org/a)에서", "https://example.org/a", ")에서</p>"),
        ("**https://example.org/**", "https://example.org/", "</strong></p>"),
    ],
)
def test_a_bare_address_is_a_link(show: Show, text: str, address: str, rest: str) -> None:
    link = f'<a href="{address}" rel="noopener">{address}</a>'
    html = show(text).html
    assert link + rest in html
    assert html.count("<a ") == 1


@pytest.mark.parametrize(
    "text",
    [
        "`https://example.org/`",
        "https://example.org/위키",
        "http://localhost:8000",
        "```\nhttps://example.org/\n```",
    ],
)
def test_what_may_be_no_address_is_no_link(show: Show, text: str) -> None:
    assert "<a " not in show(text).html


def test_an_address_within_a_link_is_its_text(show: Show) -> None:
    html = show(
        '[https://a.example](https://b.example) <a href="https://c.example">https://d.example</a>'
    ).html
    assert html.count("<a ") == 2


def test_a_place_to_link_to_has_its_address(show: Show) -> None:
    html = show("(여기)=\n\n글 [위로](#여기)").html
    assert html == '<span id="여기"></span>\n<p>글 <a href="#%EC%97%AC%EA%B8%B0">위로</a></p>\n'


@pytest.mark.parametrize(
    ("braces", "sides"),
    [
        ("{width=50%}", 'width="350" height="175"'),
        ("{width=120px}", 'width="120" height="60"'),
        ("{width=120}", 'width="120" height="60"'),
        ('{width="2.0in" height="1.0in"}', 'width="192" height="96"'),
        ("", 'width="800" height="400"'),
    ],
)
def test_a_picture_has_the_width_that_stands_behind_it(show: Show, braces: str, sides: str) -> None:
    files = {"lessons/a/images/a.png": _png(800, 400)}
    assert show(f"![격자](images/a.png){braces}", files=files).html == (
        f'<p><img src="a/images/a.png" alt="격자" {sides} loading="lazy" decoding="async"></p>\n'
    )
    option = f":width: {braces[7:-1]}\n" if braces.count("=") == 1 else ""
    figure = show(f":::{{figure}} images/a.png\n:alt: 격자\n{option}:::", files=files).html
    assert (sides in figure) == (braces.count("=") < 2)


@pytest.mark.parametrize(
    ("text", "block"),
    [
        ("مرحبا (test) 1.", '<p dir="auto">'),
        ("## שלום", '<h2 dir="auto" id="שלום">'),
        ("- مرحبا", '<li dir="auto">'),
        ("| مرحبا | a |\n|---|---|\n| a | مرحبا |", '<th dir="auto" scope="col">'),
    ],
)
def test_a_text_from_right_to_left_finds_its_direction(show: Show, text: str, block: str) -> None:
    assert block in show(text).html


def test_other_text_needs_no_direction(show: Show) -> None:
    assert "dir=" not in show("## 가\n\n나 é 中\n\n- 다\n").html


def _png(width: int, height: int) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + bytes(width) for _ in range(height)))
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("tag", ["instructor", "notes"])
def test_what_is_said_to_a_hall_is_not_on_a_learner_s_page(show: Show, tag: str) -> None:
    text = f'글\n\n+++ {{"tags": ["{tag}"]}}\n\n비밀\n\n```{{code-cell}} python3\n:tags: [{tag}]\n숨은 = 1\n```\n\n+++\n\n끝\n'
    shown = show(text)
    assert compact(shown.html) == "<p>글</p><p>끝</p>"
    assert "비밀" not in shown.fragment.text
