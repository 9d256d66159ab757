"""The QR code of a page's address, by which paper leads back to the page."""

from __future__ import annotations

from markupsafe import Markup


def qr_code(address: str) -> Markup:
    """Return the QR code of an address as SVG.

    The pattern laid over it is always the first: to try all eight, as is usual, takes four times
    as long, and every reader reads each.
    """
    import segno

    code = segno.make_qr(address, error="m", mask=0, boost_error=False)
    return Markup(code.svg_inline(omitsize=True, svgclass=None, lineclass=None, light="#fff"))  # noqa: S704
