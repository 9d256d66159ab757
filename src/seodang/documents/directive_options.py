"""The options of a MyST directive: lines of `:key: value`, or a block of YAML between `---`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_BORDER: Final = "---"


def options_of(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """Return the options with which a directive's body begins, and how many lines they take."""
    options, taken = _block(lines) if lines and lines[0].rstrip() == _BORDER else _rows(lines)
    # One blank line may part the options from the text.
    parts = bool(taken) and taken < len(lines) and not lines[taken].strip()
    return options, taken + parts


def _rows(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    options = {}
    for line in lines:
        if not _is_option(line):
            break
        key, _, value = line[1:].partition(":")
        options[key.strip()] = value.strip()
    return options, len(options)


def _block(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    end = next((at for at, line in enumerate(lines[1:], 1) if line.rstrip() == _BORDER), 0)
    rows = [line for line in lines[1:end] if line.strip() and not line.lstrip().startswith("#")]
    # Options are words and numbers: of YAML's many forms no other is met.
    if not end or not all(_is_option(f":{row.lstrip()}") for row in rows):
        return {}, 0
    pairs = (row.partition(":") for row in rows)
    return {key.strip(): _unquoted(value.strip()) for key, _, value in pairs}, end + 1


def _is_option(line: str) -> bool:
    name, colon, _ = line[1:].partition(":")
    name = name.strip().replace("-", "").replace("_", "")
    return line.startswith(":") and bool(colon) and name.isalnum()


def _unquoted(value: str) -> str:
    is_quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "'\""
    return value[1:-1] if is_quoted else value
