"""What turns a text into HTML, as a key: fragments made by another engine are made anew."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Final

_ENGINE: Final = Path(__file__).parent.parent
_ROOMS: Final = ("rendering", "documents", "exercises", "files", "course", "locale")
_LIBRARIES: Final = (
    "latex2mathml", "markdown-it-py", "mdit-py-plugins", "nbconvert", "nh3", "pillow", "pygments",
)  # fmt: skip


def renderer_version() -> str:
    """Hash whatever turns a text into HTML: this engine's rooms and the libraries they use."""
    digest = hashlib.sha256()
    for file in _sources():
        digest.update(f"{file.relative_to(_ENGINE).as_posix()}\0".encode())
        digest.update(file.read_bytes())
    digest.update(repr([version(library) for library in _LIBRARIES]).encode())
    return digest.hexdigest()


def _sources() -> Iterator[Path]:
    for room in _ROOMS:  # templates and translations decide as much as code does
        yield from sorted(file for file in (_ENGINE / room).rglob("*.*") if file.suffix != ".pyc")
