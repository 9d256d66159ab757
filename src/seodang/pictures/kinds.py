"""What a file is, whatever its name says: told by its first bytes."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What files that are named as pictures turn out to be."""

    PNG = "PNG"
    JPEG = "JPEG"
    GIF = "GIF"
    WEBP = "WebP"
    AVIF = "AVIF"
    BMP = "BMP"
    ICO = "ICO"
    SVG = "SVG"
    HEIC = "HEIC"
    TIFF = "TIFF"
    PHOTOSHOP = "Photoshop"
    JPEG_XL = "JPEG XL"
    ZIP = "ZIP"
    PDF = "PDF"
    PAGE = "HTML"
    VIDEO = "video"
    POINTER = "Git LFS"
    EMPTY = "empty"
    UNKNOWN = "unknown"


SHOWN: Final = frozenset({Kind.PNG, Kind.JPEG, Kind.GIF, Kind.WEBP, Kind.AVIF, Kind.BMP, Kind.ICO})
"""The pictures that browsers show as what they are, whatever their file is called."""
_BEGINNINGS: Final = (
    (b"\x89PNG\r\n\x1a\n", Kind.PNG),
    (b"\xff\xd8\xff", Kind.JPEG),
    (b"GIF87a", Kind.GIF),
    (b"GIF89a", Kind.GIF),
    (b"BM", Kind.BMP),
    (b"\0\0\1\0", Kind.ICO),
    (b"II*\0", Kind.TIFF),
    (b"MM\0*", Kind.TIFF),
    (b"8BPS", Kind.PHOTOSHOP),
    (b"\xff\x0a", Kind.JPEG_XL),
    (b"\0\0\0\x0cJXL ", Kind.JPEG_XL),
    (b"PK\3\4", Kind.ZIP),
    (b"%PDF-", Kind.PDF),
    (b"version https://git-lfs", Kind.POINTER),
)
_HEIC: Final = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})
_AVIF: Final = frozenset({b"avif", b"avis"})
# Declarations and remarks may stand before the outermost element.
_MARKUP: Final = re.compile(
    rb"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!doctype[^>]*>\s*)*<(\w+)", re.IGNORECASE | re.DOTALL
)
_LOOKED_AT: Final = 4_000
"""Bytes in which the outermost element of a drawing or a page begins."""


def kind_of(content: bytes) -> Kind:
    """Return what these bytes are."""
    if not content:
        return Kind.EMPTY
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Kind.WEBP
    if content[4:8] == b"ftyp":
        return _boxed(content)
    found = next((kind for begin, kind in _BEGINNINGS if content.startswith(begin)), None)
    return found or _written(content[:_LOOKED_AT].removeprefix(b"\xef\xbb\xbf"))


def _boxed(content: bytes) -> Kind:
    """Tell apart what Apple's container holds, by the brands that it names."""
    end = min(int.from_bytes(content[:4]), _LOOKED_AT)
    brands = {content[at : at + 4] for at in range(8, end, 4)}
    if brands & _AVIF:
        return Kind.AVIF
    return Kind.HEIC if brands & _HEIC else Kind.VIDEO


def _written(text: bytes) -> Kind:
    outermost = _MARKUP.match(text)
    name = outermost[1].lower() if outermost else b""
    if name == b"svg":
        return Kind.SVG
    return Kind.PAGE if name in (b"html", b"head", b"body") else Kind.UNKNOWN
