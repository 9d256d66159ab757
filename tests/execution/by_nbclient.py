"""Run notebooks with nbclient alone, as an independent witness of what a kernel puts out.

python by_nbclient.py < [{"folder": …, "cells": [{"source": …, "may_raise": …}]}] > outputs
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import nbformat
from nbclient import NotebookClient

ENOUGH = 600  # seconds, on the busiest machine


def run(folder: str, cells: list[dict[str, Any]]) -> list[Any]:
    """Return the outputs of each cell."""
    notebook = nbformat.v4.new_notebook()  # type: ignore[no-untyped-call]
    for cell in cells:
        tags = ["raises-exception"] if cell["may_raise"] else []
        metadata = {"tags": tags}
        new = nbformat.v4.new_code_cell(cell["source"], metadata=metadata)  # type: ignore[no-untyped-call]
        notebook.cells.append(new)
    # Left alone, nbclient stops waiting for a cell's outputs after four seconds, and says nothing.
    client = NotebookClient(
        notebook,
        timeout=ENOUGH,
        startup_timeout=ENOUGH,
        iopub_timeout=ENOUGH,
        raise_on_iopub_timeout=True,
        kernel_name="python3",
        # Figures for dense screens, as IPython itself draws them: all that a lesson has otherwise.
        extra_arguments=["--InlineBackend.figure_formats=png2x"],
    )
    with client.setup_kernel(
        cwd=folder,
        env={**os.environ, "HOME": folder},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ):
        for number, cell in enumerate(notebook.cells):
            client.execute_cell(cell, number)
    return [cell.outputs for cell in notebook.cells]


if __name__ == "__main__":
    json.dump([run(**notebook) for notebook in json.load(sys.stdin)], sys.stdout)
