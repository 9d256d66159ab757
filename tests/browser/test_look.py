"""What a page looks like and asks for, on a phone and a desk, by day and by night."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from browser.conftest import Open
from browser.pages import Handler
from seodang.editions.site.missing_page import inside_missing_page
from seodang.page_policy import header_policy

pytestmark = pytest.mark.browser

AXE = Path(__file__).parent / "vendor/axe-core/axe.min.js"
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SCHEMES = ("light", "dark")
PHONE, DESK = 360, 1280
TOUCH = 44


def _pages(site: Path) -> Iterator[str]:
    for file in sorted(site.rglob("*.html")):
        yield file.relative_to(site).as_posix()


def violations(page: Any) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("(tags) => axe.run({runOnly: tags, preload: false})", STANDARDS)
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


@pytest.mark.kernel
@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_page_of_our_course_is_accessible_and_fits(
    own_site: Path, serve: Callable[[Path], str], open_page: Open, scheme: str, width: int
) -> None:
    root = serve(own_site)
    page = open_page(root, width=width, color_scheme=scheme, reduced_motion="reduce")
    found = {}
    for name in _pages(own_site):
        page.goto(root + name)
        too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        found[name] = violations(page) + (["scrolls sideways"] if too_wide > 0 else [])
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_no_page_errs_or_asks_another_host(address: str, site: Path, open_page: Open) -> None:
    page = open_page(address + "index.html", width=PHONE)
    for name in _pages(site):
        if name != "404.html" or address.startswith("http"):
            page.goto(address + name, wait_until="networkidle")
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, name


def test_answered_exercises_are_accessible_too(address: str, open_page: Open) -> None:
    for scheme in SCHEMES:
        page = open_page(address + "lessons/a.html", width=PHONE, color_scheme=scheme)
        many = page.locator("[data-exercise='many']")
        many.get_by_label("나누기", exact=True).check()
        many.get_by_label("쓰기", exact=True).check()
        many.get_by_role("button", name="확인하기").click()
        page.get_by_label("역할").fill("복지관 직원")
        page.get_by_role("button", name="이 수업을 마쳤어요").click()
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        assert violations(page) == []


def test_what_is_touched_is_large_enough_for_a_finger(address: str, open_page: Open) -> None:
    page = open_page(address + "lessons/a.html", width=PHONE)
    page.get_by_role("button", name="메뉴").click()
    small = page.evaluate(
        """(least) => [...document.querySelectorAll(
             "main button, main summary, .sd-menu button, main label:has(input), main textarea, .sd-neighbours a, "
             + ".sd-top__menu, .sd-top__name, .sd-menu label, .sd-menu a")]
           .map((e) => [e.className || e.tagName, e.getBoundingClientRect()])
           .filter(([, box]) => box.height > 0 && Math.min(box.height, box.width) < least)
           .map(([name, box]) => `${name} ${box.width} x ${box.height}`)""",
        TOUCH,
    )
    assert small == []


def test_text_is_large_on_a_phone(address: str, open_page: Open) -> None:
    page = open_page(address + "lessons/a.html", width=PHONE)
    size = page.evaluate(
        "parseFloat(getComputedStyle(document.querySelector('.sd-content p')).fontSize)"
    )
    assert size >= 18


def test_the_reader_chooses_between_light_and_dark(address: str, open_page: Open) -> None:
    page = open_page(address + "index.html", color_scheme="dark")
    body = page.locator("body")
    expect(body).to_have_css("background-color", "rgb(22, 26, 27)")
    page.emulate_media(color_scheme="light")
    expect(body).to_have_css("background-color", "rgb(251, 249, 244)")
    page.get_by_role("button", name="메뉴").click()
    page.get_by_label("어둡게").check()
    expect(body).to_have_css("background-color", "rgb(22, 26, 27)")
    page.goto(address + "lessons/a.html")
    expect(body).to_have_css("background-color", "rgb(22, 26, 27)")
    page.get_by_role("button", name="메뉴").click()
    expect(page.get_by_label("어둡게")).to_be_checked()
    page.get_by_label("기기 설정대로").check()
    expect(body).to_have_css("background-color", "rgb(251, 249, 244)")
    page.reload()
    expect(body).to_have_css("background-color", "rgb(251, 249, 244)")


def test_the_device_decides_between_light_and_dark_without_scripts(
    address: str, open_page: Open
) -> None:
    page = open_page(address + "index.html", color_scheme="dark", java_script_enabled=False)
    expect(page.locator("body")).to_have_css("background-color", "rgb(22, 26, 27)")


def test_letters_grow_as_the_reader_wants_and_stay_so(address: str, open_page: Open) -> None:
    page = open_page(address + "lessons/a.html", width=PHONE)
    text = page.locator(".sd-content p").first
    expect(text).to_have_css("font-size", "18px")
    page.get_by_role("button", name="메뉴").click()
    page.get_by_label("200%").check()
    page.get_by_label("넓게").check()
    expect(text).to_have_css("font-size", "36px")
    page.reload()
    expect(text).to_have_css("font-size", "36px")
    expect(text).to_have_css("line-height", "79.2px")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_paper_shows_the_lesson_without_its_frame(address: str, open_page: Open) -> None:
    page = open_page(address + "lessons/a.html")
    page.emulate_media(media="print")
    expect(page.locator(".sd-top")).to_be_hidden()
    expect(page.locator(".sd-neighbours")).to_be_hidden()
    expect(page.locator(".sd-content")).to_be_visible()


def test_a_strict_security_policy_breaks_nothing(
    site: Path,
    serve: Callable[[Path], str],
    open_page: Open,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    policy = header_policy(inside_missing_page())
    monkeypatch.setattr(Handler, "headers_to_send", {"Content-Security-Policy": policy})
    root = serve(site)
    page = open_page(root + "lessons/a.html")
    for name in _pages(site):
        page.goto(root + name, wait_until="networkidle")
    page.goto(root + "lessons/a.html")
    page.locator("[data-exercise='one']").get_by_label("모른다는 답").check()
    page.locator("[data-exercise='one']").get_by_role("button", name="확인하기").click()
    expect(page.locator("[data-exercise='one'] .sd-result")).to_have_text("맞습니다.")


def test_a_page_that_is_missing_says_so_with_the_sites_face(
    site: Path, serve: Callable[[Path], str], open_page: Open
) -> None:
    page = open_page(serve(site) + "404.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("찾으시는 페이지가 없습니다")
    page.get_by_role("link", name="첫 화면으로 가기").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("작은 과정")
