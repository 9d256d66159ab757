"""A situation to decide in: step by step, there and back, by keyboard, on paper and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from browser.conftest import Open
from browser.test_look import DESK, PHONE, SCHEMES, TOUCH, violations

pytestmark = pytest.mark.browser

LESSON = "lessons/b.html"


def _scenario(page: Page) -> Locator:
    """Return the exercise once its script is there."""
    exercise = page.locator("[data-exercise='deciding']")
    exercise.scroll_into_view_if_needed()
    expect(page.locator("[data-exercise='deciding'].sd-is-live")).to_be_attached()
    exercise.scroll_into_view_if_needed()
    return exercise


def _steps(exercise: Locator) -> Locator:
    return exercise.locator(".sd-scenario__step:visible")


def test_one_decides_step_by_step_until_the_end(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON, width=PHONE)
    exercise = _scenario(page)
    expect(_steps(exercise)).to_have_count(1)
    expect(exercise.get_by_role("group", name="장면 1")).to_be_visible()
    expect(exercise.get_by_text("안내문에 없는 말이었습니다.")).to_be_hidden()
    exercise.get_by_role("button", name="바로 답합니다.").click()
    decided = exercise.get_by_role("list", name="지나온 길").get_by_role("listitem")
    expect(decided).to_have_text(["장면 1 바로 답합니다.안내문에 없는 말이었습니다."])
    expect(decided).to_be_focused()
    expect(decided).to_be_in_viewport()
    expect(exercise.get_by_role("group", name="장면 2")).to_be_visible()
    exercise.get_by_role("button", name="처음으로 돌아갑니다.").click()
    expect(exercise.get_by_role("group", name="장면 1")).to_be_visible()
    exercise.get_by_role("button", name="안내문을 찾아봅니다.").click()
    expect(decided).to_have_count(3)
    expect(exercise.get_by_role("group", name="장면 3 · 끝")).to_be_visible()
    expect(_steps(exercise)).to_have_count(1)


def test_decisions_are_taken_back_and_kept(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    exercise = _scenario(page)
    back = exercise.get_by_role("button", name="앞 장면으로 돌아가기")
    expect(back).to_be_hidden()
    exercise.get_by_role("button", name="바로 답합니다.").click()
    exercise.get_by_role("button", name="사과하고 찾아봅니다.").click()
    page.reload()
    exercise = _scenario(page)
    expect(exercise.get_by_role("group", name="장면 3 · 끝")).to_be_visible()
    back.click()
    expect(exercise.get_by_role("group", name="장면 2")).to_be_focused()
    exercise.get_by_role("button", name="처음부터 다시 하기").click()
    expect(exercise.get_by_role("group", name="장면 1")).to_be_focused()
    expect(back).to_be_hidden()
    page.reload()
    expect(_scenario(page).get_by_role("group", name="장면 1")).to_be_visible()


def test_one_decides_by_keyboard_alone(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    exercise = _scenario(page)
    exercise.get_by_role("button", name="바로 답합니다.").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(exercise.get_by_role("button", name="처음으로 돌아갑니다.")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(exercise.get_by_role("group", name="장면 3 · 끝")).to_be_visible()


def test_one_decides_by_finger(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON, width=PHONE, has_touch=True, is_mobile=True)
    exercise = _scenario(page)
    exercise.get_by_role("button", name="안내문을 찾아봅니다.").tap()
    expect(exercise.get_by_role("group", name="장면 3 · 끝")).to_be_visible()


@pytest.mark.parametrize("width", [PHONE, DESK])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_deciding_is_accessible_and_large_enough(
    address: str, open_page: Open, scheme: str, width: int
) -> None:
    page = open_page(address + LESSON, width=width, color_scheme=scheme)
    exercise = _scenario(page)
    exercise.get_by_role("button", name="바로 답합니다.").click()
    assert violations(page) == []
    boxes = [button.bounding_box() for button in exercise.locator("button:visible").all()]
    assert [box for box in boxes if box and min(box["width"], box["height"]) < TOUCH] == []


def test_on_paper_and_without_scripts_all_steps_can_be_read(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON, java_script_enabled=False)
    exercise = page.locator("[data-exercise='deciding']")
    expect(_steps(exercise)).to_have_count(3)
    expect(exercise.get_by_role("button")).to_have_count(0)
    exercise.get_by_role("link", name="→ 장면 3").first.click()
    expect(exercise.get_by_text("담당자에게 확인하고 답했습니다.")).to_be_in_viewport()
    live = open_page(address + LESSON)
    exercise = _scenario(live)
    exercise.get_by_role("button", name="바로 답합니다.").click()
    live.emulate_media(media="print")
    expect(_steps(exercise)).to_have_count(3)
    expect(exercise.locator(".sd-scenario__path")).to_be_hidden()
    expect(exercise.locator(".sd-scenario__step .sd-scenario__consequence").first).to_be_visible()
