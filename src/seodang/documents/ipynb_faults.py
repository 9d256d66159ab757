"""What of an .ipynb is not as Jupyter's format asks, though its cells can be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from seodang.documents.contents import Fault
from seodang.files.validation import as_written
from seodang.problems import Pointer

_LONGEST_REASON: Final = 160
_MINOR_WITH_IDS: Final = 5
_FORMAT: Final = 4
_LARGEST_MINOR: Final = 99


def faults_in(text: str, path: str) -> Iterator[Fault]:
    """Yield the faults of a notebook of format 4; an older one was made one of format 4."""
    raw = json.loads(text)
    if "cells" not in raw:
        return
    # Importing nbformat takes 0.2 s, and many courses have no .ipynb.
    from nbformat.validator import iter_validate

    minor = raw.get("nbformat_minor", _MINOR_WITH_IDS)
    if type(minor) is not int or not 0 <= minor <= _LARGEST_MINOR:
        # What asks for the number's schema has no word for one that is none.
        yield Fault(
            f"{as_written(minor)} is no 'nbformat_minor'", Pointer(path, ("nbformat_minor",))
        )
        raw = {**raw, "nbformat_minor": _MINOR_WITH_IDS}
    for error in iter_validate(_without_unread({**raw, "nbformat": _FORMAT})):  # type: ignore[no-untyped-call]
        reason = error.message.partition("\n")[0][:_LONGEST_REASON]
        yield Fault(reason, Pointer(path, tuple(error.relative_path)))


def _without_unread(raw: dict[str, Any]) -> dict[str, Any]:
    """Put right what nothing here reads: ids of cells, outputs, execution counts, a kernel's title.

    Tools leave these out or write them wrongly, and neither Jupyter nor an author minds.
    """
    minor = raw.get("nbformat_minor")
    has_ids = isinstance(minor, int) and minor >= _MINOR_WITH_IDS
    cells = [_cell(cell, f"cell-{number}", has_ids) for number, cell in enumerate(raw["cells"])]
    metadata = raw.get("metadata", {})
    spec = metadata.get("kernelspec") if isinstance(metadata, dict) else None
    if isinstance(spec, dict) and "name" in spec:
        metadata = {**metadata, "kernelspec": {"display_name": "", **spec}}
    return {**raw, "metadata": metadata, "cells": cells}


def _cell(cell: dict[str, Any], name: str, has_ids: bool) -> dict[str, Any]:  # noqa: FBT001
    kept = {key: value for key, value in cell.items() if key != "id"}
    if cell.get("cell_type") == "code":
        kept |= {"outputs": [], "execution_count": None}
    return {"metadata": {}, **kept, **({"id": name} if has_ids else {})}
