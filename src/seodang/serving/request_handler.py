"""What is answered to a request; no socket is needed to know it."""

from __future__ import annotations

import gzip
import hashlib
import html
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Final

from seodang.serving.ranges import content_range, requested_range
from seodang.serving.static_files import StaticFiles, type_of

OURS: Final = "/__seodang/"
EVENTS: Final = f"{OURS}events"
"""What only a live preview has; no page of a site can be called so."""
_SCRIPTS: Final = StaticFiles(Path(__file__).parent / "browser")
_FORBIDDEN: Final = b"This address is not served here.\n"
_NOT_FOUND: Final = b"<!doctype html><title>404</title><p>404</p>"
_HTML: Final = "text/html; charset=utf-8"
_MIN_PACKED: Final = 1_000
"""Bytes below which packing a text gains nothing."""
# Other sites' pages must neither embed nor recognise what an author has not published.
_COMMON_HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
}
_pack: Final = partial(gzip.compress, compresslevel=6, mtime=0)


@dataclass(frozen=True, slots=True)
class Request:
    """What a browser asks: the target as it came, and headers by their names in small letters."""

    target: str
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Response:
    """What the server says."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RequestHandler:
    """Answers requests from a folder of files.

    `hosts` are the names by which browsers may call us: another name in the address bar means
    that a stranger's page tries to read this one by pointing its own name here. `script` makes,
    for an address, the tag that keeps the page up to date (None: none); `waiting` is the page
    shown while there is no site yet. `packs` compresses for slow networks.
    """

    files: StaticFiles
    hosts: frozenset[str]
    script: Callable[[str], str] | None = None
    waiting: str = ""
    packs: bool = False
    # Forty phones ask for the same few texts.
    packed: Callable[[bytes], bytes] = field(
        default_factory=lambda: lru_cache(maxsize=512)(_pack), compare=False
    )

    def handle(self, request: Request) -> Response:
        """Answer a request for anything but the stream of events."""
        if not self.is_known_host(request):
            return Response(403, _FORBIDDEN, {**_COMMON_HEADERS, "Content-Type": type_of("it.txt")})
        is_ours = self.script is not None and request.target.startswith(OURS)
        files = _SCRIPTS if is_ours else self.files
        address = files.address_of(request.target.removeprefix(OURS if is_ours else ""))
        content = None if address is None else files.content(address)
        if address is None or content is None:
            return self._missing(address or "")
        kind = type_of(address)
        return self._cached(self._with_script(content, address, kind), kind, request)

    def is_known_host(self, request: Request) -> bool:
        """Whether the browser thinks it speaks to one of our names."""
        host = request.headers.get("host", "")
        name = host[: host.rfind("]") + 1] or host.partition(":")[0]
        return name.lower() in self.hosts

    def _missing(self, address: str) -> Response:
        is_waiting = bool(self.waiting) and self.files.content("index.html") is None
        page = self.waiting.encode() if is_waiting else self.files.content("404.html")
        headers = {**_COMMON_HEADERS, "Content-Type": _HTML, "Cache-Control": "no-store"}
        body = self._with_script(page or _NOT_FOUND, address, _HTML)
        return Response(503 if is_waiting else 404, body, headers)

    def _cached(self, body: bytes, kind: str, request: Request) -> Response:
        """Answer with a body, or that the browser's own copy is still right."""
        # A hash rather than a time: what is previewed has no file.
        tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
        headers = {
            **_COMMON_HEADERS,
            "Content-Type": kind,
            "ETag": tag,
            "Cache-Control": "no-cache",
        }
        if self.packs:
            headers["Vary"] = "Accept-Encoding"
        if tag in request.headers.get("if-none-match", ""):
            return Response(304, b"", headers)
        if self._is_packed(body, kind, request):
            return Response(200, self.packed(body), {**headers, "Content-Encoding": "gzip"})
        return _whole_or_range(body, {**headers, "Accept-Ranges": "bytes"}, request)

    def _is_packed(self, body: bytes, kind: str, request: Request) -> bool:
        wanted = "gzip" in request.headers.get("accept-encoding", "")
        return self.packs and wanted and "charset" in kind and len(body) > _MIN_PACKED

    def _with_script(self, body: bytes, address: str, kind: str) -> bytes:
        if self.script is None or kind != _HTML:
            return body
        before, end, after = body.rpartition(b"</body>")
        tag = self.script(address).encode()
        return before + tag + end + after if end else after + tag


def script_tag(address: str, edition: str, words: str) -> str:
    """Write the tag that keeps a page up to date; `words` is what it says, as JSON."""
    page, now, said = (html.escape(value) for value in (address, edition, words))
    tag = f'<script type="module" src="{OURS}live.js" data-page="{page}"'
    return f'{tag} data-edition="{now}" data-words="{said}"></script>'


def _whole_or_range(body: bytes, headers: Mapping[str, str], request: Request) -> Response:
    """Answer with a body, or with the part of it that was asked for."""
    part = requested_range(request.headers, len(body), headers["ETag"])
    if part is None:
        return Response(200, body, headers)
    headers = {**headers, "Content-Range": content_range(part, len(body))}
    return Response(206 if part else 416, body[part.start : part.stop], headers)
