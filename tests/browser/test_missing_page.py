"""The page for missing pages: whole, and a way home, wherever a host shows it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Open
from browser.pages import Handler
from pages.quiet_courses import published, quiet_course
from seodang.editions.site.missing_page import inside_missing_page
from seodang.page_policy import header_policy

pytestmark = pytest.mark.browser


class Host(Handler):
    """Shows the page for missing pages below `base`, as static hosts do."""

    base = "/"

    def translate_path(self, path: str) -> str:
        return super(Handler, self).translate_path("/" + path.removeprefix(self.base))

    def send_error(self, code: int, *_: object) -> None:
        content = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


@pytest.fixture(params=["/", "/ai/", "/somewhere/else/"])
def host(request: pytest.FixtureRequest, site: Path) -> Iterator[str]:
    """Serve the site, whose programme is to stand below /ai/, below several paths."""
    policy = {"Content-Security-Policy": header_policy(inside_missing_page())}
    handler: Any = type("At", (Host,), {"base": request.param, "headers_to_send": policy})
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{request.param}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def visit(chromium: Any) -> Iterator[Callable[[str], Page]]:
    """Open a page, of which the browser says that it is missing."""
    context = chromium.new_context(viewport={"width": 360, "height": 800})
    context.set_default_timeout(10_000)
    said: list[str] = []
    asked: list[str] = []

    def goto(url: str) -> Page:
        page: Page = context.new_page()
        page.on("console", lambda one: said.append(one.text))
        page.on("request", lambda one: asked.append(one.url))
        page.goto(url)
        assert asked == [url]
        return page

    yield goto
    context.close()
    assert [one for one in said if "404" not in one] == []


@pytest.mark.parametrize("missing", ["nothing.html", "lessons/nothing.html", "lessons/a/b/c.png"])
def test_it_is_whole_and_leads_home_from_any_depth(
    host: str, visit: Callable[[str], Page], missing: str
) -> None:
    page = visit(host + missing)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("찾으시는 페이지가 없습니다")
    assert heading.evaluate("one => getComputedStyle(one).color") == "rgb(35, 33, 29)"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("link", name="첫 화면으로 가기").click()
    page.wait_for_url(f"{host}index.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("작은 과정")


def test_it_leads_to_courses_too(host: str, visit: Callable[[str], Page]) -> None:
    page = visit(f"{host}tracks/nothing.html")
    page.get_by_role("link", name="첫 과정").click()
    page.wait_for_url(f"{host}tracks/first.html")


def test_from_a_folder_of_which_nothing_is_known_home_is_found_in_steps(
    host: str, visit: Callable[[str], Page]
) -> None:
    page = visit(f"{host}photos/2026/x.html")
    for _ in range(4):
        if page.url == f"{host}index.html":
            break
        page.get_by_role("link", name="첫 화면으로 가기").click()
        page.wait_for_load_state()
    expect(page.get_by_role("heading", level=1)).to_have_text("작은 과정")


def test_opened_from_a_folder_it_leads_to_the_page_beside_it(
    site: Path, open_page: Open, tmp_path: Path
) -> None:
    copied = tmp_path / "사이트 복사"
    shutil.copytree(site, copied)
    page = open_page((copied / "404.html").as_uri(), color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(22, 26, 27)"
    page.get_by_role("link", name="첫 화면으로 가기").click()
    page.wait_for_url(f"{copied.as_uri()}/index.html")


def test_without_scripts_its_links_are_those_of_the_programme(
    site: Path, serve: Callable[[Path], str], open_page: Open
) -> None:
    page = open_page(f"{serve(site)}404.html", java_script_enabled=False)
    link = page.get_by_role("link", name="첫 화면으로 가기")
    assert link.get_attribute("href") == "https://seodang.test/ai/index.html"


def test_a_title_with_signs_of_html_is_text(
    tmp_path: Path, serve: Callable[[Path], str], open_page: Open
) -> None:
    programme = (
        "seodang: 1\ntitle: 가 <b>나</b> & 다\nlanguage: ko\n"
        "url: https://seodang.test/ai/\nlicence: CC-BY-4.0\n"
    )
    site = published(quiet_course(tmp_path, {"curriculum/programme.yml": programme}))
    page = open_page(f"{serve(site)}404.html")
    expect(page.locator("header a")).to_have_text("가 <b>나</b> & 다")
    assert page.title() == "찾으시는 페이지가 없습니다 - 가 <b>나</b> & 다"
