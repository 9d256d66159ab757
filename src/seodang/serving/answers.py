"""What is answered to a request; no socket is needed to know it."""

from __future__ import annotations

import gzip
import hashlib
import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

from seodang.serving.ranges import content_range, part_asked
from seodang.serving.shelf import Shelf, type_of

OURS: Final = "/__seodang/"
EVENTS: Final = f"{OURS}events"
"""What only a live preview has; no page of a site can be called so."""
_SCRIPTS: Final = Shelf(Path(__file__).parent / "browser")
_STRANGE: Final = b"This address is not served here.\n"
_NOTHING: Final = b"<!doctype html><title>404</title><p>404</p>"
_PAGE: Final = "text/html; charset=utf-8"
_SMALLEST: Final = 1_000
"""Bytes below which packing a text gains nothing."""
_ALWAYS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
}


@dataclass(frozen=True, slots=True)
class Request:
    """What a browser asks: the target as it came, and headers by their names in small letters."""

    target: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server says."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Desk:
    """Answers requests from a shelf.

    `hosts` are the names by which browsers may call us: another name in the address bar means
    that a stranger's page tries to read this one by pointing its own name here. `script` makes,
    for an address, the tag that keeps the page up to date (None: none); `waiting` is the page
    shown while there is no site yet. `packs` compresses for slow networks.
    """

    shelf: Shelf
    hosts: frozenset[str]
    script: Callable[[str], str] | None = None
    waiting: str = ""
    packs: bool = False
    packed: Callable[[bytes], bytes] = field(
        default_factory=lambda: lru_cache(maxsize=512)(_packed), compare=False
    )

    def answer(self, request: Request) -> Answer:
        """Answer a request for anything but the stream of news."""
        if not self.is_called_by_name(request):
            return Answer(403, _STRANGE, {**_ALWAYS, "Content-Type": type_of("it.txt")})
        is_ours = self.script is not None and request.target.startswith(OURS)
        shelf = _SCRIPTS if is_ours else self.shelf
        address = shelf.address_of(request.target.removeprefix(OURS if is_ours else ""))
        content = None if address is None else shelf.content(address)
        if address is None or content is None:
            return self._missing(address or "")
        kind = type_of(address)
        return self._cached(self._with_script(content, address, kind), kind, request)

    def is_called_by_name(self, request: Request) -> bool:
        """Whether the browser thinks it speaks to one of our names."""
        host = request.headers.get("host", "")
        name = host[: host.rfind("]") + 1] or host.partition(":")[0]
        return name.lower() in self.hosts

    def _missing(self, address: str) -> Answer:
        is_waiting = bool(self.waiting) and self.shelf.content("index.html") is None
        page = self.waiting.encode() if is_waiting else self.shelf.content("404.html")
        headers = {**_ALWAYS, "Content-Type": _PAGE, "Cache-Control": "no-store"}
        body = self._with_script(page or _NOTHING, address, _PAGE)
        return Answer(503 if is_waiting else 404, body, headers)

    def _cached(self, body: bytes, kind: str, request: Request) -> Answer:
        """Answer with a body, or that the browser's own copy is still right."""
        tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
        told = {**_ALWAYS, "Content-Type": kind, "ETag": tag, "Cache-Control": "no-cache"}
        if self.packs:
            told["Vary"] = "Accept-Encoding"
        if tag in request.headers.get("if-none-match", ""):
            return Answer(304, b"", told)
        if self._is_packed(body, kind, request):
            return Answer(200, self.packed(body), {**told, "Content-Encoding": "gzip"})
        return _in_part(body, {**told, "Accept-Ranges": "bytes"}, request)

    def _is_packed(self, body: bytes, kind: str, request: Request) -> bool:
        wanted = "gzip" in request.headers.get("accept-encoding", "")
        return self.packs and wanted and "charset" in kind and len(body) > _SMALLEST

    def _with_script(self, body: bytes, address: str, kind: str) -> bytes:
        if self.script is None or kind != _PAGE:
            return body
        before, end, after = body.rpartition(b"</body>")
        tag = self.script(address).encode()
        return before + tag + end + after if end else after + tag


def script_tag(address: str, edition: str, words: str) -> str:
    """Write the tag that keeps a page up to date; `words` is what it says, as JSON."""
    page, now, said = (html.escape(value) for value in (address, edition, words))
    tag = f'<script type="module" src="{OURS}live.js" data-page="{page}"'
    return f'{tag} data-edition="{now}" data-words="{said}"></script>'


def _in_part(body: bytes, told: Mapping[str, str], request: Request) -> Answer:
    """Answer with a body, or with the part of it that was asked for."""
    part = part_asked(request.headers, len(body), told["ETag"])
    if part is None:
        return Answer(200, body, told)
    told = {**told, "Content-Range": content_range(part, len(body))}
    return Answer(206 if part else 416, body[part.start : part.stop], told)


def _packed(body: bytes) -> bytes:
    return gzip.compress(body, 6, mtime=0)
