"""The Jupyter kernels of this machine, and which of them runs a notebook."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

DEFAULT_KERNEL: Final = "python3"
PYTHON: Final = "python"
_OURS: Final = frozenset({DEFAULT_KERNEL, PYTHON})


def kernel_to_run(kernel: str, language: str) -> str:
    """Return the kernel that runs a notebook: one of Python that is not here runs as python3."""
    is_python = language == PYTHON and not is_kernel_here(kernel)
    return DEFAULT_KERNEL if is_python else kernel


def is_everywhere(kernel: str) -> bool:
    """Whether a kernel is the one that each of our installations brings."""
    return kernel in _OURS


def is_kernel_here(kernel: str) -> bool:
    """Whether a notebook's process finds a kernel of this name."""
    return is_everywhere(kernel) or kernel.lower() in kernels_here()


@cache
def kernels_here() -> tuple[str, ...]:
    """Return the kernels of this Python and this machine; a process sees nobody's home."""
    from jupyter_core.paths import ENV_JUPYTER_PATH, SYSTEM_JUPYTER_PATH

    folders = (Path(path) / "kernels" for path in (*ENV_JUPYTER_PATH, *SYSTEM_JUPYTER_PATH))
    specs = (file for folder in folders for file in folder.glob("*/kernel.json"))
    return tuple(sorted({file.parent.name.lower() for file in specs}))
