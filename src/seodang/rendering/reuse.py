"""Knowing, without rendering, that a fragment made earlier is still right."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Final

from seodang.course.notebook import CellId, Notebook
from seodang.rendering.fragment import Fragment
from seodang.rendering.references import ASSETS, References
from seodang.rendering.writer import Scene
from seodang.rendering.written_cell import WrittenCell
from seodang.store import Key, Store, key_of

FRAGMENTS: Final = "fragments"
"""The kind under which the store keeps fragments."""
_CELLS: Final = "cells"
"""The kind under which it keeps a lesson's code cells, which an edit of the prose leaves alone."""
_USES: Final = "uses"
"""The kind that keeps, for a text, what it asked and what was made of it the last time."""

_PACKAGE: Final = Path(__file__).parent.parent
_ROOMS: Final = ("rendering", "course", "locale")
_LIBRARIES: Final = (
    "latex2mathml", "markdown-it-py", "mdit-py-plugins", "nbconvert", "nh3", "pygments",
)  # fmt: skip


def renderer_version() -> str:
    """Hash whatever turns a text into HTML: this engine's rooms and the libraries they use."""
    digest = hashlib.sha256()
    for file in _sources():
        digest.update(f"{file.relative_to(_PACKAGE).as_posix()}\0".encode())
        digest.update(file.read_bytes())
    digest.update(repr([version(library) for library in _LIBRARIES]).encode())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    for room in _ROOMS:
        yield from sorted(file for file in (_PACKAGE / room).rglob("*.*") if file.suffix != ".pyc")


def found_again(base: Key, references: References, store: Store) -> Key | None:
    """Return the key of the fragment made of the same text, if all answers are the same.

    `base` stands for the text and everything else known before it is read.
    """
    last = store.load_json(_USES, base)
    if last is None or last["key"] != _key(base, references, last["questions"]):
        return None
    key = Key(last["key"])
    is_whole = store.has(FRAGMENTS, key) and all(store.has(ASSETS, Key(k)) for k in last["assets"])
    return key if is_whole else None


def keep(base: Key, references: References, fragment: Fragment, store: Store) -> Key:
    """Keep a fragment, to be found again while its text and all answers stay."""
    key = keep_once(base, references, fragment, store)
    assets = [asset.key for asset in fragment.assets]
    uses = {"key": key, "questions": references.asked(), "assets": assets}
    store.save_json(_USES, base, uses)
    return key


def keep_once(base: Key, references: References, fragment: Fragment, store: Store) -> Key:
    """Keep a fragment that is made anew the next time, because it has problems to show."""
    key = _key(base, references, references.asked())
    store.save_json(FRAGMENTS, key, fragment.to_json())
    return key


def cells_key(version: str, notebook: Notebook, scene: Scene, outputs: Key | None) -> Key:
    """Return the key of a lesson's written code cells."""
    cells = [[cell.id, cell.tags, cell.alt] for cell in notebook.code_cells()]
    address = scene.references.address
    return key_of(version, scene.words.language, scene.language, address, outputs, cells)


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


def _key(base: Key, references: References, questions: Iterable[Sequence[str]]) -> Key:
    asked = [(kind, name) for kind, name in questions]
    return key_of(base, asked, references.answers(asked))
