"""Figures as WebP without loss: a third of a PNG, dot by dot the same."""

from __future__ import annotations

import io
from typing import Final

_MOST_DOTS: Final = 4_000_000
"""Above this it takes longer than it spares."""
_EFFORT: Final = 2
"""Of 6: more takes longer, and makes figures no smaller."""


def as_webp(png: bytes) -> bytes | None:
    """Return a PNG as WebP; None where that is not smaller, or would lose something."""
    from PIL import Image

    written = io.BytesIO()
    try:
        with Image.open(io.BytesIO(png), formats=("PNG",)) as picture:
            is_plain = picture.mode in ("RGB", "RGBA") and "icc_profile" not in picture.info
            if not is_plain or picture.width * picture.height > _MOST_DOTS:
                return None
            picture.save(written, "WEBP", lossless=True, method=_EFFORT, quality=50, exact=True)
    except (OSError, ValueError, SyntaxError):  # it is named a PNG, and is of another kind
        return None
    webp = written.getvalue()
    return webp if len(webp) < len(png) else None
