"""A lesson's written code cells in the store: an edit of its prose leaves them alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from seodang.cache.store import ASSETS, Key, Store, key_of
from seodang.course.variant import Variant
from seodang.documents.document import Document
from seodang.documents.notebook import CellId
from seodang.rendering.writer import RenderContext
from seodang.rendering.written_cell import WrittenCell

_CELLS: Final = "cells"
"""Kind of entries: a lesson's code cells with their outputs, as HTML."""


def cells_key(
    version: str, variant: Variant, document: Document, context: RenderContext, outputs: Key | None
) -> Key:
    """Return the key of a lesson's written code cells."""
    cells = [[cell.id, cell.tags, cell.alt] for cell in document.notebook.code_cells()]
    address = context.dependencies.address
    return key_of(_CELLS, version, str(variant), context.language, address, outputs, cells)


def cells_again(key: Key, store: Store) -> dict[CellId, WrittenCell] | None:
    """Return the code cells written earlier, or None where they or a picture are lost."""
    value = store.load_json(_CELLS, key)
    if value is None:
        return None
    cells = {CellId(name): WrittenCell.from_json(cell) for name, cell in value.items()}
    assets = (asset for cell in cells.values() for asset in cell.assets)
    return cells if all(store.has(ASSETS, Key(asset.key)) for asset in assets) else None


def keep_cells(key: Key, cells: Mapping[CellId, WrittenCell], store: Store) -> None:
    """Keep code cells, if they depend on nothing but their outputs."""
    if all(cell.may_be_kept for cell in cells.values()):
        store.save_json(_CELLS, key, {name: cell.to_json() for name, cell in cells.items()})
