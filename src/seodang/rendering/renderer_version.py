"""What turns a text into HTML, as a key: fragments made by another engine are made anew."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Final

_ENGINE: Final = Path(__file__).parent.parent
_ROOMS: Final = (
    "cache", "catalogue", "checks", "course", "documents", "exercises", "files", "formulas", "ids",
    "locale", "outputs", "pictures", "problems", "rendering",
)  # fmt: skip
_LIBRARIES: Final = (
    "jinja2", "latex2mathml", "markdown-it-py", "markupsafe", "mdit-py-plugins", "nbconvert",
    "nbformat", "nh3", "pillow", "polib", "pydantic", "pydantic-core", "pygments", "pyyaml",
    "tinycss2",
)  # fmt: skip
"""A test reads what the rooms import, and names what is forgotten here."""


def renderer_version() -> str:
    """Hash whatever turns a text into HTML: this engine's rooms and the libraries they use."""
    digest = hashlib.sha256()
    for file in _sources():
        digest.update(f"{file.relative_to(_ENGINE).as_posix()}\0".encode())
        digest.update(file.read_bytes())
    digest.update(repr([sys.version, *map(version, _LIBRARIES)]).encode())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    for room in _ROOMS:  # templates and translations decide as much as code does
        files = (*_ENGINE.glob(f"{room}.py"), *(_ENGINE / room).rglob("*.*"))
        yield from sorted(file for file in files if file.suffix != ".pyc")
