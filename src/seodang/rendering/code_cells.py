"""How code cells are written, each apart from the prose, which is written token by token."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from markdown_it.token import Token

from seodang.documents.markdown import cell_of
from seodang.documents.notebook import Cell, CellId, CellKind
from seodang.rendering.fragment_builder import FragmentBuilder
from seodang.rendering.highlighting import highlighted
from seodang.rendering.outputs import outputs
from seodang.rendering.templating import filled, safe
from seodang.rendering.writer import Leaf, RenderContext, Rules, Writer
from seodang.rendering.written_cell import WrittenCell

_PROSE: Final = WrittenCell("", "", "", ())


def written_cell(cell: Cell, context: RenderContext, rules: Rules) -> WrittenCell:
    """Write a code cell and its outputs."""
    # All of a cell's own: it is kept apart from the page, whose ids and questions it cannot know.
    dependencies = context.dependencies.apart()
    context = replace(context, dependencies=dependencies)
    writer = Writer(
        context, rules, FragmentBuilder(is_of_cell=True), lambda _: cell.at(), f"cell-{cell.id}-"
    )
    html, code = _code(writer, cell)
    builder, text = writer.builder, writer.builder.text()
    writer.check(text)  # which is that of the outputs: code is read where it is written
    return WrittenCell(
        html,
        code,
        text,
        dependencies.assets(),
        tuple(builder.problems),
        tuple(dependencies.recorded()),
    )


def with_folds(tokens: Sequence[Token], cells: Mapping[CellId, WrittenCell]) -> Sequence[Token]:
    """Return tokens with the folded code of cells behind the result that it led to.

    Cells that show nothing of their own stand in one fold with those they prepare, as long as no
    prose stands between them.
    """
    placed: list[Token] = []
    for are_cells, found in groupby(tokens, key=lambda token: token.type == "cell"):
        run = list(found)
        placed += _run_with_folds(run, cells) if are_cells else run
    return placed


def _run_with_folds(run: Iterable[Token], cells: Mapping[CellId, WrittenCell]) -> list[Token]:
    placed: list[Token] = []
    waiting: list[str] = []
    fold: Token | None = None
    for token in run:
        placed.append(token)
        cell = cells.get(cell_of(token).id, _PROSE)
        waiting += [cell.code] if cell.code else []
        if cell.html and waiting:
            fold = _fold(waiting, has_result=True)
            placed.append(fold)
            waiting = []
    if fold:
        fold.meta["code"] += waiting
    elif waiting:
        placed.append(_fold(waiting, has_result=False))
    return placed


def _fold(code: list[str], *, has_result: bool) -> Token:
    return Token("folded_code", "", 0, meta={"code": code, "has_result": has_result})


def _folded(writer: Writer, token: Token) -> str:
    code = safe("\n".join(token.meta["code"]))
    return filled(
        "folded-code", writer.context.words, code=code, has_result=token.meta["has_result"]
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


def _code(writer: Writer, cell: Cell) -> tuple[str, str]:
    """Return what a cell shows, and its code where that is folded."""
    tags = frozenset(cell.tags)
    has_code = cell.source.strip() and "remove-input" not in tags
    code = highlighted(cell.source, writer.context.language) if has_code else ""
    folded = code if "hide-input" in tags and "hide-cell" not in tags else ""
    output = "" if "remove-output" in tags else outputs(writer, cell)
    if not output and (folded or not code):
        return "", folded
    shown = filled(
        "cell",
        writer.context.words,
        code="" if folded else safe(code),
        output=safe(output),
        hides_cell="hide-cell" in tags,
        hides_output="hide-output" in tags,
    )
    return shown, folded


LEAVES: Final[Mapping[str, Leaf]] = {"cell": _cell, "folded_code": _folded}
