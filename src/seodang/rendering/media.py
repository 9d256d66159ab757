"""Pictures that come as text: in base64, in attachments and data addresses."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

ENDINGS: Final = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}
"""The media types shown, each with the ending of its files."""
_DATA: Final = re.compile(r"data:(image/[a-z+]+);base64,(.*)", re.DOTALL)


def decoded(data: str) -> bytes:
    """Decode base64; what is none gives no bytes."""
    try:
        return base64.b64decode(data, validate=False)
    except binascii.Error:
        return b""


def read_data(src: str) -> tuple[str, bytes] | None:
    """Return the media type and bytes of a picture's data address, or None."""
    data = _DATA.fullmatch(src)
    return (data[1], decoded(data[2])) if data and data[1] in ENDINGS else None
