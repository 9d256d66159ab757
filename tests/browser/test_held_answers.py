"""Exercises whose answers are not published: they can be worked on, and nothing is missing from them."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.conftest import Open
from browser.sites import learners_course
from browser.test_look import PHONE, violations
from pages.quiet_courses import published

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def held_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the learners' course with answers that are never published."""
    root = learners_course(tmp_path_factory.mktemp("held"))
    track = root / "curriculum/tracks/first.yml"
    track.write_text(track.read_text("utf-8") + "answers: never\n", "utf-8")
    return published(root)


def test_what_was_chosen_is_kept_without_a_verdict(held_site: Path, open_page: Open) -> None:
    page = open_page(f"{held_site.as_uri()}/lessons/a.html", width=PHONE)
    one = page.locator("[data-exercise='one']")
    one.get_by_label("지어낸 답").check()
    page.keyboard.press("Enter")  # nothing is sent, and nothing is wrong
    expect(one.get_by_role("button")).to_have_count(0)
    expect(one.get_by_text("정답이나 예시 답을 공개하지 않습니다.")).to_be_visible()
    page.locator("[data-exercise='write'] .sd-rubric input").first.check()
    page.reload()
    expect(one.get_by_label("지어낸 답")).to_be_checked()
    expect(page.locator("[data-exercise='write'] .sd-rubric input").first).to_be_checked()
    assert violations(page) == []


def test_what_was_arranged_is_kept_without_a_verdict(held_site: Path, open_page: Open) -> None:
    page = open_page(f"{held_site.as_uri()}/lessons/b.html", width=PHONE)
    steps, pairs = page.locator("[data-exercise='steps']"), page.locator("[data-exercise='pairs']")
    steps.scroll_into_view_if_needed()
    begun = steps.locator(".sd-arranged").all_inner_texts()
    steps.get_by_role("button", name=f"아래로 옮기기: {begun[0]}").click()
    pairs.get_by_role("combobox").first.select_option(index=2)
    for exercise in (steps, pairs):
        expect(exercise.get_by_role("button", name="확인하기")).to_have_count(0)
        expect(exercise.get_by_role("button", name="되돌리기")).to_be_visible()
    page.reload()
    steps.scroll_into_view_if_needed()
    moved = [begun[1], begun[0], *begun[2:]]
    expect(steps.locator(".sd-arranged")).to_have_text(moved)
    expect(pairs.get_by_role("combobox").first.locator("option:checked")).to_contain_text("2. ")
    steps.get_by_role("button", name="다시 풀기").click()
    expect(steps.locator(".sd-arranged")).to_have_text(begun)
    assert violations(page) == []
