"""Reading Jupyter notebooks (`notebook.ipynb`, nbformat 4 and 3)."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final

from seodang.documents.ipynb_format_3 import cells_of_format_3
from seodang.documents.notebook import Cell, CellKind, Notebook, identified, notebook_of
from seodang.files.reading import place_behind
from seodang.files.validation import as_written
from seodang.kernels import DEFAULT_KERNEL
from seodang.problems import Message, Place, Pointer, Problem, Where, say

MAJOR_VERSION: Final = 4
OLDER_VERSION: Final = 3
_RESTORE: Final = say("restore the last version that opened in Jupyter")
# JSON writes an emoji as two escapes; one of them alone is no character, and no file can hold it.
_LONE_SURROGATE: Final = re.compile(
    r"(?<!\\)(?:\\\\)*(?P<sign>"
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2})"
)


def read_ipynb(text: str, path: str) -> tuple[Notebook, list[Problem]]:
    """Read a notebook's cells; what is not a notebook gives a problem and no cells."""
    raw = _raw(text, path)
    if isinstance(raw, Problem):
        return Notebook(path, DEFAULT_KERNEL, ()), [raw]
    return _notebook(raw, path)


def _raw(text: str, path: str) -> dict[str, Any] | Problem:
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        return _not_json(error, path)
    except (RecursionError, ValueError):  # nested too deeply, or a number of thousands of digits
        return _not_a_notebook(path)
    half = _LONE_SURROGATE.search(text)
    if half is not None:
        return _half_missing(text, half.start("sign"), path)
    return _of_known_format(raw, path)


def _of_known_format(raw: Any, path: str) -> dict[str, Any] | Problem:
    version = raw.get("nbformat") if isinstance(raw, dict) else None
    if version == OLDER_VERSION or (
        version == MAJOR_VERSION and isinstance(raw.get("cells"), list)
    ):
        known: dict[str, Any] = raw
        return known
    has_cells = isinstance(raw, dict) and isinstance(raw.get("cells"), list)
    is_other = version != MAJOR_VERSION and (isinstance(version, int) or has_cells)
    return _old_format(path, version) if is_other else _not_a_notebook(path)


def _notebook(raw: dict[str, Any], path: str) -> tuple[Notebook, list[Problem]]:
    cells, problems = [], []
    raw_cells: Iterable[tuple[Any, Pointer]] = (
        (cell, Pointer(path, ("cells", number))) for number, cell in enumerate(raw.get("cells", ()))
    )
    if raw.get("nbformat") == OLDER_VERSION:
        raw_cells = cells_of_format_3(raw, path)
    for number, (raw_cell, where) in enumerate(raw_cells):
        cell = _cell(raw_cell, where)
        if cell is None:
            problems.append(_bad_cell(where, number))
        else:
            cells.append(cell)
    metadata = raw.get("metadata")
    metadata = metadata if isinstance(metadata, dict) else {}
    return notebook_of(path, metadata, identified(cells)), problems


def _cell(raw: Any, place: Pointer) -> Cell | None:
    kind = raw.get("cell_type") if isinstance(raw, dict) else None
    if not isinstance(kind, str) or kind not in set(CellKind):
        return None
    source = raw.get("source")
    pointer = replace(place, keys=(*place.keys, _text_key(place, raw)))
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        if _is_by_lines(source):
            pointer = replace(pointer, keys=(*pointer.keys, 0))
        source = "".join(source)
    if not isinstance(source, str):
        return None
    metadata, attachments = raw.get("metadata", {}), raw.get("attachments", {})
    return Cell(
        kind=CellKind(kind),
        source=unicodedata.normalize("NFC", source),
        where=pointer,
        metadata=metadata if isinstance(metadata, dict) else {},
        attachments=attachments if isinstance(attachments, dict) else {},
        options=replace(place, keys=(*place.keys, "metadata")),
        has_outputs=bool(raw.get("outputs")) or raw.get("execution_count") is not None,
    )


def _text_key(place: Pointer, raw: dict[str, Any]) -> str:
    # What code is called in format 3, whose cells were made cells of format 4.
    is_old = place.keys[0] == "worksheets"
    return "input" if is_old and raw["cell_type"] == CellKind.CODE else "source"


def _is_by_lines(source: list[str]) -> bool:
    """Whether every entry is one line, as Jupyter writes them; other programs may differ."""
    return all(line.find("\n") == len(line) - 1 for line in source[:-1]) and bool(source)


def _half_missing(text: str, position: int, path: str) -> Problem:
    message = say("half of a character is missing here")
    fix = say(
        "delete {written}, or open the notebook in Jupyter, type the character again and save",
        written=text[position : position + 6],
    )
    return _invalid(place_behind(text[:position], path), message, fix)


def _not_json(error: json.JSONDecodeError, path: str) -> Problem:
    message = say("'{path}' is not a notebook: its JSON breaks off here", path=path)
    return _invalid(Place(path, error.lineno, error.colno), message, _RESTORE)


def _not_a_notebook(path: str) -> Problem:
    message = say("'{path}' is not a notebook: it has no list of cells", path=path)
    return _invalid(Place(path), message, say("save it from Jupyter as a notebook (.ipynb)"))


def _old_format(path: str, version: object) -> Problem:
    written = as_written(version)
    message = say("this notebook has format {version}; format 4 is read here", version=written)
    fix = say("open it in Jupyter and save it again")
    return _invalid(Pointer(path, ("nbformat",)), message, fix)


def _bad_cell(where: Pointer, number: int) -> Problem:
    message = say("cell {number} is not a notebook cell", number=number + 1)
    return _invalid(where, message, _RESTORE)


def _invalid(where: Where, message: Message, fix: Message) -> Problem:
    return Problem("notebook-valid", where, message, fix)
