"""What a learner does with a page, with pointer, keyboard and neither."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Open

pytestmark = pytest.mark.browser

LESSON = "lessons/a.html"


def _exercise(page: Page, name: str) -> str:
    form = page.locator(f"[data-exercise='{name}']")
    form.scroll_into_view_if_needed()
    return f"[data-exercise='{name}']"


def test_a_choice_answers_back(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    one = page.locator(_exercise(page, "one"))
    result = one.locator(".sd-result")
    one.get_by_role("button", name="확인하기").click()
    expect(result).to_have_text("먼저 답을 골라 주세요.")

    one.get_by_label("지어낸 답").check()
    expect(result).to_have_text("")
    one.get_by_role("button", name="확인하기").click()
    expect(result).to_contain_text("아직 아닙니다.")
    expect(one.locator(".sd-feedback").first).to_be_visible()
    expect(one.locator(".sd-feedback").last).to_be_hidden()
    expect(one.locator(".sd-mark")).to_have_text("아님")

    one.get_by_label("모른다는 답").check()
    one.get_by_role("button", name="확인하기").click()
    expect(result).to_have_text("맞습니다.")
    expect(one.locator(".sd-mark")).to_have_text("맞음")


def test_several_answers_are_counted(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    many = page.locator(_exercise(page, "many"))
    check = many.get_by_role("button", name="확인하기")
    for label, said in (
        ("나누기", "맞는 답 2개 중 1개를 찾았습니다."),
        ("쓰기", "맞는 답 2개 중 1개를 찾았습니다."),
        ("찾기", "맞는 답은 다 골랐지만, 아닌 것도 섞여 있습니다."),
    ):
        many.get_by_label(label, exact=True).check()
        check.click()
        expect(many.locator(".sd-result")).to_contain_text(said)
    many.get_by_label("쓰기", exact=True).uncheck()
    check.click()
    expect(many.locator(".sd-result")).to_have_text("맞습니다.")


def test_a_choice_is_answered_by_keyboard_alone(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    page.locator(f"{_exercise(page, 'one')} input").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-exercise='one'] .sd-result")).to_have_text("맞습니다.")


def test_what_was_written_stays_on_the_device_until_it_is_erased(
    address: str, open_page: Open
) -> None:
    page = open_page(address + LESSON)
    field = page.locator(f"{_exercise(page, 'think')} textarea")
    field.fill("우리 말투를 지킵니다.")
    field.blur()
    told = page.locator("[data-exercise='think'] .sd-kept .sd-status")
    expect(told).to_have_text("이 기기에 저장했어요.")
    page.reload()
    expect(field).to_have_value("우리 말투를 지킵니다.")
    think = page.locator("[data-exercise='think']")
    think.get_by_role("button", name="쓴 글 지우기").click()
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    think.get_by_role("button", name="되살리기").click()
    expect(field).to_have_value("우리 말투를 지킵니다.")
    think.get_by_role("button", name="쓴 글 지우기").click()
    page.reload()
    expect(field).to_have_value("")


def test_a_rubric_counts_its_ticks(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    write = page.locator(_exercise(page, "write"))
    write.get_by_label("길이를 적었습니다.").check()
    expect(write.locator(".sd-rubric .sd-status")).to_have_text("2개 중 1개를 확인했습니다.")
    write.get_by_text("예시 프롬프트 보기").click()
    write.get_by_text("예시 프롬프트 보기").click()
    expect(write.get_by_text("처음 오는 사람이 읽을 글을 써 주세요.")).to_be_visible()


@pytest.mark.parametrize("has_clipboard", [True, False])
def test_a_prompt_is_copied_with_its_blanks_filled(
    address: str, open_page: Open, *, has_clipboard: bool
) -> None:
    page = open_page(address + LESSON)
    if not has_clipboard:  # as in a hall's own network, without https
        page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    prompt = page.locator(".sd-content > .sd-prompt").first
    prompt.scroll_into_view_if_needed()
    prompt.get_by_label("역할").fill("복지관 직원")
    copy, told = prompt.locator(".sd-copy").last, prompt.locator(".sd-status").last
    copy.click()
    expect(told).to_contain_text("빈칸이 1개 남았어요.")
    copy.click()
    expect(told).to_have_text("복사했습니다.")
    field = page.locator("[data-exercise='think'] textarea")
    field.focus()
    page.keyboard.press("Control+V")
    expect(field).to_have_value(
        "당신은 복지관 직원입니다. [읽는 사람]이 읽을 안내문을 써 주세요. "
        "모르면 복지관 직원에게 묻겠다고 적어 주세요."
    )


def test_blanks_are_named_by_what_stands_before_them_and_take_many_lines(
    address: str, open_page: Open
) -> None:
    page = open_page(address + LESSON)
    prompt = page.locator(".sd-content > .sd-prompt").last
    expect(prompt.locator("fieldset label")).to_have_text(
        ["읽고 나서 할 일한 가지", "의견줄마다 하나"]
    )
    prompt.get_by_label("의견").fill("1. 버스\n2. 점심\n3. 시간")
    prompt.get_by_label("의견").blur()
    text = prompt.locator(".sd-prompt__text")
    expect(text).to_contain_text("1. 버스\n2. 점심\n3. 시간", use_inner_text=True)
    page.reload()
    expect(prompt.get_by_label("의견")).to_have_value("1. 버스\n2. 점심\n3. 시간")
    expect(text).to_contain_text("1. 버스\n2. 점심\n3. 시간", use_inner_text=True)


def test_without_scripts_everything_can_be_read(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON, java_script_enabled=False)
    one = page.locator("[data-exercise='one']")
    expect(one.get_by_role("button")).to_have_count(0)
    one.locator("summary").click()
    expect(one.get_by_text("자료 안에서만 답합니다.")).to_be_visible()
    expect(page.locator(".sd-content > .sd-prompt pre").first).to_contain_text("[역할]")


def test_a_learner_walks_from_home_through_a_course(address: str, open_page: Open) -> None:
    page = open_page(address + "index.html", width=360)
    page.get_by_role("main").get_by_role("link", name="첫 과정").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("첫 과정")
    page.get_by_role("link", name="첫 수업 시작하기").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("첫 수업")
    page.get_by_role("link", name="환각").click()
    expect(page.get_by_role("dialog", name="환각")).to_contain_text("지어낸 답입니다.")
    page.keyboard.press("Escape")
    page.locator(".sd-neighbours").get_by_role("link", name="둘째 수업").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("둘째 수업")
    page.get_by_role("link", name="과정으로 돌아가기").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("첫 과정")


def test_an_old_address_leads_to_the_lesson(address: str, open_page: Open) -> None:
    page = open_page(address + "lessons/old-name.html")
    page.wait_for_url("**/lessons/a.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("첫 수업")


def test_the_menu_opens_and_closes_by_keyboard(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON, width=360)
    button = page.get_by_role("button", name="메뉴")
    menu = page.get_by_role("dialog", name="메뉴")
    button.focus()
    page.keyboard.press("Enter")
    expect(menu).to_be_in_viewport()
    expect(menu.get_by_role("link", name="첫 과정")).to_be_visible()
    for _ in range(40):  # whoever goes on by Tab stays in it, or in the browser's own bar
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement.closest('dialog, body > :not(dialog)')?.tagName"
        ) in (
            "DIALOG",
            None,
        )
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


def test_from_every_page_one_finger_leads_home(address: str, site: Path, open_page: Open) -> None:
    page = open_page(address + "index.html", width=360)
    for file in sorted(site.rglob("*.html")):
        name = file.relative_to(site).as_posix()
        if name in (
            "404.html",
            "lessons/old-name.html",
        ):  # the one needs a server, the other leads on
            continue
        page.goto(address + name)
        page.locator(".sd-top__name").click()
        page.wait_for_url("**/index.html")
        expect(page.get_by_role("heading", level=1)).to_have_text("작은 과정")


def test_the_menu_is_a_list_at_the_foot_without_scripts(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON, width=360, java_script_enabled=False)
    page.get_by_role("link", name="메뉴").click()
    foot = page.get_by_role("navigation", name="사이트 차례")
    expect(foot).to_be_in_viewport()
    foot.get_by_role("link", name="첫 과정").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("첫 과정")


def test_a_lesson_shows_where_one_is_and_leads_back_up(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    section = page.locator(".sd-side__sections a").last
    section.click()
    expect(section).to_have_attribute("aria-current", "true")
    bar = page.locator(".sd-progress")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    expect(bar).to_have_css("transform", "matrix(1, 0, 0, 1, 0, 0)")
    expect(
        page.get_by_role("button", name="맨 위로")
    ).to_be_hidden()  # whoever reads on needs it not
    page.evaluate("scrollBy(0, -40)")
    page.get_by_role("button", name="맨 위로").click()
    expect(page.locator("#sd-title")).to_be_in_viewport()
    expect(page.locator("#sd-title")).to_be_focused()


def test_the_first_sentence_stands_on_the_first_screen(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON, width=360)
    page.set_viewport_size({"width": 360, "height": 740})
    expect(page.locator(".sd-content p").first).to_be_in_viewport()


def test_a_program_is_written_kept_and_compared(address: str, open_page: Open) -> None:
    page = open_page(address + "lessons/b.html", width=360)
    adding = page.locator(_exercise(page, "adding"))
    expect(adding.get_by_text("return 0")).to_be_visible()
    fold = adding.locator(".sd-model-answer")
    adding.get_by_text("풀이 보기").click()
    expect(fold).not_to_have_attribute("open", "")
    field = adding.get_by_label("내가 쓴 프로그램")
    field.fill("def total(prices):\n    return prices[0]")
    field.blur()
    page.reload()
    expect(field).to_have_value("def total(prices):\n    return prices[0]")
    adding.get_by_text("풀이 보기").click()
    expect(adding.get_by_text("return sum(prices)")).to_be_visible()
    page.emulate_media(media="print")
    expect(adding.get_by_text("return sum(prices)")).to_be_hidden()
    expect(adding.get_by_text("return 0")).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_hall_is_sent_to_an_exercise_by_its_short_name(
    address: str, open_page: Open, width: int
) -> None:
    page = open_page(address + LESSON, width=width)
    if width == 360:
        page.locator(".sd-contents > summary").click()
    page.get_by_role("link", name="연습 2 모두 고르기").locator("visible=true").click()
    page.wait_for_url("**#exercise-many")
    expect(page.locator("#exercise-many")).to_be_in_viewport()
    heading = page.get_by_role("heading", name="연습 2 모두 고르기", level=3)
    expect(heading).to_be_in_viewport()
    if width == 1280:
        link = page.locator(".sd-side").get_by_role("link", name="연습 2 모두 고르기")
        expect(link).to_have_attribute("aria-current", "true")


def test_what_an_address_leads_to_is_unfolded(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON + "#sd-tools", width=360)
    expect(page.locator("#sd-tools")).to_be_visible()
