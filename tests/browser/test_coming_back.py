"""What a learner finds again: answers, texts and how far they were, on the device alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Open

pytestmark = pytest.mark.browser

LESSON = "lessons/a.html"


def _done(page: Page) -> None:
    page.get_by_role("button", name="이 수업을 마쳤어요").click()


def _until(page: Page, truth: str) -> None:
    """Wait for something in the page; its policy forbids Playwright's own way of asking."""
    for _ in range(100):
        if page.evaluate(truth):
            return
        page.wait_for_timeout(100)
    pytest.fail(truth)


def test_answers_and_ticks_are_there_again(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    one, write = page.locator("[data-exercise='one']"), page.locator("[data-exercise='write']")
    one.get_by_label("지어낸 답").check()
    one.get_by_role("button", name="확인하기").click()
    write.get_by_label("길이를 적었습니다.").check()
    page.reload()
    expect(one.get_by_label("지어낸 답")).to_be_checked()
    expect(one.locator(".sd-result")).to_contain_text("아직 아닙니다.")
    expect(one.get_by_text("근거가 없습니다.").first).to_be_visible()
    expect(write.get_by_label("길이를 적었습니다.")).to_be_checked()
    expect(write.locator(".sd-rubric .sd-status")).to_have_text("2개 중 1개를 확인했습니다.")
    one.get_by_role("button", name="다시 풀기").click()
    page.reload()
    expect(one.get_by_label("지어낸 답")).not_to_be_checked()
    expect(one.locator(".sd-result")).to_have_text("")


def test_a_verdict_is_in_sight_and_tied_to_its_answer(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON, width=360)
    page.set_viewport_size({"width": 360, "height": 560})
    one = page.locator("[data-exercise='one']")
    wrong = one.get_by_label("지어낸 답")
    wrong.check()
    check = one.get_by_role("button", name="확인하기")
    check.evaluate("e => scrollBy(0, e.getBoundingClientRect().bottom - innerHeight + 4)")
    check.click()
    expect(one.locator(".sd-result")).to_be_in_viewport(ratio=1)
    expect(wrong).to_have_accessible_description("아님 근거가 없습니다.")
    one.get_by_label("모른다는 답").check()
    expect(wrong).to_have_accessible_description("")
    check.click()
    expect(one.locator(".sd-explanation")).to_have_attribute("open", "")


def test_an_answer_opens_after_a_try_or_by_asking_twice(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    one = page.locator("[data-exercise='one']")
    fold, summary = one.locator(".sd-explanation"), one.locator(".sd-explanation > summary")
    summary.click()
    expect(fold).not_to_have_attribute("open", "")
    expect(one.get_by_text("먼저 해 보면 더 오래 남아요.")).to_be_visible()
    summary.click()
    expect(fold).to_have_attribute("open", "")

    write = page.locator("[data-exercise='write']")
    write.locator("textarea").first.fill("안내문을 써 주세요.")
    write.get_by_text("예시 프롬프트 보기").click()
    expect(write.locator(".sd-model-answer")).to_have_attribute("open", "")


def test_hints_come_one_at_a_time(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    think = page.locator("[data-exercise='think']")
    think.get_by_text("실마리 보기").click()
    for shown, hint in enumerate(("말투입니까?", "사람입니까?", "약속입니까?"), 1):
        expect(think.locator(".sd-hints li:visible")).to_have_count(shown)
        expect(think.get_by_text(hint)).to_be_visible()
        if shown < 3:
            think.get_by_role("button", name="실마리 하나 더 보기").click()
    expect(think.get_by_role("button", name="실마리 하나 더 보기")).to_be_hidden()


def test_the_last_letters_are_kept_when_the_page_is_left_at_once(
    address: str, open_page: Open
) -> None:
    page = open_page(address + LESSON)
    field = page.locator("[data-exercise='think'] textarea")
    field.press_sequentially("마지막 낱말")
    page.goto(address + "index.html")
    page.goto(address + LESSON)
    expect(field).to_have_value("마지막 낱말")


def test_a_text_that_an_earlier_version_kept_is_still_there(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    page.evaluate(
        "localStorage.setItem(`seodang:${new URL('../', location).pathname}:think`, '옛 글')"
    )
    page.reload()
    field = page.locator("[data-exercise='think'] textarea")
    expect(field).to_have_value("옛 글")
    field.fill("새 글")
    field.blur()
    page.reload()
    expect(field).to_have_value("새 글")


def test_a_course_knows_how_far_one_is(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON, width=360)
    _done(page)
    expect(page.get_by_text("수고하셨어요. 이 기기에 표시해 두었어요.")).to_be_visible()
    page.goto(address + "tracks/first.html")
    expect(page.get_by_role("progressbar", name="2개 중 1개 마쳤어요")).to_be_visible()
    expect(page.locator("li[data-lesson='a']").get_by_text("마침")).to_be_visible()
    page.get_by_role("link", name="이어서 보기").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("둘째 수업")
    _done(page)
    expect(page.get_by_text("이 과정의 수업을 모두 마쳤어요.")).to_be_visible()
    page.goto(address + "tracks/first.html")
    expect(page.get_by_text("이 과정의 수업을 모두 마쳤어요.")).to_be_visible()
    page.goto(address + "index.html")
    expect(page.get_by_role("progressbar", name="2개 중 2개 마쳤어요")).to_be_visible()
    page.goto(address + LESSON)
    page.get_by_role("button", name="마침 표시 지우기").click()
    page.goto(address + "tracks/first.html")
    expect(page.get_by_role("progressbar", name="2개 중 1개 마쳤어요")).to_be_visible()


def test_one_goes_on_where_one_was(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON, width=360)
    page.locator("#부탁하기").evaluate("e => e.scrollIntoView()")
    _until(page, "Object.values(localStorage).some((one) => one.includes('부탁하기'))")
    page.goto(address + "index.html")
    go_on = page.get_by_role("link", name="이어서 보기")
    expect(go_on).to_have_attribute("href", re.compile(r"lessons/a\.html#"))
    go_on.click()
    expect(page.locator("#부탁하기")).to_be_in_viewport()
    page.goto(address + LESSON)
    page.get_by_role("link", name="지난번에 보던 곳으로: 부탁하기").click()
    expect(page.locator("#부탁하기")).to_be_in_viewport()


def test_all_of_it_is_on_one_page_and_goes_along_to_another_device(
    address: str, open_page: Open, tmp_path: Path
) -> None:
    page = open_page(address + LESSON, width=360)
    field = page.locator("[data-exercise='think'] textarea")
    field.fill("우리 말투를 지킵니다.")
    field.blur()
    _done(page)
    page.goto(address + "index.html")
    page.get_by_role("button", name="메뉴").click()
    page.get_by_role("dialog").get_by_role("link", name="내가 쓴 글").click()
    expect(page.get_by_text("우리 말투를 지킵니다.")).to_be_visible()
    expect(page.get_by_text("마친 수업: 1개")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="파일로 저장").click()
    file = tmp_path / "seodang.json"
    download.value.save_as(file)

    page.get_by_role("button", name="모두 지우기").click()
    expect(page.get_by_text("아직 쓴 글이 없어요.")).to_be_visible()
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("button", name="되살리기").click()
    expect(page.get_by_text("우리 말투를 지킵니다.")).to_be_visible()

    other = open_page(address + "mine.html")
    expect(other.get_by_text("아직 쓴 글이 없어요.")).to_be_visible()
    chosen = other.locator("input[type=file]")
    chosen.set_input_files({"name": "a.json", "mimeType": "application/json", "buffer": b"[]"})
    expect(other.get_by_text("여기서 저장한 파일이 아니에요.")).to_be_visible()
    chosen.set_input_files(file)
    expect(other.get_by_text("우리 말투를 지킵니다.")).to_be_visible()
    other.get_by_role("link", name="연습 4").click()
    expect(other.locator("[data-exercise='think'] textarea")).to_have_value("우리 말투를 지킵니다.")


def test_paper_has_room_to_write_and_no_answers(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON, color_scheme="dark")
    one = page.locator("[data-exercise='one']")
    one.get_by_label("모른다는 답").check()
    one.get_by_role("button", name="확인하기").click()
    field = page.locator("[data-exercise='think'] textarea")
    field.fill("\n".join(f"{n}번째 줄" for n in range(1, 31)))
    page.emulate_media(media="print")
    for hidden in (
        ".sd-explanation",
        ".sd-model-answer",
        ".sd-hints",
        ".sd-feedback",
        ".sd-result",
    ):
        for part in page.locator(hidden).all():
            expect(part).to_be_hidden()
    assert field.evaluate("e => e.clientHeight >= e.scrollHeight - 1")
    expect(page.locator("html")).to_have_css("color-scheme", "light")


def test_a_browser_that_keeps_nothing_says_so_and_works(address: str, open_page: Open) -> None:
    page = open_page(address + "about.html")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})"
    )
    page.goto(address + LESSON)
    one = page.locator("[data-exercise='one']")
    one.get_by_label("모른다는 답").check()
    one.get_by_role("button", name="확인하기").click()
    expect(one.locator(".sd-result")).to_have_text("맞습니다.")
    field = page.locator("[data-exercise='think'] textarea")
    field.fill("글")
    field.blur()
    expect(page.get_by_text("이 브라우저에는 쓴 글을 저장할 수 없어요.").first).to_be_visible()
