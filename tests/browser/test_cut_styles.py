"""Cutting Material's style sheet down changes no page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from browser.conftest import Open
from seodang.editions.site import bundles
from seodang.editions.site.theme_defaults import ASSETS, STYLES

pytestmark = pytest.mark.browser

_STILL = 5
"""Looks in a row that have to find as many elements."""

_LOOKS = """() => [...document.querySelectorAll("*")].flatMap((element) =>
  ["", "::before", "::after"].map((part) => {
    const style = getComputedStyle(element, part || null);
    if (part && style.content === "none") return "";
    const name = `${element.tagName}.${element.className?.baseVal ?? element.className}${part}`;
    return name + [...style].filter((key) => !key.startsWith("--")).map((key) => `${key}:${style.getPropertyValue(key)}`).join(";");
  }))"""


def _looks(page: Any) -> list[str]:
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    # Exercises near the screen fetch what they need; all of that is there when nothing more comes.
    counts: list[int] = []
    while len(counts) < _STILL or len(set(counts[-_STILL:])) > 1:
        page.wait_for_timeout(100)
        counts.append(page.evaluate("document.querySelectorAll('*').length"))
    return list(page.evaluate(_LOOKS))


@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_looks_as_with_the_whole_sheet(
    site: Path, serve: Callable[[Path], str], open_page: Open, width: int
) -> None:
    whole = bundles._materials_sheet() + "".join((ASSETS / name).read_text() for name in STYLES)
    root = serve(site)
    names = [file.relative_to(site).as_posix() for file in sorted(site.rglob("*.html"))]
    names.remove("lessons/old-name.html")  # leads on at once
    page = open_page(root + "index.html", width=width, reduced_motion="reduce")
    cut = {}
    for name in names:
        page.goto(root + name, wait_until="networkidle")
        cut[name] = _looks(page)
    page.route("**/site.css", lambda route: route.fulfill(body=whole, content_type="text/css"))
    for name in names:
        page.goto(root + name, wait_until="networkidle")
        whole_looks = _looks(page)
        assert len(whole_looks) == len(cut[name])
        differing = [a for a, b in zip(cut[name], whole_looks, strict=True) if a != b]
        assert differing == [], name
