"""The QR code on paper holds the address of its page."""

from __future__ import annotations

import re

import segno

from seodang.editions.site.qr_code import qr_code

ADDRESS = 'https://example.org/ai/lessons/a.html?b="<c>"'
QUIET = 4


def squares(svg: str) -> set[tuple[int, int]]:
    """Return what is dark in a drawing: squares by their place."""
    runs = re.findall(r"M([0-9]+) ([0-9]+)h([0-9]+)v1h-([0-9]+)z", svg)
    assert all(wide == back for *_, wide, back in runs)
    return {(int(x) + n, int(y)) for x, y, wide, _ in runs for n in range(int(wide))}


def test_a_code_is_drawn_as_a_known_library_makes_it() -> None:
    code = segno.make_qr(ADDRESS, error="m", mask=0, boost_error=False)
    rows = enumerate(code.matrix)
    dark = {(x + QUIET, y + QUIET) for y, row in rows for x, one in enumerate(row) if one}
    svg = str(qr_code(ADDRESS, "주소"))
    assert squares(svg) == dark
    size = code.symbol_size(border=0)[0] + 2 * QUIET
    assert f'viewBox="0 0 {size} {size}"' in svg


def test_what_a_code_is_called_is_escaped() -> None:
    assert 'aria-label="&lt;&#34;"' in qr_code("https://example.org/", '<"')
