"""Reading Jupyter notebooks (`notebook.ipynb`, nbformat 4)."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any, Final

from seodang.documents.myst import DEFAULT_KERNEL, kernel_name
from seodang.documents.notebook import Cell, CellKind, Notebook, identified
from seodang.files.reading import place_behind
from seodang.problems import Message, Place, Pointer, Problem, Where, say

MAJOR_VERSION: Final = 4
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
    if not isinstance(raw, dict) or not isinstance(raw.get("cells"), list):
        return _not_a_notebook(path)
    return raw if raw.get("nbformat") == MAJOR_VERSION else _old_format(path, raw.get("nbformat"))


def _notebook(raw: dict[str, Any], path: str) -> tuple[Notebook, list[Problem]]:
    cells, problems = [], []
    for number, raw_cell in enumerate(raw["cells"]):
        cell = _cell(raw_cell, path, number)
        if cell is None:
            problems.append(_bad_cell(path, number))
        else:
            cells.append(cell)
    metadata = raw.get("metadata")
    name = kernel_name(metadata if isinstance(metadata, dict) else {})
    return Notebook(path, name, identified(cells)), problems


def _cell(raw: Any, path: str, number: int) -> Cell | None:
    if not isinstance(raw, dict) or raw.get("cell_type") not in set(CellKind):
        return None
    source = raw.get("source")
    pointer = Pointer(path, ("cells", number, "source"))
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        if _is_by_lines(source):
            pointer = Pointer(path, (*pointer.keys, 0))
        source = "".join(source)
    if not isinstance(source, str):
        return None
    metadata, attachments = raw.get("metadata", {}), raw.get("attachments", {})
    return Cell(
        kind=CellKind(raw["cell_type"]),
        source=unicodedata.normalize("NFC", source),
        where=pointer,
        metadata=metadata if isinstance(metadata, dict) else {},
        attachments=attachments if isinstance(attachments, dict) else {},
        options=Pointer(path, ("cells", number, "metadata")),
        has_outputs=bool(raw.get("outputs")) or raw.get("execution_count") is not None,
    )


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
    message = say("this notebook has format {version}; format 4 is read here", version=version)
    fix = say("open it in Jupyter and save it again")
    return _invalid(Pointer(path, ("nbformat",)), message, fix)


def _bad_cell(path: str, number: int) -> Problem:
    message = say("cell {number} is not a notebook cell", number=number + 1)
    return _invalid(Pointer(path, ("cells", number)), message, _RESTORE)


def _invalid(where: Where, message: Message, fix: Message) -> Problem:
    return Problem("notebook-valid", where, message, fix)
