"""Hostile snippets in a real browser, served and from a folder: nothing runs, no one is asked."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request, Route

from browser.hostile import HOST, Snippet, Unstoppable, drawing, hostile_course, snippets
from seodang.page_policy import page_policy
from seodang.pipeline import build

pytestmark = pytest.mark.browser
LEAST = 500
STEP = 1 if os.environ.get("SEODANG_ALL_SNIPPETS") else 16
"""Of the pages with one snippet each so many are passed over; two pages have all of them."""
ALLOWED = ("data:", "blob:", "about:")


@dataclass
class Watch:
    """What went wrong in a browser: scripts that ran, requests that left, dialogues."""

    home: str
    context: BrowserContext
    said: list[str] = field(default_factory=list)
    violations: list[str] = field(default_factory=list)

    def page(self) -> Page:
        self.context.route(f"{HOST}/**", self._asked)
        page = self.context.new_page()
        page.on("request", self._request)
        page.on("dialog", self._dialogue)
        page.on("console", lambda one: self._console(one.text))
        return page

    def look(self, page: Page, address: str) -> None:
        """Open an address, and see whether a script marked it."""
        answer = page.goto(address, wait_until="load")
        assert answer is None or answer.ok or answer.status == 0, address
        page.mouse.move(300, 300)
        if page.evaluate("window.__ran || window.length > 0"):
            self.said.append(f"ran on {address}")

    def _dialogue(self, dialog: Dialog) -> None:
        self.said.append("dialogue")
        dialog.dismiss()

    def _asked(self, route: Route) -> None:
        self.said.append(f"asked {route.request.url}")
        route.abort()

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.home, *ALLOWED)):
            self.said.append(f"request to {request.url} from {request.frame.url}")

    def _console(self, text: str) -> None:
        if "Content Security Policy" in text:
            self.violations.append(text)


@pytest.fixture(scope="module")
def hostile() -> list[Snippet]:
    return snippets()


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory, hostile: list[Snippet]) -> Path:
    """Publish all of it, errors or not: an author's build would have stopped at many."""
    root = hostile_course(tmp_path_factory.mktemp("hostile"), hostile)
    result = build(Unstoppable(root=root, today=date(2026, 11, 21), jobs=2), lambda _: None)
    assert result.is_written
    assert {problem.rule for problem in result.problems} >= {
        "link-scheme-known",
        "picture-in-course",
    }
    return root / "site"


@pytest.fixture(params=["http", "file"])
def home(request: pytest.FixtureRequest, hostile_site: Path, serve: Callable[[Path], str]) -> str:
    is_served = request.param == "http"
    return serve(hostile_site) if is_served else f"{hostile_site.as_uri()}/"


@pytest.fixture
def watch(chromium: Browser, home: str) -> Iterator[Watch]:
    context = chromium.new_context()
    yield Watch(home, context)
    context.close()


def test_there_are_hundreds_of_snippets(hostile: list[Snippet]) -> None:
    assert len(set(hostile)) == len(hostile) >= LEAST
    assert {one.way for one in hostile} == {"html", "markdown", "svg"}


def test_nothing_of_an_author_runs_or_asks(
    watch: Watch, home: str, hostile: list[Snippet], hostile_site: Path
) -> None:
    page = watch.page()
    for number in range(home.startswith("file"), len(hostile), STEP):
        watch.look(page, f"{home}p{number}.html")
    served = ("404",) if home.startswith("http") else ()  # which a folder shows to nobody
    for name in ("lessons/a", "lessons/b", "glossary", "index", *served):
        watch.look(page, f"{home}{name}.html")
    page.goto(f"{home}lessons/old.html")  # which leads on by itself
    page.wait_for_url("**/lessons/b.html")
    assert watch.said == []
    assert watch.violations == [], "what is cleaned leaves nothing for the policy to stop"


def test_drawings_opened_by_their_address_neither_run_nor_ask(
    watch: Watch, home: str, hostile_site: Path
) -> None:
    page = watch.page()
    files = sorted(hostile_site.rglob("*.svg"))
    assert len(files) > LEAST // 4
    for file in files[::STEP]:
        watch.look(page, f"{home}{file.relative_to(hostile_site).as_posix()}")
    assert watch.said == []


def test_the_policy_alone_stops_what_nothing_cleaned(
    watch: Watch, home: str, hostile: list[Snippet], hostile_site: Path
) -> None:
    """As if a plugin had put it there; only a `<meta>` that leads away is beyond any policy."""
    frame = (hostile_site / "p0.html").read_text("utf-8")
    assert page_policy() in frame
    head, mark, rest = frame.partition('<div class="sd-content">')
    assert mark
    page = watch.page()
    kept = [
        one for one in hostile if one.way != "markdown" and "http-equiv=refresh" not in one.text
    ]
    for number, one in list(enumerate(kept))[home.startswith("file") :: STEP]:
        text = drawing(one.text, "currentColor") if one.way == "svg" else one.text
        (hostile_site / f"raw{number}.html").write_text(f"{head}{mark}{text}{rest}", "utf-8")
        page.goto(f"{home}raw{number}.html", wait_until="load")
        if page.evaluate("window.__ran"):
            watch.said.append(f"ran: {one.text}")
        (hostile_site / f"raw{number}.html").unlink()
    asked = [said for said in watch.said if said.startswith(("asked", "ran"))]
    assert asked == []
    assert watch.violations, "the policy had something to stop"
