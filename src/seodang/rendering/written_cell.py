"""A code cell as it stands in a page; kept in the store, so that an edit of the prose leaves it alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from seodang.cache.memo import Question
from seodang.cache.store import ASSETS, Key, Store
from seodang.documents.notebook import CellId
from seodang.problems import Problem
from seodang.rendering.fragment import Asset, assets_from_json

CELLS: Final = "cells"
"""Kind of entries: a lesson's code cells with their outputs, as HTML."""


class WrittenCell(NamedTuple):
    """A code cell with its outputs as HTML; the prose around it has no part in it.

    `code` is that which is folded: it stands behind the result, in a fold that cells may share.
    `dependencies` are what its outputs asked about the course, such as where a link leads.
    """

    html: str
    code: str
    text: str
    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...] = ()
    dependencies: tuple[Question, ...] = ()


def kept_cells(key: Key, store: Store) -> dict[CellId, WrittenCell] | None:
    """Return the code cells written earlier, or None where they or a picture are lost."""
    cells = store.load_as(CELLS, key, _cells_from_json)
    if cells is None:
        return None
    # The store may have dropped a picture that the HTML still shows.
    assets = (asset for cell in cells.values() for asset in cell.assets)
    return cells if all(store.has(ASSETS, Key(asset.key)) for asset in assets) else None


def _cells_from_json(value: Any) -> dict[CellId, WrittenCell]:
    return {
        CellId(name): WrittenCell(html, code, text, assets_from_json(assets))
        for name, (html, code, text, assets) in value.items()
    }


def keep_cells(key: Key, cells: Mapping[CellId, WrittenCell], store: Store) -> None:
    """Keep code cells, if they depend on nothing but their outputs."""
    if not any(cell.problems or cell.dependencies for cell in cells.values()):
        store.save_json(CELLS, key, {name: cell[:4] for name, cell in cells.items()})
