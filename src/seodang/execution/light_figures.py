"""Figures made lighter when they are kept, so that no page has to do it again."""

from __future__ import annotations

from base64 import b64decode, b64encode
from typing import Final

from seodang.execution.outcomes import CellOutputs, Output
from seodang.pictures.webp import as_webp

LIGHT: Final = "application/vnd.seodang.webp"
"""The name under which a PNG's WebP stands beside it; what a notebook puts there is left out."""


def with_light_figures(outputs: CellOutputs) -> CellOutputs:
    """Return the outputs of cells, in which each PNG stands as WebP, too, if that is smaller."""
    return {cell: [_lighter(one) for one in some] for cell, some in outputs.items()}


def _lighter(output: Output) -> Output:
    data = {kind: one for kind, one in (output.get("data") or {}).items() if kind != LIGHT}
    png = data.get("image/png")
    if isinstance(png, str):
        try:
            webp = as_webp(b64decode(png))
        except ValueError:  # what it is instead is told where the page is made
            webp = None
        if webp is not None:
            data[LIGHT] = b64encode(webp).decode()
    return {**output, "data": data} if "data" in output else output
