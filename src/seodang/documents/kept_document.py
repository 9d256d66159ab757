"""Documents as JSON values: to read one again takes a fifth of the time that parsing it takes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from markdown_it.token import Token

from seodang.cache.problem_json import where_from_json, where_to_json
from seodang.documents.contents import Fault
from seodang.documents.directive import Directive
from seodang.documents.document import Document
from seodang.documents.notebook import Cell, CellKind, Notebook


def document_to_json(document: Document) -> Any:
    """Return a document that has no problems as a value that JSON can hold."""
    notebook = document.notebook
    numbers = {id(cell): number for number, cell in enumerate(notebook.cells)}
    return {
        "notebook": [notebook.kernel, notebook.language, notebook.allow_errors],
        "cells": [_cell_to_json(cell) for cell in notebook.cells],
        "shown": [numbers[id(cell)] for cell in document.shown],
        "blocks": _tokens_to_json(document.blocks, numbers),
        "faults": [[fault.reason, where_to_json(fault.where)] for fault in document.faults],
    }


def document_from_json(value: Any, name: str, digest: str, path: str) -> Document:
    """Read what `document_to_json` made."""
    cells = tuple(_cell_from_json(cell) for cell in value["cells"])
    kernel, language, allow_errors = value["notebook"]
    return Document(
        name=name,
        digest=digest,
        notebook=Notebook(path, kernel, cells, language, allow_errors),
        shown=tuple(cells[number] for number in value["shown"]),
        blocks=_tokens_from_json(value["blocks"], cells),
        faults=tuple(Fault(reason, where_from_json(where)) for reason, where in value["faults"]),
    )


def _cell_to_json(cell: Cell) -> Any:
    where, options = where_to_json(cell.where), cell.options and where_to_json(cell.options)
    given = (cell.metadata, cell.attachments, cell.has_outputs)
    return [cell.kind, cell.source, where, *given, cell.id, options]


def _cell_from_json(value: Any) -> Cell:
    kind, source, where, metadata, attachments, has_outputs, name, options = value
    start, place = where_from_json(where), options and where_from_json(options)
    return Cell(CellKind(kind), source, start, metadata, attachments, has_outputs, name, place)


def _tokens_to_json(tokens: Sequence[Token], cells: dict[int, int]) -> list[Any]:
    return [
        [
            token.type,
            token.tag,
            token.nesting,
            token.attrs,
            token.map,
            _tokens_to_json(token.children, cells) if token.children else token.children,
            token.content,
            token.info,
            _meta_to_json(token, cells),
            token.block,
            token.hidden,
        ]
        for token in tokens
    ]


def _meta_to_json(token: Token, cells: dict[int, int]) -> Any:
    if token.type == "cell":
        return cells[id(token.meta["cell"])]
    return asdict(token.meta["directive"]) if "directive" in token.meta else token.meta


def _tokens_from_json(values: Sequence[Any], cells: Sequence[Cell]) -> list[Token]:
    tokens = []
    for kind, tag, nesting, attrs, lines, children, content, info, meta, block, hidden in values:
        if kind == "cell":
            meta = {"cell": cells[meta]}  # noqa: PLW2901 (thousands of tokens: a function costs)
        elif kind.startswith("directive"):
            meta = {"directive": Directive(**meta)}  # noqa: PLW2901
        inner = _tokens_from_json(children, cells) if children else children
        # Level and markup serve the parser alone.
        tokens.append(
            Token(
                kind, tag, nesting, attrs, lines, 0, inner, content, "", info, meta, block, hidden
            )
        )
    return tokens
