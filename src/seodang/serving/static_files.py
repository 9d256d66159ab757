"""Finding files of the site by what a browser asks for, and nothing else."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from urllib.parse import unquote

# Python's own table reads the system's, and Windows' registry may call a script text/plain.
TYPES: Final = {
    "avif": "image/avif", "css": "text/css", "csv": "text/csv", "epub": "application/epub+zip",
    "gif": "image/gif", "gz": "application/gzip", "html": "text/html", "ico": "image/x-icon",
    "ics": "text/calendar", "ipynb": "application/x-ipynb+json", "jpeg": "image/jpeg",
    "jpg": "image/jpeg", "js": "text/javascript", "json": "application/json",
    "map": "application/json", "md": "text/markdown", "mp3": "audio/mpeg", "mp4": "video/mp4",
    "otf": "font/otf", "pdf": "application/pdf", "png": "image/png", "py": "text/x-python",
    "svg": "image/svg+xml", "ttf": "font/ttf", "txt": "text/plain", "vtt": "text/vtt",
    "wasm": "application/wasm", "webm": "video/webm", "webmanifest": "application/manifest+json",
    "webp": "image/webp", "woff": "font/woff", "woff2": "font/woff2", "xml": "application/xml",
    "zip": "application/zip",
}  # fmt: skip
_TEXTS: Final = (
    "text/",
    "application/json",
    "application/xml",
    "application/manifest",
    "image/svg",
)


@dataclass(frozen=True, slots=True)
class StaticFiles:
    """The site's folder, and the path below which the programme publishes it (`/` or `/ai/`).

    The page for missing pages names its files from that path, because it stands everywhere.
    What is `previewed` is served in the place of files, by address.
    """

    folder: Path
    base: str = "/"
    previewed: MutableMapping[str, bytes] = field(default_factory=dict)

    def address_of(self, target: str) -> str | None:
        """Return the address a request means (`lessons/a.html`); None for what can be none."""
        path = unquote(target.partition("?")[0].partition("#")[0], errors="replace")
        if path.startswith(self.base):
            path = "/" + path.removeprefix(self.base)
        parts = path.removeprefix("/").split("/")
        # Backslashes and colons lead elsewhere on Windows, dots everywhere.
        if any(part[:1] == "." or set(part) & set('\\:\0\ufffd"') for part in parts):
            return None
        return "/".join(parts) or "index.html"

    def content(self, address: str) -> bytes | None:
        """Return what is at an address; folders are not listed, links out are not followed."""
        previewed = self.previewed.get(address)
        if previewed is not None:
            return previewed
        try:
            file = (self.folder / address).resolve(strict=True)
            is_ours = file.is_relative_to(self.folder.resolve()) and file.is_file()
            return file.read_bytes() if is_ours else None
        except (OSError, ValueError):
            return None


def type_of(address: str) -> str:
    """Return the MIME type of a file, with its character set."""
    kind = TYPES.get(address.rpartition(".")[2].lower(), "application/octet-stream")
    return f"{kind}; charset=utf-8" if kind.startswith(_TEXTS) else kind
