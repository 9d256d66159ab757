"""Pictures of the prose, and their sizes."""

from __future__ import annotations

import base64
import json

import pytest

from seodang.rendering.pictures import size_of
from showing import Show

GIF = b"GIF89a\x05\x00\x03\x00"
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0000b08000300050101220011")
CURRENT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 4"><path stroke="currentColor"/></svg>'
)
COLOURED = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 4"><path stroke="red"/></svg>'


@pytest.mark.parametrize(
    ("content", "size"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes([0, 0, 1, 0, 0, 0, 0, 9]), (256, 9)),
        (GIF, (5, 3)),
        (JPEG, (5, 3)),
        (b"RIFF\0\0\0\0WEBPVP8X\0\0\0\0\0\0\0\0" + bytes([4, 0, 0, 2, 0, 0]), (5, 3)),
        (b"RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2f" + (4 | 2 << 14).to_bytes(4, "little"), (5, 3)),
        (b"RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9d\x01\x2a" + bytes([5, 0, 3, 0]), (5, 3)),
        (b"\x89PNG\r\n\x1a\n", None),
        (b"\xff\xd8\xff", None),
        (b"RIFF\0\0\0\0WEBPVP8X", (1, 1)),
        (b"", None),
        (b"BM", None),
    ],
)
def test_the_size_is_read_from_the_first_bytes(
    content: bytes, size: tuple[int, int] | None
) -> None:
    assert size_of(content) == size


def test_a_picture_is_published_with_its_size(show: Show) -> None:
    shown = show(
        '![그림 "하나"](images/한글.jpg "제목")', files={"lessons/a/images/한글.jpg": JPEG}
    )
    assert (
        '<img src="a/images/%ED%95%9C%EA%B8%80.jpg" alt="그림 &quot;하나&quot;" title="제목"'
        ' width="5" height="3" loading="lazy" decoding="async">'
    ) in shown.html
    assert shown.asset("a/images/한글.jpg") == JPEG


def test_a_drawing_takes_the_colour_of_the_text(show: Show) -> None:
    shown = show("![길](images/x.svg)", files={"lessons/a/images/x.svg": CURRENT})
    assert '<svg role="img" aria-label="길" viewBox="0 0 6 4">' in shown.html
    assert shown.fragment.assets == ()


def test_a_drawing_in_colours_is_a_cleaned_file(show: Show) -> None:
    evil = COLOURED.replace("<path", "<script>alert(1)</script><path")
    shown = show("![길](images/x.svg)", files={"lessons/a/images/x.svg": evil})
    assert shown.asset("a/images/x.svg").decode() == COLOURED.replace("/></svg>", "></path></svg>")
    assert 'width="6" height="4"' in shown.html


def test_ids_of_drawings_on_one_page_differ(show: Show) -> None:
    svg = CURRENT.replace("<path", '<path id="p"')
    html = show("![a](x.svg) ![b](x.svg)", files={"lessons/a/x.svg": svg}).html
    assert 'id="svg1-p"' in html
    assert 'id="svg2-p"' in html


def test_a_broken_drawing_is_a_problem(show: Show) -> None:
    (problem,) = show("![a](x.svg)", files={"lessons/a/x.svg": "<svg"}).problems
    assert problem.rule == "picture-readable"


def test_a_figure_has_a_caption_and_a_width(show: Show) -> None:
    html = show(
        ":::{figure} x.gif\n:alt: 그림\n:width: 10px\n\n그림 **설명**\n:::\n\n:::{image} x.gif\n:alt: 둘\n:::\n",
        files={"lessons/a/x.gif": GIF},
    ).html
    assert '<figure class="sd-figure"><img src="a/x.gif" alt="그림" width="10" height="6"' in html
    assert "<figcaption><p>그림 <strong>설명</strong></p>\n</figcaption></figure>" in html
    assert '<p><img src="a/x.gif" alt="둘" width="5" height="3"' in html


def test_attachments_of_a_notebook_are_published(show: Show) -> None:
    cell = {
        "cell_type": "markdown",
        "metadata": {},
        "source": ["가\n", "![붙임](attachment:b.gif)"],
        "attachments": {"b.gif": {"image/gif": base64.b64encode(GIF).decode()}},
    }
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    shown = show("", files={"lessons/a/notebook.ipynb": json.dumps(notebook)})
    (asset,) = shown.fragment.assets
    assert shown.asset(asset.name) == GIF
    assert f'<img src="{asset.name}" alt="붙임" width="5" height="3"' in shown.html


def test_a_picture_as_a_data_address_becomes_a_file(show: Show) -> None:
    shown = show(f"![점](data:image/gif;base64,{base64.b64encode(GIF).decode()})")
    (asset,) = shown.fragment.assets
    assert shown.asset(asset.name) == GIF
    assert asset.name.endswith(".gif")
