"""The one Markdown reader: prose becomes tokens here, for checks and for every edition.

It reads MyST Markdown as Jupyter shows it: CommonMark with tables, footnotes, math and task
lists, MyST roles (`{term}`), MyST directives, written with colons or backticks, and the boxes of
git hosts (`> [!NOTE]`). Where it leaves CommonMark so that text stays as it was meant, `emphasis`
and `plain_text` say so. A directive whose body is prose is unfolded in place (`directive_open` … `directive_close`), so that whoever
looks for headings, links or pictures walks one flat list; any other is a single `directive`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from seodang.documents.bare_addresses import bare_addresses_plugin
from seodang.documents.callouts import callouts_read
from seodang.documents.directive import Directive, directive_token
from seodang.documents.directive_options import options_of
from seodang.documents.emphasis import korean_emphasis_plugin
from seodang.documents.formulas import formulas_plugin
from seodang.documents.languages import languages_plugin
from seodang.documents.list_table import as_table
from seodang.documents.notebook import Cell, CellKind
from seodang.documents.picture_width import picture_width_plugin
from seodang.documents.plain_text import plain_text_plugin

ADMONITIONS: Final = frozenset(
    "note tip hint important caution warning attention danger error seealso admonition".split()
)
TITLED: Final = ADMONITIONS | {"dropdown"}
"""Directives whose argument is a title, which is prose."""
PROSE_DIRECTIVES: Final = TITLED | {"figure", "list-table", "table"}
"""Directives whose body is prose."""
CODE_DIRECTIVES: Final = frozenset({"code", "code-block", "sourcecode"})
"""Directives whose body is code to be read, not run."""
DIRECTIVES: Final = (
    PROSE_DIRECTIVES | CODE_DIRECTIVES | {"exercise", "image", "index", "math", "prompt"}
)
REFERENCES: Final = frozenset({"doc", "eq", "numref", "ref"})
"""Roles that lead to another place of the course."""
ROLES: Final = REFERENCES | {"term", "source", "math", "abbr", "sub", "sup", "index"}

_DEEPEST = 10
_TASK = re.compile(r"\[([ xX])\]\s+")


@cache
def markdown_reader() -> MarkdownIt:
    """Return the reader. It keeps no state between texts; making it costs more than a page."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    reader.use(formulas_plugin)
    reader.use(footnote_plugin, inline=False).use(deflist_plugin).use(colon_fence_plugin)
    reader.use(myst_role_plugin).use(myst_block_plugin).use(korean_emphasis_plugin)
    reader.use(plain_text_plugin).use(bare_addresses_plugin).use(picture_width_plugin)
    reader.use(languages_plugin)
    # What may be linked to is for a rule to say: the reader would leave brackets without a word.
    reader.validateLink = _is_told_elsewhere  # type: ignore[method-assign,assignment]
    reader.core.ruler.at("block", _read_blocks)
    reader.core.ruler.after("block", "directives", _unfold_directives)
    reader.core.ruler.after("inline", "tasks", _mark_tasks)
    reader.core.ruler.after("footnote_tail", "balance", _balance)
    reader.parse("")  # makes its tables, which two threads would spoil for each other
    return reader


def _is_told_elsewhere(address: str) -> bool:
    return not address.lower().startswith("file:")


def read_cells(cells: Iterable[Cell]) -> list[Token]:
    """Read a notebook's prose as one text, so that footnotes and link references span cells.

    Before the tokens of each cell stands one of type `cell` that holds it (see `cell_of`); the
    lines in `map` count within the cell. A code or raw cell gives this token only.
    """
    return markdown_reader().parse("", {"cells": tuple(cells)})


def read_text(reader: MarkdownIt, text: str) -> list[Token]:
    """Read a text that stands alone: a page, a question, an option's feedback."""
    return reader.parse(text, {})


def cell_of(token: Token) -> Cell:
    """Return the cell that a `cell` token announces."""
    cell: Cell = token.meta["cell"]
    return cell


def directive_of(token: Token) -> Directive:
    """Return the directive a `directive` or `directive_open` token stands for."""
    directive: Directive = token.meta["directive"]
    return directive


def _read_blocks(state: StateCore) -> None:
    if "cells" not in state.env:
        state.md.block.parse(state.src, state.md, state.env, state.tokens)
    for cell in state.env.get("cells", ()):
        state.tokens.append(Token("cell", "", 0, block=True, meta={"cell": cell}))
        if cell.kind is CellKind.MARKDOWN:
            # Each cell apart: a list that ends a cell does not run on into the next.
            state.md.block.parse(cell.source, state.md, state.env, state.tokens)


def _mark_tasks(state: StateCore) -> None:
    """Mark items that begin with `[ ]` or `[x]` (GFM) by `meta["task"]`: whether it is done."""
    for item, paragraph, inline in zip(
        state.tokens, state.tokens[1:], state.tokens[2:], strict=False
    ):
        if item.type == "list_item_open" and paragraph.type == "paragraph_open":
            _mark_task(item, inline)


def _mark_task(item: Token, inline: Token) -> None:
    box = _TASK.match(inline.content)
    if box is None or not inline.children or inline.children[0].type != "text":
        return
    item.meta["task"] = box[1] != " "
    inline.content = inline.content[box.end() :]
    inline.children[0].content = inline.children[0].content[box.end() :]


def _balance(state: StateCore) -> None:
    """Drop ends without a beginning, which a footnote defined within a footnote leaves behind."""
    depth, whole = 0, []
    for token in state.tokens:
        depth = max(depth + token.nesting, -1)
        if depth < 0:
            depth = 0
        else:
            whole.append(token)
    state.tokens = whole


def _unfold_directives(state: StateCore) -> None:
    state.tokens = callouts_read(_unfolded(state.tokens, state, 0), ADMONITIONS)


def _unfolded(tokens: list[Token], state: StateCore, depth: int) -> list[Token]:
    found = []
    for token in tokens:
        directive = _directive(token)
        if directive is None:
            found.append(token)
        elif directive.name in PROSE_DIRECTIVES and depth < _DEEPEST:
            found += _container(token, directive, state, depth)
        else:
            found.append(directive_token(token, directive, 0))
    return found


def _container(token: Token, directive: Directive, state: StateCore, depth: int) -> list[Token]:
    inner: list[Token] = []
    state.md.block.parse(directive.body, state.md, state.env, inner)
    for child in inner:
        if child.map is not None:
            child.map = [line + directive.body_line for line in child.map]
    unfolded = _unfolded(inner, state, depth + 1)
    return [
        directive_token(token, directive, 1),
        *(as_table(unfolded, directive) if directive.name == "list-table" else unfolded),
        directive_token(token, directive, -1),
    ]


def _directive(token: Token) -> Directive | None:
    info = token.info.strip()
    if token.type not in ("fence", "colon_fence") or not info.startswith("{") or "}" not in info:
        return None
    name, _, argument = info[1:].partition("}")
    line = token.map[0] if token.map else 0
    lines = token.content.split("\n")
    options, taken = options_of(lines)
    body = "\n".join(lines[taken:])
    return Directive(name.strip(), argument.strip(), options, body, line, line + 1 + taken)
