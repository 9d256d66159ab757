"""A real Chromium, a site to open in it, and an ear for everything that goes wrong there."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from browser.pages import BASE, Handler, Listening
from browser.sites import learners_course, own_course
from pages.quiet_courses import published

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
_QUIET = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)
_HOW_TO_GET_ONE = (
    "No Chromium was found on PATH. Debian and Ubuntu: apt install chromium fonts-nanum. macOS and "
    "Windows: install Chrome, or name a browser's program in SEODANG_CHROMIUM."
)

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start the system's Chromium; without one, CI fails and other machines are told how."""
    program = os.environ.get("SEODANG_CHROMIUM") or next(
        filter(None, map(shutil.which, _NAMES)), None
    )
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(_HOW_TO_GET_ONE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(_QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a course with everything a learner can meet, and return its site's folder."""
    return published(learners_course(tmp_path_factory.mktemp("learners")))


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build this repository's own course."""
    return published(own_course(tmp_path_factory.mktemp("own")), "url-public")


@pytest.fixture(scope="session")
def serve() -> Iterator[Callable[[Path], str]]:
    """Serve folders on loopback, each as it would stand below a host's address."""
    servers: list[ThreadingHTTPServer] = []

    def start(folder: Path) -> str:
        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler.of(folder))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return f"http://127.0.0.1:{server.server_port}{BASE}"

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture(params=["http", "file"])
def address(request: pytest.FixtureRequest, site: Path, serve: Callable[[Path], str]) -> str:
    """Return the site's address, served and opened from a folder by double click."""
    return serve(site) if request.param == "http" else f"{site.as_uri()}/"


@pytest.fixture
def open_page(chromium: Browser) -> Iterator[Open]:
    """Open a page in a browser of its own; nothing may go wrong in it or leave the site."""
    contexts: list[BrowserContext] = []
    heard: list[Listening] = []

    def visit(url: str, *, width: int = 1280, **options: object) -> Page:
        size = {"width": width, "height": 800}
        context = chromium.new_context(viewport=size, **options)  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        heard.append(Listening(page, url))
        page.goto(url)
        return page

    yield visit
    found = [said for listening in heard for said in listening.said]
    for context in contexts:
        context.close()
    assert found == []
