"""Drawings as people save them: what of them stays, and how large they are."""

from __future__ import annotations

import pytest

from seodang.pictures.svg import read_svg
from showing import Show

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}>{}</svg>'


@pytest.mark.parametrize(
    "sheet",
    [
        ".a{fill:#fff;stroke:rgb(0,0,0)}.b,.a:not(.c){isolation:isolate;fill:url(#g)}",
        ".a{clip-path:url('#c');font-family:'Noto Sans (KR)'}",
        "@media (prefers-color-scheme: dark){.a{fill:hsl(0 0% 100% / 50%)}}",
        "/* drawn by hand */ .a{transform:translate(1px,2px)}",
    ],
)
def test_a_sheet_that_fetches_nothing_stays_as_it_is(sheet: str) -> None:
    drawing = read_svg(SVG.format("", f"<style>{sheet}</style>").encode())
    assert f"<style>{sheet}</style>" in drawing.as_file().decode()


def test_of_a_sheet_that_fetches_something_the_other_rules_stay() -> None:
    sheet = ".a{fill:red}.b{fill:url(https://evil.example/)}@import 'https://evil.example/';.c{r:1}"
    drawing = read_svg(SVG.format("", f"<style>{sheet}</style>").encode())
    assert "<style>.a{fill:red}.c{r:1}</style>" in drawing.as_file().decode()


@pytest.mark.parametrize(
    "attribute",
    [
        'fill="url(#a)"',
        'transform="translate (1, 2) rotate(3)"',
        "font-family=\"'Noto (KR)', serif\"",
        'fill="color-mix(in srgb, red, RGB(1 2 3))"',
        'id="Layer (1)"',
    ],
)
def test_an_attribute_that_fetches_nothing_stays(attribute: str) -> None:
    drawing = read_svg(SVG.format("", f"<path {attribute}/>").encode())
    assert f"<path {attribute}>" in drawing.as_file().decode().replace("&#x27;", "'")


def test_a_comment_in_a_style_takes_nothing_else_away() -> None:
    drawing = read_svg(
        SVG.format("", '<path style="/* a; */fill: red /* b */; stroke: blue"/>').encode()
    )
    assert '<path fill="red" stroke="blue">' in drawing.as_file().decode()


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="24" height="12"', (24, 12)),
        ('width="9pt" height="1.5e1px"', (12, 15)),
        ('width="100%" height="100%" viewBox="0 0 24.4 12"', (24, 12)),
        ('viewBox="0,0,24,12"', (24, 12)),
        ('viewBox="0 0 24px 24px"', None),
        ('viewBox="0 0 x y"', None),
        ('viewBox="0 0 nan inf"', None),
        ('viewBox="0 0 0 0"', None),
        ('viewBox="0 0 -5 -5"', None),
        ('viewBox="0 0 1e400 1"', None),
        ('width="..." height="..."', None),
        ('width="." height="5"', None),
        (f'width="{"9" * 400}" height="5"', None),
        (f'viewBox="0 0 {"9" * 5000} 5"', None),
    ],
)
def test_the_size_is_what_a_browser_makes_of_the_numbers(
    attributes: str, size: tuple[int, int] | None
) -> None:
    assert read_svg(SVG.format(attributes, "").encode()).size == size


def test_odd_numbers_of_a_drawing_stop_no_page(show: Show) -> None:
    drawing = SVG.format(f'width="{"9" * 400}" viewBox="0 0 x y"', '<path fill="red"/>').encode()
    shown = show("![그림](images/a.svg)", files={"lessons/a/images/a.svg": drawing})
    assert '<img src="a/images/a.svg" alt="그림" loading="lazy"' in shown.html
