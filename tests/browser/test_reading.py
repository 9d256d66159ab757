"""What makes a lesson readable for everybody: tables, words and sources in place, listening, paper."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Open
from browser.test_look import violations

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


def test_a_word_is_explained_in_place(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON, width=PHONE)
    word = page.locator(".sd-content .sd-term").first
    word.focus()
    page.keyboard.press("Enter")
    box = page.get_by_role("dialog", name="환각")
    expect(box).to_contain_text("지어낸 답입니다.")
    expect(box).to_contain_text("hallucination")
    expect(box.get_by_role("button", name="닫기")).to_be_focused()
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()
    expect(word).to_be_focused()
    assert page.url == address + LESSON


def test_a_word_leads_to_the_glossary_from_its_window_and_without_scripts(
    address: str, open_page: Open
) -> None:
    page = open_page(address + LESSON)
    page.locator(".sd-content .sd-term").first.click()
    page.get_by_role("link", name="용어집에서 보기").click()
    expect(page.locator("#hallucination")).to_be_visible()
    plain = open_page(address + LESSON, java_script_enabled=False)
    plain.locator(".sd-content .sd-term").first.click()
    expect(plain.locator("#hallucination")).to_be_visible()


def test_words_of_a_definition_open_in_the_same_window(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    page.locator(".sd-content .sd-term").first.click()
    page.get_by_role("dialog").get_by_role("link", name="프롬프트").click()
    box = page.get_by_role("dialog", name="프롬프트")
    expect(box).to_contain_text("부탁하는 글입니다.")
    page.mouse.click(5, 5)
    expect(box).to_be_hidden()


def test_a_word_that_is_not_told_leads_to_the_glossary(
    site: Path, serve: Callable[[Path], str], open_page: Open
) -> None:
    page = open_page(serve(site) + LESSON)
    page.route("**/terms.js", lambda route: route.fulfill(body="seodangTerms({})"))
    page.locator(".sd-content .sd-term").first.click()
    expect(page.locator("#hallucination")).to_be_visible()


def test_a_source_is_told_in_place_and_its_list_leads_back(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON, width=PHONE)
    cite = page.locator(".sd-content .sd-cite").first
    cite.click()
    box = page.get_by_role("dialog", name="출처 [1]")
    expect(box).to_contain_text("국가")
    page.keyboard.press("Escape")
    expect(cite).to_be_focused()
    cite.click()
    box.get_by_role("link", name="출처 목록에서 보기").click()
    expect(box).to_be_hidden()
    expect(page.locator("#source-law")).to_be_in_viewport()
    page.locator("#source-law").get_by_role("link", name="본문으로 돌아가기").click()
    expect(cite).to_be_in_viewport()
    expect(page.locator("#source-law")).not_to_be_in_viewport()


def test_numbers_of_sources_are_large_enough_for_a_finger(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON, width=PHONE)
    for link in (*page.locator(".sd-cite").all(), *page.locator(".sd-back a").all()):
        box = link.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 24


def test_lines_with_sources_stand_no_further_apart(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON, width=DESK)
    cite = page.locator(".sd-content p:has(.sd-term)").first
    before = cite.evaluate("(line) => line.offsetHeight")
    cite.evaluate("(line) => line.querySelectorAll('.sd-cite').forEach((one) => one.remove())")
    assert abs(cite.evaluate("(line) => line.offsetHeight") - before) <= 2


def test_an_opened_word_is_accessible(address: str, open_page: Open) -> None:
    for scheme in ("light", "dark"):
        page = open_page(address + LESSON, width=PHONE, color_scheme=scheme)
        page.locator(".sd-content .sd-term").first.click()
        expect(page.get_by_role("dialog")).to_be_visible()
        assert violations(page) == []


PRINTED = ".sd-explanation, .sd-model-answer, .sd-hints, .sd-written, .sd-qr"


def on_paper(page: Page, selector: str = PRINTED) -> list[str]:
    """Return the parts that paper shows, by their class, while the browser prepares to print."""
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    shown = page.locator(selector).evaluate_all(
        "(all) => all.filter((one) => one.checkVisibility() && one.innerText.trim())"
        ".map((one) => one.className)"
    )
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    return sorted(set(shown))


def test_paper_is_a_handout_without_answers(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert on_paper(page) == ["sd-qr"]
    plain = open_page(address + LESSON, java_script_enabled=False)
    plain.emulate_media(media="print")
    for answer in plain.locator(".sd-explanation, .sd-model-answer, .sd-hints").all():
        expect(answer).to_be_hidden()
    expect(plain.locator(".sd-qr")).to_be_visible()


def test_answers_are_printed_by_choice_and_folded_again(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    page.get_by_label("풀이까지 인쇄").check()
    assert on_paper(page) == ["sd-explanation", "sd-hints", "sd-model-answer", "sd-qr"]
    expect(page.locator(".sd-content details[open]")).to_have_count(0)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for text in ("자료 안에서만 답합니다.", "처음 오는 사람이 읽을 글을 써 주세요.", "약속입니까?"):
        expect(page.get_by_text(text, exact=True).last).to_be_visible()


def test_all_that_one_wrote_is_printed(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON, width=PHONE)
    lines = "\n".join(f"{number}번째 줄" for number in range(1, 31))
    page.locator("[data-exercise='think'] textarea").fill(lines)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    written = page.locator(".sd-written")
    expect(written).to_have_count(1)
    assert written.inner_text() == lines
    expect(page.locator("[data-exercise='think'] textarea")).to_be_hidden()
    # A field that is empty leaves room for a pen.
    box = page.locator("[data-exercise='write'] textarea").bounding_box()
    assert box
    assert box["height"] > 140
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(written).to_have_count(0)


def test_a_page_printed_by_the_browser_itself_tells_its_scripts(
    address: str, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(address + LESSON)
    page.evaluate("addEventListener('beforeprint', () => (document.body.dataset.asked = 'yes'))")
    page.pdf(path=tmp_path / "a.pdf", format="A4")
    assert page.evaluate("document.body.dataset.asked") == "yes"


def test_code_and_whatever_is_for_paper_alone_stay_off_the_screen(
    address: str, open_page: Open
) -> None:
    page = open_page(address + LESSON, width=PHONE)
    expect(page.locator(".sd-qr")).to_be_hidden()


@pytest.mark.kernel
def test_our_longest_handout_has_eight_pages_at_most(
    own_site: Path, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(f"{own_site.as_uri()}/lessons/writing-brief.html", color_scheme="dark")
    printed = page.pdf(path=tmp_path / "a.pdf", format="A4", prefer_css_page_size=True)
    assert 1 < len(re.findall(rb"/Type\s*/Page\b", printed)) <= 8


@pytest.mark.kernel
def test_figures_are_crisp_on_a_phone_and_do_not_glare_at_night(
    own_site: Path, open_page: Open
) -> None:
    address = f"{own_site.as_uri()}/lessons/writing-brief.html"
    page = open_page(address, width=PHONE, color_scheme="dark")
    figure = page.locator(".sd-output .sd-figure img")
    figure.scroll_into_view_if_needed()
    expect(figure).to_have_js_property("complete", value=True)
    natural, shown = figure.evaluate("(one) => [one.naturalWidth, one.clientWidth]")
    assert natural >= 2 * shown
    assert shown >= 300
    expect(figure).to_have_css("filter", "brightness(0.85)")
    day = open_page(address, width=PHONE)
    expect(day.locator(".sd-output .sd-figure img")).to_have_css("filter", "brightness(1)")
