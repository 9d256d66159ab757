"""Which Jupyter kernel a notebook asks for, in which language, and whether it is on this machine."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

DEFAULT_KERNEL: Final = "python3"
PYTHON: Final = "python"
_OURS: Final = frozenset({DEFAULT_KERNEL, PYTHON})
# VS Code and conda name a kernel after the environment it was chosen from, as in
# "python385jvsc74a57bd0" and "conda-env-class-py".
_OF_PYTHON: Final = re.compile(r"x?python.*|conda-.*-py|ipykernel", re.IGNORECASE)


def kernel_name(metadata: Mapping[str, Any]) -> str:
    """Return the kernel a notebook's metadata names."""
    name = _inner(metadata, "kernelspec").get("name")
    return name if isinstance(name, str) and name else DEFAULT_KERNEL


def kernel_language(metadata: Mapping[str, Any]) -> str:
    """Return the language of a notebook's kernel in lower case; "" where nothing tells it."""
    told = _inner(metadata, "kernelspec").get("language")
    told = told or _inner(metadata, "language_info").get("name")
    if isinstance(told, str):
        return told.lower()
    return PYTHON if _OF_PYTHON.fullmatch(kernel_name(metadata)) else ""


def kernel_to_run(kernel: str, language: str) -> str:
    """Return the kernel that runs a notebook: one of Python that is not here runs as python3."""
    is_python = language == PYTHON and not is_kernel_here(kernel)
    return DEFAULT_KERNEL if is_python else kernel


def is_kernel_here(kernel: str) -> bool:
    """Whether a notebook's process finds a kernel of this name."""
    return kernel in _OURS or kernel.lower() in kernels_here()


@cache
def kernels_here() -> tuple[str, ...]:
    """Return the kernels of this Python and this machine; a process sees nobody's home."""
    from jupyter_core.paths import ENV_JUPYTER_PATH, SYSTEM_JUPYTER_PATH

    folders = (Path(path) / "kernels" for path in (*ENV_JUPYTER_PATH, *SYSTEM_JUPYTER_PATH))
    specs = (file for folder in folders for file in folder.glob("*/kernel.json"))
    return tuple(sorted({file.parent.name.lower() for file in specs}))


def _inner(metadata: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = metadata.get(key)
    return value if isinstance(value, dict) else {}
