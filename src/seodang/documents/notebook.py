"""A lesson's notebook: cells in order, each knowing where it stands in its file."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final, NewType
from urllib.parse import unquote

from seodang.documents.kernel_metadata import kernel_language, kernel_name
from seodang.kernels import PYTHON
from seodang.problems import Place, Where

CellId = NewType("CellId", str)


ATTACHED: Final = "attachment:"
"""What the address of a picture begins with that is kept in its cell."""

LANGUAGE: Final = "lang"
"""The metadata that says the language of a text in a YAML file which is shown as it is written."""


class CellKind(StrEnum):
    """Jupyter's three types of cells."""

    MARKDOWN = "markdown"
    CODE = "code"
    RAW = "raw"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; `where` is the first character of its source, `options` that of its metadata."""

    kind: CellKind
    source: str
    where: Where
    metadata: Mapping[str, Any] = field(default_factory=dict)
    attachments: Mapping[str, Any] = field(default_factory=dict)
    has_outputs: bool = False
    id: CellId = CellId("")
    options: Where | None = None

    @property
    def tags(self) -> tuple[str, ...]:
        """The cell's tags, as Jupyter knows them."""
        tags = self.metadata.get("tags", ())
        if isinstance(tags, str):
            return (tags,)
        return tuple(str(tag) for tag in tags) if isinstance(tags, list) else ()

    def attachment(self, name: str) -> Mapping[str, Any] | None:
        """Return a picture pasted into the cell: its data by media type.

        Notebooks write a name as it is or percent-encoded, and its address in either way.
        """
        wanted = attachment_name(name)
        found = (value for key, value in self.attachments.items() if attachment_name(key) == wanted)
        return next((value for value in found if isinstance(value, dict)), None)

    @property
    def code(self) -> str:
        """The code that runs: none where a tag of MyST-NB skips it."""
        return "" if "skip-execution" in self.tags else self.source

    @property
    def alt(self) -> str | None:
        """The alternative text of a picture this cell puts out."""
        alt = self.metadata.get("alt")
        return alt.strip() or None if isinstance(alt, str) else None

    def at(self, line: int = 0, column: int = 1) -> Where:
        """Return the place of a character of the source: `line` from 0, `column` from 1."""
        where = self.where
        if isinstance(where, Place):
            return Place(where.path, where.line + line, column)
        name, key = where.keys[-2:] if len(where.keys) > 1 else ("", "")
        if name in ("source", "input") and isinstance(
            key, int
        ):  # a list of lines, as Jupyter saves it
            return replace(where, keys=(*where.keys[:-1], key + line), column=column)
        return replace(where, line=line, column=column)


def attachment_name(name: str) -> str:
    """Return the name of an attachment as a person reads it."""
    return unicodedata.normalize("NFC", unquote(name))


@dataclass(frozen=True, slots=True)
class Notebook:
    """What a notebook file holds; `path` is relative to the course's root."""

    path: str
    kernel: str
    cells: tuple[Cell, ...]
    language: str = PYTHON
    allow_errors: bool = False
    """Whether each of its cells may raise, as MyST-NB's setting has it."""

    def code_cells(self) -> tuple[Cell, ...]:
        """Return the cells that run, in order."""
        return tuple(cell for cell in self.cells if cell.kind is CellKind.CODE)


def notebook_of(path: str, metadata: Mapping[str, Any], cells: tuple[Cell, ...]) -> Notebook:
    """Make a notebook of its cells and of what its metadata says of all of them."""
    mystnb, execution = (metadata.get(key) for key in ("mystnb", "execution"))
    allowed = (
        isinstance(mystnb, dict) and mystnb.get("execution_allow_errors"),
        isinstance(execution, dict) and execution.get("allow_errors"),
    )
    kernel, language = kernel_name(metadata), kernel_language(metadata)
    return Notebook(path, kernel, cells, language, allow_errors=True in allowed)


def identified(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Give each cell an id made of its source and its occurrence.

    Ids kept in files would not do: MyST Markdown has none, so every reader invents new ones.
    """
    seen: Counter[str] = Counter()
    found = []
    for cell in cells:
        digest = hashlib.sha256(f"{cell.kind}\0{cell.source}".encode()).hexdigest()[:12]
        found.append(replace(cell, id=CellId(f"{digest}-{seen[digest]}")))
        seen[digest] += 1
    return tuple(found)
