"""Pictures as bytes: of which type they are, how large, and how they stand in a text (base64)."""

from __future__ import annotations

import base64
import io
import re
import warnings
from typing import Final, TypeAlias

Size: TypeAlias = tuple[int, int]
"""Width and height in CSS pixels."""

ENDINGS: Final = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}
"""The media types shown, each with the ending of its files."""
_DATA: Final = re.compile(r"data:(image/[a-z+]+);base64,(.*)", re.DOTALL)
# Pillow knows some forty formats, whose readers nobody here needs to trust.
_SIZED: Final = ("PNG", "JPEG", "GIF", "WEBP")


def lines_joined(data: object) -> str:
    """Join data that nbformat allows to be a list of lines."""
    return "".join(map(str, data)) if isinstance(data, list) else str(data)


def decoded(data: str) -> bytes:
    """Decode base64; what is none gives no bytes."""
    try:
        return base64.b64decode(data, validate=False)
    except ValueError:  # of which binascii.Error is one
        return b""


def read_data(src: str) -> tuple[str, bytes] | None:
    """Return the media type and bytes of a picture's data address, or None."""
    data = _DATA.fullmatch(src)
    return (data[1], decoded(data[2])) if data and data[1] in ENDINGS else None


def size_of(content: bytes) -> Size | None:
    """Return the size of a picture, so that a page does not jump as it loads; None: unreadable."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            # Of a huge picture, too, only the header is read: no bomb can go off.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            return Image.open(io.BytesIO(content), formats=_SIZED).size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
