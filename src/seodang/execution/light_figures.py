"""Figures made lighter when they are kept, so that no page has to do it again."""

from __future__ import annotations

from base64 import b64decode, b64encode

from seodang.execution.outcomes import CellOutputs, Output
from seodang.pictures.webp import as_webp


def with_light_figures(outputs: CellOutputs) -> CellOutputs:
    """Return the outputs of cells, in which each PNG stands as WebP, too, if that is smaller."""
    return {cell: [_lighter(one) for one in some] for cell, some in outputs.items()}


def _lighter(output: Output) -> Output:
    data = output.get("data") or {}
    png = data.get("image/png")
    if not isinstance(png, str) or "image/webp" in data:
        return output
    try:
        webp = as_webp(b64decode(png))
    except ValueError:  # what it shows instead is told where the page is made
        return output
    if webp is None:
        return output
    return {**output, "data": {**data, "image/webp": b64encode(webp).decode()}}
