"""The QR code of a page's address, by which paper leads back to the page."""

from __future__ import annotations

import re
from typing import Final

from markupsafe import Markup

_QUIET: Final = 4
"""Modules left white around a code, as its standard asks."""
_DARK: Final = re.compile(rb"\x01+")


def qr_code(address: str, label: str) -> Markup:
    """Return the QR code of an address as SVG.

    The pattern laid over it is always the first: to try all eight, as is usual, takes four times
    as long, and every reader reads each.
    """
    import segno

    rows = segno.make_qr(address, error="m", mask=0, boost_error=False).matrix
    size = len(rows) + 2 * _QUIET
    runs = ((y, run.span()) for y, row in enumerate(rows) for run in _DARK.finditer(bytes(row)))
    path = "".join(f"M{x + _QUIET} {y + _QUIET}h{end - x}v1h{x - end}z" for y, (x, end) in runs)
    return Markup(
        '<svg viewBox="0 0 {size} {size}" role="img" aria-label="{label}" shape-rendering="crispEdges">'
        '<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{path}"/></svg>'
    ).format(size=size, label=label, path=path)
