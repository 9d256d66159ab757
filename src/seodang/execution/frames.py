"""Reading what a notebook's process sends, which may be anything: a notebook reaches its channel."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any, Final

_MOST_LEVELS: Final = 100
"""Deeper JSON than anybody means would exhaust the stack of whoever looks through it."""
# Half a surrogate pair, or the beginning of a whole one, as JSON may spell it.
_SURROGATE: Final = re.compile(r"\\ud[89a-f]", re.IGNORECASE)


def parsed(line: bytes) -> dict[str, Any] | None:
    """Return the frame in a line, or None where there is none.

    What it holds can be written as UTF-8 and is not too deep. Raises `ValueError` or
    `RecursionError` for JSON that is.
    """
    # Not left to `json`, which takes bytes of other encodings and half surrogate pairs, too.
    text = line.decode("utf-8", "replace")
    try:
        frame = json.loads(text)
    except ValueError:
        return None
    if not isinstance(frame, dict):
        return None
    if _is_too_deep(frame):
        raise ValueError("nested too deeply")
    return _whole(frame) if _SURROGATE.search(text) else frame


def checked_error(raw: Any) -> dict[str, Any]:
    """Return what an author is told of an exception, as `child/exception_report.py` describes it.

    Raises `KeyError`, `TypeError`, `ValueError` or `AttributeError` for what is none of it.
    """
    if raw is None:
        return {}
    return {
        "type": text_of(raw.get("type", "")),
        "message": text_of(raw.get("message", "")),
        "kinds": [text_of(kind) for kind in raw.get("kinds", ())],
        "line": None if raw.get("line") is None else number_of(raw["line"]),
        "inner": None if raw.get("inner") is None else _place(raw["inner"]),
        "values": [[text_of(name), text_of(value)] for name, value in raw.get("values", ())],
        "details": {name: text_of(word) for name, word in raw.get("details", {}).items()},
        "traceback": text_of(raw.get("traceback", "")),
    }


def text_of(value: Any) -> str:
    """Return a text; `TypeError` where it is none."""
    if not isinstance(value, str):
        raise TypeError(f"not text: {type(value).__name__}")
    return value


def number_of(value: Any) -> int:
    """Return a whole number that is not negative and can be shown; `TypeError`, `ValueError`."""
    if not isinstance(value, int):
        raise TypeError(f"not a whole number: {type(value).__name__}")
    if not 0 <= value < 1 << 63:
        raise ValueError("out of range")
    return value


def _place(raw: Mapping[str, Any]) -> dict[str, Any]:
    where = {"cell": number_of(raw["cell"])} if "cell" in raw else {"file": text_of(raw["file"])}
    return {**where, "line": number_of(raw["line"])}


def _is_too_deep(frame: dict[str, Any]) -> bool:
    # Level by level: recursion is what is to be prevented.
    level: list[Any] = [frame]
    for _ in range(_MOST_LEVELS):
        level = [item for value in level for item in _items(value)]
        if not level:
            return False
    return True


def _items(value: Any) -> list[Any]:
    items = value.values() if isinstance(value, dict) else value
    return [item for item in items if isinstance(item, dict | list)]


def _whole(frame: dict[str, Any]) -> dict[str, Any]:
    """Return a frame with `?` for each half surrogate pair, which no page can hold."""
    text = json.dumps(frame, ensure_ascii=False).encode("utf-8", "replace")
    whole: dict[str, Any] = json.loads(text)
    return whole
