"""Finding and asking, served and from a folder, by keyboard, in a real browser."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Open
from seodang.search.words import RULES

pytestmark = pytest.mark.browser
VECTORS = json.loads((Path(__file__).parents[1] / "search/vectors.json").read_text("utf-8"))
AXE = Path(__file__).parent / "vendor/axe-core/axe.min.js"
NOT_THERE = "이 과정에는 그 답이 없습니다."


def ask(page: Page, query: str) -> None:
    """Open the box by its key, and write."""
    if not page.locator("dialog.sd-search").is_visible():
        page.keyboard.press("/")
    page.get_by_role("searchbox").fill(query)
    expect(page.locator(".sd-search__status")).not_to_be_empty()


def told(page: Page) -> str:
    return page.locator(".sd-search__status").inner_text()


def titles(page: Page) -> list[str]:
    return page.locator(".sd-search__found li a strong").all_inner_texts()


def test_the_browser_cuts_words_as_the_build_does(address: str, open_page: Open) -> None:
    page = open_page(f"{address}index.html")
    page.evaluate(
        "document.head.append(Object.assign(document.createElement('script'),"
        " {src: 'assets/seodang/search-engine.js'}))"
    )
    for _ in range(100):  # the policy of pages forbids Playwright's own way of waiting
        if page.evaluate("'seodangEngine' in globalThis"):
            break
        page.wait_for_timeout(100)
    said: dict[str, Any] = page.evaluate(
        """([rules, known]) => {
          const { words, cutter, skeletons, bucket } = seodangEngine;
          const { forms, tokens } = cutter(rules);
          const found = [...new Set(words(known.text))];
          const each = (list, make) => Object.fromEntries(list.map((one) => [one, make(one)]));
          return {
            text: known.text,
            words: words(known.text),
            forms: each(found, (word) => [...forms(word)]),
            tokens: each(found, (word) => [...tokens(word)].sort()),
            skeletons: each(Object.keys(known.skeletons), skeletons),
            buckets: each(Object.keys(known.buckets), (word) => [bucket(word, 128), bucket(word, 1024)]),
          };
        }""",
        [RULES, VECTORS],
    )
    assert said == VECTORS


def test_sections_are_found_as_one_types(address: str, open_page: Open) -> None:
    page = open_page(f"{address}tracks/first.html")
    ask(page, "개인 정보")
    expect(page.locator(".sd-search__found mark").first).to_contain_text("개인정보")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lessons/a.html#**")
    expect(page.locator("dialog.sd-search")).to_be_hidden()


def test_a_term_answers_with_its_definition_first(address: str, open_page: Open) -> None:
    page = open_page(f"{address}index.html")
    for query in ("환각이 뭐예요?", "hallucination", "ㅎㄱ", "ghksrkr", "환긱"):
        ask(page, query)
        answer = page.locator(".sd-search__answer")
        expect(answer).to_contain_text("지어낸 답입니다.")
        page.get_by_role("searchbox").fill("")
        expect(answer).to_have_count(0)


def test_a_question_is_answered_by_a_sentence_with_a_link_to_its_place(
    address: str, open_page: Open
) -> None:
    page = open_page(f"{address}index.html")
    ask(page, "개인정보는 언제 지워요?")
    quote = page.locator(".sd-search__answer li").first
    expect(quote.locator("blockquote")).to_have_text("개인정보는 지우고 나서 건넵니다.")
    href = quote.locator("a").get_attribute("href") or ""
    assert "lessons/a.html#" in href
    assert ":~:text=" in href
    quote.locator("a").click()
    page.wait_for_url("**/lessons/a.html#**")
    expect(page.get_by_text("개인정보는 지우고 나서 건넵니다.")).to_be_in_viewport()


def test_what_the_lessons_do_not_say_is_refused(address: str, open_page: Open) -> None:
    page = open_page(f"{address}index.html")
    ask(page, "비트코인 시세는 어떻게 되나요?")
    assert told(page) == NOT_THERE
    assert page.locator("blockquote").count() == 0


def test_names_of_the_language_of_scripts_are_words(address: str, open_page: Open) -> None:
    page = open_page(f"{address}index.html")
    ask(page, "constructor")
    assert told(page) == NOT_THERE


def test_nothing_is_fetched_before_somebody_searches(address: str, open_page: Open) -> None:
    page = open_page(f"{address}lessons/a.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("button", name="찾기와 묻기").click()
    page.wait_for_timeout(200)
    assert [url for url in asked if "favicon" not in url] == []
    page.keyboard.type("환각")
    expect(page.locator(".sd-search__answer")).to_be_visible()
    assert any("/search/s/" in url for url in asked)


def test_the_box_is_closed_by_escape_and_gives_the_focus_back(
    address: str, open_page: Open
) -> None:
    page = open_page(f"{address}lessons/a.html")
    button = page.get_by_role("button", name="찾기와 묻기")
    button.click()
    expect(page.get_by_role("searchbox", name="무엇이 궁금하세요?")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")  # the first empties a field that holds words
    expect(page.locator("dialog.sd-search")).to_be_hidden()
    expect(button).to_be_focused()


def test_a_stroke_in_a_field_is_a_stroke(address: str, open_page: Open) -> None:
    page = open_page(f"{address}lessons/a.html")
    page.locator("textarea").first.focus()
    page.keyboard.type("/")
    expect(page.locator("dialog.sd-search")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_the_box_is_accessible(address: str, open_page: Open, scheme: str, width: int) -> None:
    page = open_page(f"{address}index.html", width=width, color_scheme=scheme)
    ask(page, "개인정보는 언제 지워요?")
    page.evaluate(AXE.read_text("utf-8"))
    run = "axe.run('dialog', {preload: false}).then(({violations}) => violations.map(({id}) => id))"
    found = page.evaluate(run)
    assert found == []
    assert page.evaluate("document.querySelector('dialog').scrollWidth <= innerWidth")


def test_without_scripts_there_is_no_box(address: str, open_page: Open) -> None:
    page = open_page(f"{address}index.html", java_script_enabled=False)
    assert page.locator(".sd-find").count() == 0


def test_the_key_can_be_turned_off(address: str, open_page: Open) -> None:
    page = open_page(address + "lessons/a.html")
    page.get_by_role("button", name="메뉴").click()
    page.get_by_role("group", name="‘/’ 키로 찾기").get_by_label("끄기").check()
    page.reload()
    page.keyboard.press("/")
    expect(page.locator("dialog.sd-search")).to_be_hidden()
    page.get_by_role("button", name="찾기").first.click()
    expect(page.get_by_role("searchbox")).to_be_focused()
