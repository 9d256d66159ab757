"""Knowing, without rendering, that a fragment made earlier is still right."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from seodang.cache.memo import Ledger
from seodang.cache.store import ASSETS, FRAGMENTS, Key, Store, key_of
from seodang.course.model import Course
from seodang.documents.notebook import CellId, Notebook
from seodang.rendering.dependencies import References
from seodang.rendering.fragment import Fragment
from seodang.rendering.writer import Scene
from seodang.rendering.written_cell import WrittenCell

_CELLS: Final = "cells"
"""The kind under which it keeps a lesson's code cells, which an edit of the prose leaves alone."""

_PACKAGE: Final = Path(__file__).parent.parent
_ROOMS: Final = ("rendering", "documents", "exercises", "files", "course", "locale")
_LIBRARIES: Final = (
    "latex2mathml", "markdown-it-py", "mdit-py-plugins", "nbconvert", "nh3", "pygments",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """What a fragment is made of: the text at a path, and all else that is known beforehand.

    `content` is the SHA-256 of the file and what was put out by its code; `base` is the rest.
    """

    path: str
    content: list[Any]
    base: tuple[object, ...]


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


class Reuse:
    """Knows the fragments made earlier, and which of them are still right.

    `ledger` is what it has noted: of which text a fragment was made, what the text asked, and
    how the entries of the store looked.
    """

    def __init__(self, course: Course, store: Store, version: str) -> None:
        self._surroundings = course.surroundings
        self._store = store
        self.ledger = Ledger(store, "fragments", version)

    def again(self, text: Text, references: Callable[[], References]) -> Key | None:
        """Return the key of the fragment made of the same text, if all answers are the same."""
        known = self.ledger.recall(text.path, text.content)
        if known is None:
            return None
        key, asked, assets, surroundings, states = known
        is_same = surroundings == self._surroundings
        if not is_same and key != _key(text, references(), asked):
            return None
        entries = _entries(key, assets)
        is_whole = states == self._states(entries)
        if not is_whole and not all(self._store.has(*entry) for entry in entries):
            return None
        if not is_same or not is_whole:
            self._note(text, key, asked, assets)
        return Key(key)

    def keep(self, text: Text, references: References, fragment: Fragment) -> Key:
        """Keep a fragment, to be found again while its text and all answers stay."""
        key = self.keep_once(text, references, fragment)
        assets = [asset.key for asset in fragment.assets]
        self._note(text, key, references.asked(), assets)
        return key

    def keep_once(self, text: Text, references: References, fragment: Fragment) -> Key:
        """Keep a fragment that is made anew the next time, because it has problems to show."""
        key = _key(text, references, references.asked())
        self._store.save_json(FRAGMENTS, key, fragment.to_json())
        return key

    def _note(self, text: Text, key: str, asked: Iterable[Any], assets: Sequence[str]) -> None:
        states = self._states(_entries(key, assets))
        value = [key, list(asked), assets, self._surroundings, states]
        self.ledger.note(text.path, text.content, value)

    def _states(self, entries: Iterable[tuple[str, Key]]) -> list[list[int] | None]:
        return [self._store.state(*entry) for entry in entries]


def _entries(key: str, assets: Iterable[str]) -> list[tuple[str, Key]]:
    return [(FRAGMENTS, Key(key)), *((ASSETS, Key(asset)) for asset in assets)]


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


def _key(text: Text, references: References, questions: Iterable[Sequence[str]]) -> Key:
    asked = [(kind, name) for kind, name in questions]
    return key_of(text.base, text.path, text.content, asked, references.answers(asked))
