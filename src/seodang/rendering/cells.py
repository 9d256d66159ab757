"""How the cells of a notebook are written; prose cells are written token by token."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from markdown_it.token import Token

from seodang.course.markdown import cell_of
from seodang.course.notebook import Cell, CellKind, Notebook
from seodang.rendering.highlighting import highlighted
from seodang.rendering.outputs import outputs
from seodang.rendering.templating import filled, safe
from seodang.rendering.writer import Leaf, Writer

_HIDDEN: Final = frozenset({"remove-cell", "instructor"})
"""Tags of cells that learners do not see."""


def shown_cells(notebook: Notebook) -> tuple[Cell, ...]:
    """Return the cells that learners see."""
    return tuple(cell for cell in notebook.cells if _HIDDEN.isdisjoint(cell.tags))


def _cell(writer: Writer, token: Token) -> str:
    cell = cell_of(token)
    writer.cell = cell
    writer.at = cell.at
    writer.line = 0
    return _code(writer, cell) if cell.kind is CellKind.CODE else ""


def _code(writer: Writer, cell: Cell) -> str:
    code = highlighted(cell.source, writer.scene.language) if cell.source.strip() else ""
    output = outputs(writer, cell)
    if not code and not output:
        return ""
    return filled(
        "cell",
        writer.scene.words,
        code=safe(code),
        output=safe(output),
        hides_code="hide-input" in cell.tags,
        hides_output="hide-output" in cell.tags,
    )


LEAVES: Final[Mapping[str, Leaf]] = {"cell": _cell}
