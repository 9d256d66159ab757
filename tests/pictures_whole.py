"""Small pictures as browsers show them, whole from their first byte to their last."""

from __future__ import annotations

import io
from typing import Any, Final

from PIL import Image

GIF: Final = "GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
"""One pixel, in bytes that are letters of UTF-8 too, so that it can stand among texts."""
OTHER_GIF: Final = GIF.replace("89a", "87a")


def picture(kind: str, width: int = 5, height: int = 3, **options: Any) -> bytes:
    """Return a picture of a kind as Pillow names it, whose colours change from end to end."""
    image = Image.radial_gradient("L").resize((width, height)).convert("RGB")
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()
