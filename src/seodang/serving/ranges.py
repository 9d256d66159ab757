"""A part of a file, where a browser asks for one (RFC 9110, section 14).

Safari plays audio and video only from servers that give parts.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

# No file has more bytes than eighteen digits can say, and Python refuses thousands of them.
_ONE: Final = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.IGNORECASE)


def requested_range(headers: Mapping[str, str], size: int, tag: str) -> range | None:
    """Return the bytes that are asked for of a file; none of them where it has none such.

    None stands for the whole file: it is empty, or no part is asked for, or several, or one in
    another unit or of an older edition than the one that `tag` names. `headers` have their names
    in small letters.
    """
    found = _ONE.fullmatch(headers.get("range", "").strip())
    if found is None or not size or headers.get("if-range", tag).strip() != tag:
        return None
    first, last = found.groups()
    if not first:
        return range(max(size - int(last), 0), size) if last else None
    if last and int(last) < int(first):
        return None
    return range(int(first), min(int(last) + 1, size) if last else size)


def content_range(part: range, size: int) -> str:
    """Name a part of a file, or, where it has none such, the file's size."""
    return f"bytes {part[0]}-{part[-1]}/{size}" if part else f"bytes */{size}"
