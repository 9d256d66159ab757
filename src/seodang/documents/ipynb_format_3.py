"""Notebooks of format 3, which Jupyter wrote before 2015, cell by cell as format 4 has them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from seodang.problems import Pointer

_TEXTS: Final = frozenset({"markdown", "html"})
"""Kinds of cells whose text is Markdown; HTML is a part of it."""


def cells_of_format_3(raw: dict[str, Any], path: str) -> Iterator[tuple[Any, Pointer]]:
    """Yield the cells of all worksheets in order, each with its place in the file."""
    sheets = raw.get("worksheets")
    for sheet_number, sheet in enumerate(sheets if isinstance(sheets, list) else ()):
        cells = sheet.get("cells") if isinstance(sheet, dict) else None
        for number, cell in enumerate(cells if isinstance(cells, list) else ()):
            where = Pointer(path, ("worksheets", sheet_number, "cells", number))
            yield (_as_format_4(cell) if isinstance(cell, dict) else cell), where


def _as_format_4(cell: dict[str, Any]) -> dict[str, Any]:
    kind = cell.get("cell_type")
    if kind == "code":
        return {
            **cell,
            "source": cell.get("input"),
            "execution_count": cell.get("prompt_number"),
        }
    if kind == "heading":
        level = cell.get("level")
        signs = "#" * (level if isinstance(level, int) and 1 <= level <= 6 else 1)  # noqa: PLR2004
        return {**cell, "cell_type": "markdown", "source": f"{signs} {_line(cell.get('source'))}"}
    return {**cell, "cell_type": "markdown"} if kind in _TEXTS else cell


def _line(source: object) -> str:
    text = "".join(map(str, source)) if isinstance(source, list) else str(source)
    return " ".join(text.split())
