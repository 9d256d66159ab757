"""Steps to put in order and pairs to find: by mouse, by keyboard, by finger, and on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Open
from browser.test_look import DESK, PHONE, SCHEMES, TOUCH, violations

pytestmark = pytest.mark.browser

LESSON = "lessons/b.html"
RIGHT = ["이름을 지웁니다.", "읽는 사람을 정합니다.", "프롬프트를 씁니다.", "사실을 확인합니다."]


def _exercise(page: Page, name: str) -> Locator:
    """Return an exercise once its script is there."""
    exercise = page.locator(f"[data-exercise='{name}']")
    exercise.scroll_into_view_if_needed()
    expect(page.locator(f"[data-exercise='{name}'].sd-is-live")).to_be_attached()
    exercise.scroll_into_view_if_needed()
    return exercise


def _texts(steps: Locator) -> list[str]:
    return steps.locator("li .sd-arranged").all_inner_texts()


def _put_in_order(steps: Locator) -> None:
    """Move each step up to its place by its arrow."""
    for place, text in enumerate(RIGHT):
        for _ in range(_texts(steps).index(text) - place):
            steps.get_by_role("button", name=f"위로 옮기기: {text}").click()
    assert _texts(steps) == RIGHT


def test_steps_are_put_in_order_by_arrows_and_answer_back(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    steps = _exercise(page, "steps")
    begun = _texts(steps)
    assert begun != RIGHT
    check, result = steps.get_by_role("button", name="확인하기"), steps.locator(".sd-result")
    check.click()
    expect(result).to_have_text("먼저 차례를 바꿔 보세요.")
    steps.get_by_role("button", name=f"아래로 옮기기: {begun[0]}").click()
    told = steps.locator(":scope > .sd-status").first
    expect(told).to_have_text(f"‘{begun[0]}’, 이제 4개 중 2번째입니다.")
    expect(result).to_have_text("")
    check.click()
    expect(result).to_contain_text("제자리에 있습니다. 다시 살펴보세요.")
    expect(steps.locator(".sd-mark")).to_have_count(4)
    _put_in_order(steps)
    expect(steps.locator(".sd-mark")).to_have_count(0)
    check.click()
    expect(result).to_have_text("맞습니다.")
    expect(steps.locator(".sd-explanation")).to_have_attribute("open", "")
    expect(steps.get_by_text("지우기가 먼저입니다.")).to_be_visible()


def test_moves_are_taken_back_one_by_one_and_steps_begin_anew(
    address: str, open_page: Open
) -> None:
    page = open_page(address + LESSON)
    steps = _exercise(page, "steps")
    begun = _texts(steps)
    back = steps.get_by_role("button", name="되돌리기")
    expect(back).to_be_hidden()
    first = steps.get_by_role("button", name=f"아래로 옮기기: {begun[0]}")
    first.click()
    first.click()
    back.click()
    assert _texts(steps) == [begun[1], begun[0], *begun[2:]]
    back.click()
    assert _texts(steps) == begun
    expect(back).to_be_hidden()
    _put_in_order(steps)
    steps.get_by_role("button", name="확인하기").click()
    steps.get_by_role("button", name="다시 풀기").click()
    assert _texts(steps) == begun
    back.click()
    assert _texts(steps) == RIGHT


def test_steps_are_put_in_order_by_keyboard_alone(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    steps = _exercise(page, "steps")
    begun = _texts(steps)
    arrow = steps.get_by_role("button", name=f"아래로 옮기기: {begun[0]}")
    arrow.focus()
    for place in (2, 3, 4, 4):  # at the end it stays, and so does focus
        page.keyboard.press("Enter")
        expect(arrow).to_be_focused()
        told = f"‘{begun[0]}’, 이제 4개 중 {place}번째입니다."
        expect(steps.locator(":scope > .sd-status").first).to_have_text(told)
    expect(arrow).to_have_attribute("aria-disabled", "true")
    assert _texts(steps) == [*begun[1:], begun[0]]


def _within(place: Locator, part: float = 0.5) -> tuple[float, float]:
    """Return a point in the middle of a place, and at a part of its height."""
    box = place.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] * part


def _drag(page: Page, what: Locator, to: Locator, part: float = 0.5) -> None:
    what.hover()
    page.mouse.down()
    page.mouse.move(*_within(to, part), steps=12)


def test_a_step_is_dragged_with_a_mouse_from_anywhere_in_it(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    steps = _exercise(page, "steps")
    begun = _texts(steps)
    rows = steps.locator(".sd-order__steps > li")
    _drag(page, rows.first.locator(".sd-arranged"), rows.last, 0.9)
    page.mouse.up()
    assert _texts(steps) == [*begun[1:], begun[0]]
    steps.get_by_role("button", name="되돌리기").click()
    assert _texts(steps) == begun
    _drag(page, rows.first.locator(".sd-arranged"), rows.last, 0.9)
    assert _texts(steps) == [*begun[1:], begun[0]]
    page.keyboard.press("Escape")
    page.mouse.up()
    assert _texts(steps) == begun


def _swipe(page: Page, begin: tuple[float, float], end: tuple[float, float]) -> None:
    """Move a finger over the screen."""
    device = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        device.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
        )

    touch("touchStart", begin)
    for part in range(1, 11):
        x, y = (a + (b - a) * part / 10 for a, b in zip(begin, end, strict=True))
        touch("touchMove", (x, y))
        page.wait_for_timeout(20)
    touch("touchEnd")


def test_a_finger_drags_by_the_grip_and_scrolls_everywhere_else(
    address: str, open_page: Open
) -> None:
    page = open_page(address + LESSON, width=PHONE, has_touch=True, is_mobile=True)
    steps = _exercise(page, "steps")
    steps.evaluate("e => scrollBy(0, e.getBoundingClientRect().top - 120)")
    begun, rows = _texts(steps), steps.locator(".sd-order__steps > li")
    before = page.evaluate("scrollY")
    x, y = _within(rows.first.locator(".sd-grip"))
    _swipe(page, (x, y), (x, _within(rows.nth(1), 0.9)[1]))
    expect(steps.locator("li .sd-arranged").first).to_have_text(begun[1])
    assert page.evaluate("scrollY") == before
    arranged = _texts(steps)
    x, y = _within(rows.nth(2).locator(".sd-arranged"))
    _swipe(page, (x, y), (x, y - 150))
    for _ in range(50):
        if page.evaluate("scrollY") > before:
            break
        page.wait_for_timeout(100)
    assert page.evaluate("scrollY") > before
    assert _texts(steps) == arranged


def test_pairs_are_found_by_lists_and_answer_back(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    pairs = _exercise(page, "pairs")
    check, result = pairs.get_by_role("button", name="확인하기"), pairs.locator(".sd-result")
    check.click()
    expect(result).to_have_text("먼저 짝을 찾아 주세요.")
    names = ["긴 글을 줄입니다.", "다른 말로 옮깁니다.", "회의록을 간추립니다."]
    cards = pairs.locator(".sd-match__rights .sd-arranged").all_inner_texts()
    for name in names:
        pairs.get_by_role("combobox", name=name).select_option(index=cards.index("요약") + 1)
    told = pairs.locator(":scope > .sd-status").first
    expect(told).to_have_text(f"‘{names[-1]}’에 {cards.index('요약') + 1}번을 놓았습니다.")
    check.click()
    expect(result).to_have_text("3개 중 2개가 맞습니다. 다시 살펴보세요.")
    expect(pairs.locator(".sd-mark")).to_have_text(["맞음", "아님", "맞음"])
    pairs.get_by_role("combobox", name=names[1]).focus()
    page.keyboard.type(f"{cards.index('번역') + 1}.")  # as a list is chosen from by keyboard
    expect(result).to_have_text("")
    check.click()
    expect(result).to_have_text("맞습니다.")
    expect(pairs.get_by_text("줄이는 일은 모두 요약입니다.")).to_be_visible()
    back = pairs.get_by_role("button", name="되돌리기")
    back.click()
    chosen = pairs.get_by_role("combobox", name=names[1]).locator("option:checked")
    expect(chosen).to_have_text(f"{cards.index('요약') + 1}. 요약")


def test_a_card_is_dragged_to_what_it_belongs_to(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    pairs = _exercise(page, "pairs")
    cards, lefts = pairs.locator(".sd-match__rights > li"), pairs.locator(".sd-match__lefts > li")
    chosen = lefts.nth(1).locator(".sd-room")
    _drag(page, cards.last, lefts.nth(1))
    expect(lefts.nth(1)).to_have_class("sd-is-target")
    page.mouse.up()
    expect(chosen).to_have_text("2")
    _drag(page, cards.first, lefts.nth(1))
    page.keyboard.press("Escape")
    page.mouse.up()
    expect(chosen).to_have_text("2")
    _drag(page, cards.first, page.locator("#해-보기"))
    page.mouse.up()
    expect(chosen).to_have_text("2")


def test_what_was_arranged_is_there_again(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    steps, pairs = _exercise(page, "steps"), _exercise(page, "pairs")
    _put_in_order(steps)
    steps.get_by_role("button", name="확인하기").click()
    pairs.get_by_role("combobox").first.select_option(index=2)
    page.reload()
    steps, pairs = _exercise(page, "steps"), _exercise(page, "pairs")
    assert _texts(steps) == RIGHT
    expect(steps.locator(".sd-result")).to_have_text("맞습니다.")
    expect(pairs.locator(".sd-room").first).to_have_text("2")
    expect(pairs.locator(".sd-result")).to_have_text("")
    steps.get_by_role("button", name="다시 풀기").click()
    page.reload()
    steps = _exercise(page, "steps")
    assert _texts(steps) != RIGHT
    expect(steps.locator(".sd-result")).to_have_text("")


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_is_arranged_is_accessible_and_large_enough(
    address: str, open_page: Open, scheme: str, width: int
) -> None:
    page = open_page(address + LESSON, width=width, color_scheme=scheme)
    steps, pairs = _exercise(page, "steps"), _exercise(page, "pairs")
    steps.locator("li button").nth(1).click()
    steps.get_by_role("button", name="확인하기").click()
    pairs.get_by_role("combobox").first.select_option(index=2)
    pairs.get_by_role("button", name="확인하기").click()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    small = page.evaluate(
        """(least) => [...document.querySelectorAll(".sd-exercise :is(button, select)")]
           .map((one) => [one.className, one.getBoundingClientRect()])
           .filter(([, box]) => box.height > 0 && Math.min(box.height, box.width) < least)
           .map(([name, box]) => `${name} ${box.width} x ${box.height}`)""",
        TOUCH,
    )
    assert small == []


def test_on_paper_and_without_scripts_there_is_room_for_numbers(
    address: str, open_page: Open
) -> None:
    page = open_page(address + LESSON, java_script_enabled=False)
    steps, pairs = page.locator("[data-exercise='steps']"), page.locator("[data-exercise='pairs']")
    expect(steps.get_by_text("알맞은 차례대로 번호를 적어 보십시오.")).to_be_visible()
    expect(pairs.get_by_text("서로 맞는 것의 번호를 적어 보십시오.")).to_be_visible()
    expect(steps.locator("li .sd-room").first).to_be_visible()
    steps.locator("summary").click()
    expect(steps.get_by_text("지우기가 먼저입니다.")).to_be_visible()
    live = open_page(address + LESSON)
    steps, pairs = _exercise(live, "steps"), _exercise(live, "pairs")
    expect(steps.get_by_text("알맞은 차례대로 번호를 적어 보십시오.")).to_be_hidden()
    live.emulate_media(media="print")
    expect(steps.get_by_text("알맞은 차례대로 번호를 적어 보십시오.")).to_be_visible()
    expect(steps.get_by_text("화살표를 누르거나 끌어서")).to_be_hidden()
    expect(steps.locator("li .sd-room").first).to_be_visible()
    expect(pairs.locator("li .sd-room").first).to_be_visible()
    for hidden in ("button", "select", ".sd-grip", ".sd-explanation"):
        expect(live.locator(f":is(.sd-order, .sd-match) {hidden}:visible")).to_have_count(0)


def test_a_step_may_hold_what_looks_like_a_gap(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    told = page.evaluate("fill('%1: %2 / %3', \"할인 %2, $& $'\", 1, 4)")
    assert told == "할인 %2, $& $': 1 / 4"


def test_only_who_comes_near_such_an_exercise_fetches_what_it_needs(
    address: str, open_page: Open
) -> None:
    page = open_page(address + "lessons/a.html")
    parts = page.locator("script[src*='arranging.js'], link[href*='arranging.css']")
    page.locator("[data-exercise='think']").scroll_into_view_if_needed()
    expect(parts).to_have_count(0)
    page.goto(address + LESSON)
    _exercise(page, "steps")
    expect(parts).to_have_count(2)
