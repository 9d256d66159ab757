"""How code cells are written, each apart from the prose, which is written token by token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from markdown_it.token import Token

from seodang.documents.markdown import cell_of
from seodang.documents.notebook import Cell, CellKind
from seodang.rendering.fragment_builder import Gathering
from seodang.rendering.highlighting import highlighted
from seodang.rendering.outputs import outputs
from seodang.rendering.templating import filled, safe
from seodang.rendering.writer import Leaf, Rules, Scene, Writer
from seodang.rendering.written_cell import WrittenCell


def written_cell(cell: Cell, scene: Scene, rules: Rules) -> WrittenCell:
    """Write a code cell and its outputs."""
    references = scene.references.apart()
    scene = replace(scene, references=references)
    writer = Writer(
        scene, rules, Gathering(may_claim=False), lambda _: cell.at(), f"cell-{cell.id}-"
    )
    html = _code(writer, cell)
    gathered = writer.gathering
    return WrittenCell(
        html,
        gathered.text(),
        references.assets(),
        tuple(gathered.problems),
        tuple(references.asked()),
    )


def _cell(writer: Writer, token: Token) -> str:
    cell = cell_of(token)
    writer.cell = cell
    writer.at = cell.at
    return _placed(writer, writer.scene.cells[cell.id]) if cell.kind is CellKind.CODE else ""


def _placed(writer: Writer, written: WrittenCell) -> str:
    writer.scene.references.take_over(written.assets, written.asked)
    writer.gathering.problems.extend(written.problems)
    writer.gathering.say(f"\n{written.text}\n")
    return written.html


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
