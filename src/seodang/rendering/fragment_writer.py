"""From Markdown tokens to a fragment: all rules in one place, and the texts they write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from markdown_it.token import Token

from seodang.documents.document import Document
from seodang.documents.headings import title_of
from seodang.documents.notebook import CellId, CellKind
from seodang.problems import Place, Pointer, Problem
from seodang.rendering import blocks, code_cells, directives, inlines
from seodang.rendering.code_cells import with_folds, written_cell
from seodang.rendering.fragment import Fragment
from seodang.rendering.fragment_builder import FragmentBuilder
from seodang.rendering.writer import At, RenderContext, Rules, Writer
from seodang.rendering.written_cell import WrittenCell

TOKEN_WRITERS: Final = Rules(
    leaves={**inlines.LEAVES, **blocks.LEAVES, **directives.LEAVES, **code_cells.LEAVES},
    wraps={**inlines.WRAPS, **blocks.WRAPS, **directives.WRAPS},
    begins={**blocks.BEGINS, **directives.BEGINS},
)


def written_cells(document: Document, context: RenderContext) -> dict[CellId, WrittenCell]:
    """Write the code cells of a document that its audience sees."""
    code = (cell for cell in document.shown if cell.kind is CellKind.CODE)
    return {cell.id: written_cell(cell, context, TOKEN_WRITERS) for cell in code}


def lesson_fragment(document: Document, context: RenderContext) -> tuple[Fragment, list[Problem]]:
    """Write a lesson's notebook as its audience sees it; `context` holds its written code cells."""
    # An address is the same whoever reads the page, so headings are counted among all.
    among = (document.whole or document).blocks
    return _fragment(document.path, document.blocks, among, context, titled=True)


def page_fragment(document: Document, context: RenderContext) -> tuple[Fragment, list[Problem]]:
    """Write a plain page; its first heading of level 1 is its title, not its content."""
    title = ""
    cell, *content = document.blocks
    if content and content[0].type == "heading_open" and content[0].tag == "h1":
        title = title_of(content[1])
        content = content[3:]
    tokens = [cell, *content]
    return _fragment(document.path, tokens, tokens, context, title)


def inline_html(text: str, where: Pointer, context: RenderContext) -> tuple[str, list[Problem]]:
    """Write a short text that stands within a line of a page, such as a definition."""
    at: At = lambda line: replace(where, line=line)  # noqa: E731
    writer = Writer(context, TOKEN_WRITERS, FragmentBuilder(), at)
    return writer.write_line(text, at), writer.builder.problems


def _fragment(
    path: str,
    tokens: Sequence[Token],
    among: Sequence[Token],
    context: RenderContext,
    title: str = "",
    *,
    titled: bool = False,
) -> tuple[Fragment, list[Problem]]:
    """Write tokens whose headings get addresses that are unique among those of `among`.

    Where the page is `titled` already, the title in `tokens` is not written again.
    """
    builder = FragmentBuilder()
    writer = Writer(context, TOKEN_WRITERS, builder, lambda line: Place(path, line + 1))
    blocks.name_headings(writer, tokens, among)
    shown = blocks.without_title(writer, tokens) if titled else tokens
    html = writer.write(with_folds(shown, context.cells))
    headings, assets = tuple(builder.headings), context.dependencies.assets()
    fragment = Fragment(html, headings, builder.index(), assets, title)
    return fragment, builder.problems
