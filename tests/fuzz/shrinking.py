"""Making a find small: what can be left out while the complaint stays is left out."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeAlias

from fuzz.files import Content, Files, changed_by, differences

Fails: TypeAlias = Callable[[Files], bool]


def shrunk(
    base: Files, files: Files, fails: Fails, seconds: float = 60
) -> dict[str, Content | None]:
    """Return the smallest change of a course found within some seconds that still fails."""
    end = time.monotonic() + seconds
    changed = differences(base, files)
    for path in sorted(changed):
        fewer = {name: content for name, content in changed.items() if name != path}
        if fails(changed_by(base, fewer)):
            changed = fewer
    for path, content in list(changed.items()):
        if isinstance(content, bytes):

            def still(part: bytes, path: str = path) -> bool:
                return time.monotonic() < end and fails(changed_by(base, {**changed, path: part}))

            changed[path] = _shorter(_shorter(content, b"\n", still), b"", still)
    return changed


def _shorter(content: bytes, sign: bytes, fails: Callable[[bytes], bool]) -> bytes:
    """Leave out ever smaller runs of lines, or of bytes, while it fails."""
    parts = content.splitlines(keepends=True) if sign else [bytes([one]) for one in content]
    step = max(1, len(parts) // 2)
    while step:
        at = 0
        while at < len(parts):
            fewer = parts[:at] + parts[at + step :]
            if fails(b"".join(fewer)):
                parts = fewer
            else:
                at += step
        step //= 2
    return b"".join(parts)
