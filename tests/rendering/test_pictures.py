"""Pictures of the prose, and their sizes."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zlib

import pytest
from PIL import Image

from pictures_whole import picture
from seodang.documents.notebook import CellId
from seodang.execution.light_figures import LIGHT, with_light_figures
from seodang.execution.outcomes import Output
from seodang.pictures.media import size_of
from showing import Show, Shown

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000050000000308000000007e5d9a24"
    "0000000b49444154789c63604007000012000177f1fa000000000049454e44ae426082"
)
GIF = bytes.fromhex(
    "474946383761050003008100000000000000000000000000002c00000000050003000008080001081c48b06040003b"
)
JPEG = picture("JPEG")
WEBP = bytes.fromhex(
    "52494646240000005745425056503820180000003001009d012a0500030001402625a400037000fefd366800"
)
LOSSLESS_WEBP = bytes.fromhex(
    "524946461a000000574542505650384c0e0000002f04800000071011fd0f4444ff03"
)
CURRENT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 4"><path stroke="currentColor"/></svg>'
)
COLOURED = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 4"><path stroke="red"/></svg>'


@pytest.mark.parametrize("content", [PNG, GIF, JPEG, WEBP, LOSSLESS_WEBP])
def test_the_size_is_read_from_the_first_bytes(content: bytes) -> None:
    assert size_of(content) == (5, 3)


@pytest.mark.parametrize("content", [b"", b"BM", b"RIFF\0\0\0\0WEBPVP8X", LOSSLESS_WEBP[:20]])
def test_what_is_no_picture_has_no_size(content: bytes) -> None:
    assert size_of(content) is None


@pytest.mark.parametrize("content", [PNG, GIF, JPEG])
def test_a_header_that_breaks_off_has_no_size(content: bytes) -> None:
    sizes = {size_of(content[:length]) for length in range(len(content))}
    assert sizes <= {None, (5, 3)}
    assert size_of(content[:9]) is None


def test_a_huge_picture_is_measured_without_a_warning() -> None:
    header = b"IHDR" + (12_000).to_bytes(4) * 2 + bytes([8, 0, 0, 0, 0])
    chunk = len(header[4:]).to_bytes(4) + header + zlib.crc32(header).to_bytes(4)
    assert size_of(PNG[:8] + chunk + PNG[33:]) == (12_000, 12_000)


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


def figure(picture: Image.Image, show: Show, **metadata: object) -> Shown:
    written = io.BytesIO()
    picture.save(written, "PNG")
    data = {"image/png": base64.b64encode(written.getvalue()).decode()}
    output = {"output_type": "display_data", "data": data, "metadata": metadata}
    return show("```{code-cell} ipython3\n:alt: 점\n\nx\n```\n", {1: [output]})


def dots(mode: str) -> Image.Image:
    """Draw something that WebP makes smaller."""
    picture = Image.new(mode, (400, 300), "white")
    for x in range(0, 400, 20):
        picture.paste("black", (x, x % 300, x + 9, x % 300 + 40))
    return picture


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_a_figure_is_published_as_webp_dot_by_dot_the_same(show: Show, mode: str) -> None:
    shown = figure(dots(mode), show, **{"image/png": {"width": 200, "height": 150}})
    (asset,) = shown.fragment.assets
    assert asset.name.endswith(".webp")
    assert 'width="200" height="150" loading="lazy"' in shown.html
    published = Image.open(io.BytesIO(shown.asset(asset.name)))
    assert published.format == "WEBP"
    assert published.convert("RGBA").tobytes() == dots(mode).convert("RGBA").tobytes()


def test_a_figure_that_was_made_light_when_it_was_kept_is_the_same(show: Show) -> None:
    shown = figure(dots("RGB"), show)
    written = io.BytesIO()
    dots("RGB").save(written, "PNG")
    png: Output = {"data": {"image/png": base64.b64encode(written.getvalue()).decode()}}
    kept = with_light_figures({CellId("a"): [png]})[CellId("a")][0]["data"][LIGHT]
    assert shown.asset(shown.fragment.assets[0].name) == base64.b64decode(kept)
    broken: Output = {"data": {"image/png": "no picture"}}
    forged: Output = {"data": {**broken["data"], LIGHT: "what a notebook would have published"}}
    assert with_light_figures({CellId("a"): [forged]}) == {CellId("a"): [broken]}


def test_a_figure_that_would_grow_or_lose_something_stays_a_png(show: Show) -> None:
    noise = Image.frombytes("RGB", (40, 30), hashlib.shake_256().digest(3600))
    for drawn in (noise, Image.new("I;16", (400, 300)), dots("L")):
        (asset,) = figure(drawn, show).fragment.assets
        assert asset.name.endswith(".png")
