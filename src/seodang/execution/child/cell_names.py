"""The files in which a Jupyter kernel pretends to keep the source of its cells.

IPython shows such a cell otherwise in a traceback than one it names itself, and the names come
up in warnings and syntax errors, so ours are those of ipykernel (`compiler.py`, BSD-3-Clause).
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any, Final

from IPython.core.compilerop import CachingCompiler

_SEED: Final = 0xC70F6907
_FACTOR: Final = 0x5BD1E995
_MASK: Final = 0xFFFFFFFF


class CellCompiler(CachingCompiler):
    """Compiles cells under the names that a kernel gives them."""

    def get_code_name(self, raw_code: str, transformed_code: Any, number: Any) -> str:  # noqa: ARG002
        """Return the name of a cell's file; it is made of the source alone."""
        return cell_file(raw_code)


def cell_file(source: str) -> str:
    """Return the name of the file that a cell's source is said to be in.

    Where a kernel puts its process id stands 1: the name comes up in outputs.
    """
    return str(Path(tempfile.gettempdir(), "ipykernel_1", f"{_murmur2(source.encode())}.py"))


def _murmur2(data: bytes) -> int:
    """Return MurmurHash2 (Austin Appleby, public domain) as ipykernel computes it."""
    # Its steps and their order are those of `murmur2_x86` there; 32 bits, little-endian.
    end = len(data) & ~3
    result = _SEED ^ len(data)
    for start in range(0, end, 4):
        word = int.from_bytes(data[start : start + 4], "little") * _FACTOR & _MASK
        word = (word ^ word >> 24) * _FACTOR & _MASK
        result = (result * _FACTOR & _MASK) ^ word
    if data[end:]:
        result = (result ^ int.from_bytes(data[end:], "little")) * _FACTOR & _MASK
    result = (result ^ result >> 13) * _FACTOR & _MASK
    return result ^ result >> 15
