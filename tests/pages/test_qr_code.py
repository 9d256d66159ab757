"""The QR code on paper holds the address of its page."""

from __future__ import annotations

import re

import segno

from seodang.editions.site.qr_code import qr_code

ADDRESS = "https://example.org/ai/lessons/a.html"
QUIET = 4


def squares(path: str) -> set[tuple[int, int]]:
    """Return what lines of a width of 1 cover: squares by their place."""
    found, x, y = set(), 0, 0.0
    for sign, first, second in re.findall(r"([Mmh])(-?[0-9.]+)(?: (-?[0-9.]+))?", path):
        if sign == "h":
            found |= {(x + n, int(y)) for n in range(int(first))}
            x += int(first)
        else:
            x, y = (0, 0.0) if sign == "M" else (x, y)
            x, y = x + int(first), y + float(second)
    return found


def test_a_code_on_paper_is_that_of_the_address() -> None:
    svg = str(qr_code(ADDRESS))
    code = segno.make_qr(ADDRESS, error="m", mask=0, boost_error=False)
    dark = {
        (x + QUIET, y + QUIET)
        for y, row in enumerate(code.matrix)
        for x, one in enumerate(row)
        if one
    }
    assert squares(re.findall(r' d="([^"]+)"', svg)[-1]) == dark
    size = code.symbol_size(border=QUIET)[0]
    assert f'viewBox="0 0 {size} {size}"' in svg
    assert "class=" not in svg
