"""From Markdown tokens to a fragment: all rules in one place, and the texts they write."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from markdown_it.token import Token

from seodang.documents.document import Prose
from seodang.documents.headings import title_of
from seodang.documents.markdown import read_cells, read_text
from seodang.documents.notebook import CellId, CellKind, Notebook
from seodang.problems import Place, Pointer, Problem
from seodang.rendering import blocks, code_cells, directives, inlines
from seodang.rendering.code_cells import shown_cells, written_cell
from seodang.rendering.fragment import Fragment
from seodang.rendering.fragment_builder import Gathering
from seodang.rendering.writer import At, Rules, Scene, Writer
from seodang.rendering.written_cell import WrittenCell

TOKEN_WRITERS: Final = Rules(
    leaves={**inlines.LEAVES, **blocks.LEAVES, **directives.LEAVES, **code_cells.LEAVES},
    wraps={**inlines.WRAPS, **blocks.WRAPS, **directives.WRAPS},
    begins={**blocks.BEGINS, **directives.BEGINS},
)


def written_cells(notebook: Notebook, scene: Scene) -> dict[CellId, WrittenCell]:
    """Write the code cells of a notebook that learners see."""
    code = (cell for cell in shown_cells(notebook) if cell.kind is CellKind.CODE)
    return {cell.id: written_cell(cell, scene, TOKEN_WRITERS) for cell in code}


def lesson_fragment(prose: Prose, scene: Scene) -> tuple[Fragment, list[Problem]]:
    """Write what learners see of a lesson's notebook; `scene` holds its written code cells."""
    shown = shown_cells(prose.notebook)
    # What only instructors see is left out before reading: its link references are too.
    is_all = len(shown) == len(prose.shown)
    tokens = prose.tokens if is_all else read_cells(scene.reader, shown, {})
    writer = Writer(scene, TOKEN_WRITERS, Gathering(), _at(prose.notebook.path))
    return _fragment(tokens, scene, writer, prose.tokens)


def page_fragment(text: str, path: str, scene: Scene) -> tuple[Fragment, list[Problem]]:
    """Write a plain page; its first heading of level 1 is its title, not its content."""
    tokens = read_text(scene.reader, text)
    writer = Writer(scene, TOKEN_WRITERS, Gathering(), _at(path))
    if tokens and tokens[0].type == "heading_open" and tokens[0].tag == "h1":
        writer.gathering.title = title_of(tokens[1])
        tokens = tokens[3:]
    return _fragment(tokens, scene, writer)


def inline_html(text: str, where: Pointer, scene: Scene) -> tuple[str, list[Problem]]:
    """Write a short text that stands within a line of a page, such as a definition."""
    at: At = lambda line: replace(where, line=line)  # noqa: E731
    writer = Writer(scene, TOKEN_WRITERS, Gathering(), at)
    return writer.write_line(text, at), writer.gathering.problems


def _fragment(
    tokens: Sequence[Token], scene: Scene, writer: Writer, among: Sequence[Token] | None = None
) -> tuple[Fragment, list[Problem]]:
    blocks.name_headings(writer, tokens, among)
    html = writer.write(tokens)
    gathered = writer.gathering
    fragment = Fragment(
        html=html,
        toc=tuple(gathered.headings),
        text=gathered.text(),
        index=gathered.index(),
        assets=scene.references.assets(),
        title=gathered.title,
    )
    return fragment, gathered.problems


def _at(path: str) -> At:
    return lambda line: Place(path, line + 1)
