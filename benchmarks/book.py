"""The corpus as a jupyter-book whose notebooks have run: their outputs stand in the files."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any, Final

from benchmarks import layouts
from benchmarks.layouts import to_json
from benchmarks.prerendered import PICTURE, output_of

LAYOUT: Final = "jupyter-book-1"


def write(folder: Path, count: int) -> None:
    """Write a book of so many lessons, of which nothing is left to run."""
    layouts.write(LAYOUT, folder, count)
    config = {"title": "견주기", "execute": {"execute_notebooks": "off"}}
    to_json(folder / "docs/_config.yml", config)
    for file in (folder / "docs").glob("*.ipynb"):
        notebook = json.loads(file.read_bytes())
        _execute(notebook)
        to_json(file, notebook)


def edit_prose(folder: Path, turn: int) -> None:
    """Add a sentence to the second lesson."""
    file = folder / "docs/lesson-00001.ipynb"
    notebook = json.loads(file.read_bytes())
    notebook["cells"][-1]["source"] += f"\n\n한 문장을 더합니다({turn})."
    to_json(file, notebook)


def _execute(notebook: dict[str, Any]) -> None:
    space: dict[str, object] = {}
    code = (cell for cell in notebook["cells"] if cell["cell_type"] == "code")
    for number, cell in enumerate(code, 1):
        cell["execution_count"] = number
        cell["outputs"] = [_output(cell["source"], space)]


def _output(source: str, space: dict[str, object]) -> dict[str, Any]:
    if "plt." in source:
        data = {"image/png": base64.b64encode(PICTURE).decode("ascii")}
        return {"output_type": "display_data", "data": data, "metadata": {}}
    return {"output_type": "stream", "name": "stdout", "text": output_of(source, space)}
