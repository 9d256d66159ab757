"""Which Jupyter kernel a notebook asks for, and in which language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from seodang.kernels import DEFAULT_KERNEL, PYTHON

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


def _inner(metadata: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = metadata.get(key)
    return value if isinstance(value, dict) else {}
