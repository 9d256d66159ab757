"""What makes a lesson readable for everybody: tables, words and sources in place, listening, paper."""

from __future__ import annotations

from collections import Counter

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Open

pytestmark = pytest.mark.browser

LESSON = "lessons/a.html"
PHONE, DESK = 360, 1280
TABLE = ".sd-content table"
LABEL = "(cell) => getComputedStyle(cell, '::before').content"


def roles(page: Page, selector: str) -> Counter[str]:
    """Return what the browser's own accessibility tree calls the parts of something."""
    session = page.context.new_cdp_session(page)
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})
    tree = session.send("Accessibility.queryAXTree", {"nodeId": node["nodeId"]})
    return Counter(one["role"]["value"] for one in tree["nodes"] if "role" in one)


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_table_of_words_is_a_list_on_a_phone(
    address: str, open_page: Open, *, has_scripts: bool
) -> None:
    page = open_page(address + LESSON, width=PHONE, java_script_enabled=has_scripts)
    cell = page.locator(f"{TABLE} td").first
    expect(cell).to_have_css("display", "block")
    expect(page.locator(f"{TABLE} th").first).to_have_css("display", "block")
    box, row = cell.bounding_box(), page.locator(f"{TABLE} tr").last.bounding_box()
    assert box
    assert row
    assert box["width"] > row["width"] * 0.8
    if has_scripts:
        assert cell.evaluate(LABEL) == '"가려내는 일"'
        assert page.locator(".sd-table").first.get_attribute("tabindex") is None


def test_a_list_is_still_a_table_to_who_listens(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON, width=PHONE)
    found = roles(page, TABLE)
    assert found["table"] == 1
    assert found["row"] == 2
    assert found["columnheader"] == 2
    assert found["cell"] + found["gridcell"] == 2


def test_large_letters_make_a_list_of_a_table_on_a_tablet(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON, width=760)
    expect(page.locator(TABLE).first).to_have_css("display", "table")
    page.get_by_role("button", name="메뉴").click()
    page.get_by_label("200%").check()
    expect(page.locator(TABLE).first).to_have_css("display", "block")


def test_a_table_stays_one_on_a_desk_and_on_paper(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    expect(page.locator(TABLE).first).to_have_css("display", "table")
    assert page.locator(f"{TABLE} td").first.evaluate(LABEL) == "none"
    page.set_viewport_size({"width": PHONE, "height": 800})
    page.emulate_media(media="print")
    expect(page.locator(TABLE).first).to_have_css("display", "table")
    expect(page.locator(f"{TABLE} th").first).to_have_css("display", "table-cell")
