"""How code cells are written, each apart from the prose, which is written token by token."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from markdown_it.token import Token

from seodang.documents.markdown import cell_of
from seodang.documents.notebook import Cell, CellKind
from seodang.rendering.fragment_builder import FragmentBuilder
from seodang.rendering.highlighting import highlighted
from seodang.rendering.outputs import outputs
from seodang.rendering.templating import filled, safe
from seodang.rendering.writer import Leaf, RenderContext, Rules, Writer
from seodang.rendering.written_cell import WrittenCell


def written_cell(cell: Cell, context: RenderContext, rules: Rules) -> WrittenCell:
    """Write a code cell and its outputs."""
    # All of a cell's own: it is kept apart from the page, whose ids and questions it cannot know.
    dependencies = context.dependencies.apart()
    context = replace(context, dependencies=dependencies)
    writer = Writer(
        context, rules, FragmentBuilder(is_of_cell=True), lambda _: cell.at(), f"cell-{cell.id}-"
    )
    html = _code(writer, cell)
    builder, text = writer.builder, writer.builder.text()
    writer.check(text)  # which is that of the outputs: code is read where it is written
    return WrittenCell(
        html,
        text,
        dependencies.assets(),
        tuple(builder.problems),
        tuple(dependencies.recorded()),
    )


def _cell(writer: Writer, token: Token) -> str:
    cell = cell_of(token)
    writer.cell = cell
    writer.at = cell.at
    if cell.kind is not CellKind.CODE:
        return ""
    written = writer.context.cells[cell.id]
    writer.context.dependencies.take_over(written.assets, written.dependencies)
    writer.builder.problems.extend(written.problems)
    writer.builder.say(f"\n{written.text}\n")
    return written.html


def _code(writer: Writer, cell: Cell) -> str:
    tags = frozenset(cell.tags)
    has_code = cell.source.strip() and "remove-input" not in tags
    code = highlighted(cell.source, writer.context.language) if has_code else ""
    output = "" if "remove-output" in tags else outputs(writer, cell)
    if not code and not output:
        return ""
    return filled(
        "cell",
        writer.context.words,
        code=safe(code),
        output=safe(output),
        hides_cell="hide-cell" in tags,
        hides_code="hide-input" in tags,
        hides_output="hide-output" in tags,
    )


LEAVES: Final[Mapping[str, Leaf]] = {"cell": _cell}
