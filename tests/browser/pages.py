"""How a site is served to a browser, and what is heard from a page."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request

BASE = "/ai/"
"""The path below which the programme of the tests is published."""


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder below BASE, with the page for missing pages as static hosts do."""

    headers_to_send: Mapping[str, str] = {}

    @classmethod
    def of(cls, folder: Path) -> Any:
        return partial(cls, directory=str(folder))

    def translate_path(self, path: str) -> str:
        return super().translate_path("/" + path.removeprefix(BASE))

    def copyfile(self, source: Any, outputfile: Any) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):  # a reader may leave at any moment
            super().copyfile(source, outputfile)

    def end_headers(self) -> None:
        for name, value in self.headers_to_send.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Keep the test's output to the test."""


class Listening:
    """Collects what a page says that it should not: errors, and requests to other hosts."""

    def __init__(self, page: Page, url: str) -> None:
        self.said: list[str] = []
        self._host = urlsplit(url).netloc
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("request", self._request)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.said.append(f"{message.type}: {message.text} {message.location.get('url')}")

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob") and parts.netloc != self._host:
            self.said.append(f"request to {request.url}")
