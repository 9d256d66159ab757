"""Whether a picture is whole: read to its end, as far as its kind lets anybody tell."""

from __future__ import annotations

import hashlib
import io
import warnings
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from seodang.cache.store import Store, key_of
from seodang.pictures.kinds import Kind

if TYPE_CHECKING:
    from PIL.Image import Image

_FOUND: Final = "pictures"
"""The kind under which the store keeps what was found of large pictures."""
_MOST_PIXELS: Final = 200_000_000
_LONGEST: Final = 32_767
"""Pixels of a side; browsers of phones show nothing larger."""
_LARGE: Final = 200_000
"""Bytes below which a picture is read sooner than an entry of the store."""
_PNG_END: Final = b"IEND\xaeB`\x82"
_GIF_EXTENSION, _GIF_FRAME, _GIF_END = 0x21, 0x2C, 0x3B


class Condition(StrEnum):
    """How a picture is, of a kind that browsers show."""

    WHOLE = "whole"
    BROKEN = "broken"
    HUGE = "huge"


def condition(content: bytes, kind: Kind, store: Store | None) -> Condition:
    """Say whether a picture is whole; one that is cut off or damaged is broken.

    What was found of a large one is kept in the store: an edit of a text that shows it should
    not have to wait.
    """
    if store is None or len(content) < _LARGE:
        return _condition(content, kind)
    key = key_of(_FOUND, kind, hashlib.sha256(content).hexdigest())
    known = store.load_json(_FOUND, key)
    if known is None:
        known = _condition(content, kind)
        store.save_json(_FOUND, key, known)
    return Condition(known)


def _condition(content: bytes, kind: Kind) -> Condition:
    from PIL import Image, features

    if kind is Kind.AVIF and not features.check("avif"):  # not every build of Pillow reads it
        return Condition.WHOLE
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of odd metadata, which browsers pass over
            with Image.open(io.BytesIO(content), formats=[kind.upper()]) as image:
                if not _is_sensible(image.size):
                    return Condition.HUGE
                _READ.get(kind, _decode)(image)
    except Image.DecompressionBombError:
        return Condition.HUGE
    # Pillow says in many ways that something is wrong with a file, and anything may stand in one.
    except Exception:  # noqa: BLE001
        return Condition.BROKEN
    has_end = _ENDS[kind](content) if kind in _ENDS else True
    return Condition.WHOLE if has_end else Condition.BROKEN


def _is_sensible(size: tuple[int, int]) -> bool:
    return max(size) <= _LONGEST and size[0] * size[1] <= _MOST_PIXELS


def _verify(image: Image) -> None:
    """Compare the checksums of all chunks up to the last, which is far quicker than decoding."""
    image.verify()


def _decode_small(image: Image) -> None:
    """Decode at an eighth of the size: every byte is read, and few pixels are made."""
    image.draft("L", (1, 1))
    image.load()


def _decode(image: Image) -> None:
    image.load()


_READ: Final[Mapping[Kind, Callable[[Image], None]]] = {
    Kind.PNG: _verify,
    Kind.JPEG: _decode_small,
}


def _png_ends(content: bytes) -> bool:
    return content.rfind(_PNG_END) > 0


def _gif_ends(content: bytes) -> bool:
    """Whether a GIF goes on, block by block, to its end: Pillow takes a break between for one."""
    position = 13 + _palette(content[10])
    try:
        while content[position] != _GIF_END:
            if content[position] == _GIF_FRAME:
                position += 11 + _palette(content[position + 9])
            elif content[position] == _GIF_EXTENSION:
                position += 2
            else:
                return False
            while content[position]:
                position += content[position] + 1
            position += 1
    except IndexError:
        return False
    return True


def _palette(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


# Where Pillow does not look: at what follows the last pixel.
_ENDS: Final[Mapping[Kind, Callable[[bytes], bool]]] = {Kind.GIF: _gif_ends, Kind.PNG: _png_ends}
