"""Reading Jupyter notebooks (`notebook.ipynb`, nbformat 4)."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any, Final

from seodang.documents.myst import DEFAULT_KERNEL, kernel_name
from seodang.documents.notebook import Cell, CellKind, Notebook, identified
from seodang.problems import Place, Pointer, Problem, say

MAJOR_VERSION: Final = 4
# JSON writes an emoji as two escapes; one of them alone is no character, and no file can hold it.
_LONE_SURROGATE: Final = re.compile(
    r"(?<!\\)(?:\\\\)*(?P<sign>"
    r"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])"
    r"|(?<!\\u[dD][89abAB][0-9a-fA-F]{2})\\u[dD][c-fC-F][0-9a-fA-F]{2})"
)


def read_ipynb(text: str, path: str) -> tuple[Notebook, list[Problem]]:
    """Read a notebook's cells; what is not a notebook gives a problem and no cells."""
    try:
        raw = json.loads(text)
    except json.JSONDecodeError as error:
        return _nothing(path), [_not_json(error, path)]
    except (RecursionError, ValueError):  # nested too deeply, or a number of thousands of digits
        return _nothing(path), [_not_a_notebook(path)]
    half = _LONE_SURROGATE.search(text)
    if half is not None:
        return _nothing(path), [_half_missing(text, half.start("sign"), path)]
    if not isinstance(raw, dict) or not isinstance(raw.get("cells"), list):
        return _nothing(path), [_not_a_notebook(path)]
    if raw.get("nbformat") != MAJOR_VERSION:
        return _nothing(path), [_old_format(path, raw.get("nbformat"))]
    return _notebook(raw, path)


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
            pointer = Pointer(path, ("cells", number, "source", 0))
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


def _nothing(path: str) -> Notebook:
    return Notebook(path, DEFAULT_KERNEL, ())


def _half_missing(text: str, position: int, path: str) -> Problem:
    line = text.count("\n", 0, position) + 1
    return Problem(
        "notebook-valid",
        Place(path, line, position - text.rfind("\n", 0, position)),
        say("half of a character is missing here"),
        say(
            "delete {written}, or open the notebook in Jupyter, type the character again and save",
            written=text[position : position + 6],
        ),
    )


def _not_json(error: json.JSONDecodeError, path: str) -> Problem:
    return Problem(
        "notebook-valid",
        Place(path, error.lineno, error.colno),
        say("'{path}' is not a notebook: its JSON breaks off here", path=path),
        say("restore the last version that opened in Jupyter"),
    )


def _not_a_notebook(path: str) -> Problem:
    return Problem(
        "notebook-valid",
        Place(path),
        say("'{path}' is not a notebook: it has no list of cells", path=path),
        say("save it from Jupyter as a notebook (.ipynb)"),
    )


def _old_format(path: str, version: object) -> Problem:
    return Problem(
        "notebook-valid",
        Pointer(path, ("nbformat",)),
        say("this notebook has format {version}; format 4 is read here", version=version),
        say("open it in Jupyter and save it again"),
    )


def _bad_cell(path: str, number: int) -> Problem:
    return Problem(
        "notebook-valid",
        Pointer(path, ("cells", number)),
        say("cell {number} is not a notebook cell", number=number + 1),
        say("restore the last version that opened in Jupyter"),
    )
