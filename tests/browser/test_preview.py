"""What an instructor sees in the browser while working on a lesson."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Open
from browser.sites import learners_course
from serving.previews import Preview, edit, previewing

pytestmark = pytest.mark.browser

NOTEBOOK = "lessons/a/notebook.md"
Start = Callable[..., Preview]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    course = learners_course(tmp_path / "course")
    long = "".join(f"\n## 부분 {n}\n" + "\n긴 글입니다.\n" * 12 for n in range(8))
    notebook = course / NOTEBOOK
    notebook.write_text(notebook.read_text("utf-8") + long, "utf-8")
    return course


@pytest.fixture
def start(root: Path) -> Iterator[Start]:
    """Start a preview of the course, waiting until it has been built."""
    with ExitStack() as stack:

        def start(*arguments: str, language: str = "ko_KR.UTF-8") -> Preview:
            preview = stack.enter_context(previewing(root, *arguments, language=language))
            preview.line("수업")
            return preview

        yield start


def lesson(preview: Preview, open_page: Open) -> Page:
    page = open_page(preview.address + "lessons/a.html")
    page.evaluate("window.wasLoadedOnce = true")
    return page


def stayed(page: Page) -> bool:
    return bool(page.evaluate("window.wasLoadedOnce === true"))


def settle(page: Page) -> None:
    """Wait until nothing moves any more: scripts have run, and pictures and fonts are there."""
    place = "[scrollY, document.documentElement.scrollHeight].join()"
    page.evaluate("window.placeBefore = null")
    page.wait_for_function(
        f"() => window.placeBefore === (window.placeBefore = {place})", polling=300
    )


def test_a_saved_edit_appears_where_the_reader_is(
    root: Path, start: Start, open_page: Open
) -> None:
    page = lesson(start(), open_page)
    page.locator("#부분-5").scroll_into_view_if_needed()
    settle(page)
    page.evaluate("scrollBy(0, 130)")
    settle(page)
    before = page.evaluate("scrollY")
    assert before > 1000
    edit(root, NOTEBOOK, "## 부분 6\n", "## 부분 6\n\n새로 쓴 글입니다.\n")
    expect(page.get_by_text("새로 쓴 글입니다.")).to_be_visible()
    # Exercises above grow again as soon as their scripts have run again; until then the same
    # place is nearer to the top of the page.
    page.wait_for_function("before => scrollY === before", arg=before)
    settle(page)
    top = page.locator("#부분-5").bounding_box()
    edit(root, NOTEBOOK, "## 읽기\n", "## 읽기\n\n" + "위에 더 쓴 글입니다.\n\n" * 5)
    expect(page.get_by_text("위에 더 쓴 글입니다.").first).to_be_attached()
    page.wait_for_function("before => scrollY > before", arg=before)
    settle(page)
    after = page.locator("#부분-5").bounding_box()
    assert top
    assert after
    assert abs(top["y"] - after["y"]) <= 1
    assert stayed(page)


def test_what_was_opened_chosen_and_typed_stays(root: Path, start: Start, open_page: Open) -> None:
    page = lesson(start(), open_page)
    one = page.locator("[data-exercise='one']")
    one.get_by_label("모른다는 답").check()
    one.get_by_role("button", name="확인하기").click()
    one.locator("details > summary").click()
    blank = page.locator(".sd-prompt textarea").first
    blank.fill("안내 담당자")
    page.locator("[data-exercise='write'] .sd-rubric input").first.check()
    page.locator("[data-exercise='think'] textarea").fill("우리의 말투")
    writing = page.locator("[data-exercise='write'] textarea")
    writing.fill("처음 오는 사람에게")
    writing.evaluate("field => field.setSelectionRange(3, 5)")

    edit(root, NOTEBOOK, "## 해 보기\n", "## 해 보기\n\n새로 쓴 글입니다.\n")
    expect(page.get_by_text("새로 쓴 글입니다.")).to_be_visible()

    expect(one.locator(".sd-result")).to_have_text("맞습니다.")
    expect(one.locator("details")).to_have_attribute("open", "")
    expect(page.locator(".sd-prompt textarea").first).to_have_value("안내 담당자")
    expect(page.locator(".sd-prompt__text").first).to_contain_text("당신은 안내 담당자입니다.")
    expect(page.locator("[data-exercise='write'] .sd-rubric input").first).to_be_checked()
    expect(page.locator("[data-exercise='think'] textarea")).to_have_value("우리의 말투")
    expect(writing).to_have_value("처음 오는 사람에게")
    expect(writing).to_be_focused()
    assert writing.evaluate("field => [field.selectionStart, field.selectionEnd]") == [3, 5]
    assert stayed(page)


def test_exercises_still_answer_after_many_edits(root: Path, start: Start, open_page: Open) -> None:
    page = lesson(start(), open_page)
    for n in range(3):
        edit(root, NOTEBOOK, "## 해 보기\n", f"## 해 보기\n\n고침 {n}.\n")
        expect(page.get_by_text(f"고침 {n}.")).to_be_visible()
    one = page.locator("[data-exercise='one']")
    one.get_by_label("지어낸 답").check()
    one.get_by_role("button", name="확인하기").click()
    expect(one.locator(".sd-result")).to_contain_text("아직 아닙니다.")
    expect(one.locator(".sd-mark")).to_have_count(1)
    expect(page.locator("[data-exercise='think'] .sd-kept")).to_have_count(1)
    page.locator(".sd-prompt textarea").first.fill("담당자")
    expect(page.locator(".sd-prompt__text").first).to_contain_text("당신은 담당자입니다.")

    page.set_viewport_size({"width": 360, "height": 700})
    page.get_by_role("button", name="메뉴").click()
    expect(page.get_by_role("dialog", name="메뉴")).to_be_visible()
    assert stayed(page)


def test_headings_and_titles_follow(root: Path, start: Start, open_page: Open) -> None:
    page = lesson(start(), open_page)
    edit(root, NOTEBOOK, "## 부탁하기\n", "## 공손히 부탁하기\n")
    contents = page.locator(".sd-contents, .sd-side").first
    expect(contents.get_by_text("공손히 부탁하기")).to_have_count(1)
    edit(root, "lessons/a/lesson.yml", "title: 첫 수업", "title: 맨 첫 수업")
    expect(page.locator("h1")).to_have_text("맨 첫 수업")
    expect(page).to_have_title("맨 첫 수업 - 작은 과정")
    assert stayed(page)


def test_a_mistake_is_shown_as_in_the_terminal_until_it_is_mended(
    root: Path, start: Start, open_page: Open
) -> None:
    preview = start()
    page = lesson(preview, open_page)
    overlay = page.locator("seodang-overlay")
    expect(overlay).to_have_count(0)

    edit(root, NOTEBOOK, "../b/notebook.md", "../bb/notebook.md")
    said = preview.line("[link-exists]").strip()
    expect(overlay.get_by_role("alert")).to_contain_text(said)
    expect(overlay.get_by_role("heading")).to_have_text("고칠 곳: 1")
    expect(page.get_by_text("에 이어집니다.")).to_be_visible()

    overlay.get_by_role("button", name="접어 두기").click()
    expect(overlay.get_by_role("alert")).to_have_count(0)
    expect(overlay.get_by_role("button")).to_have_text("고칠 곳: 1")
    page.reload()
    expect(overlay.get_by_role("alert")).to_contain_text(said)

    edit(root, NOTEBOOK, "../bb/notebook.md", "../b/notebook.md")
    expect(overlay).to_have_count(0)


@pytest.mark.kernel
def test_a_failing_cell_is_shown_and_mended(root: Path, start: Start, open_page: Open) -> None:
    page = lesson(start(), open_page)
    cell = "\n```{code-cell} ipython3\nprint('합계', 6 * 7)\n```\n"
    edit(root, NOTEBOOK, "\n## 부탁하기\n", f"{cell}\n## 부탁하기\n")
    expect(page.get_by_text("합계 42")).to_be_visible()
    edit(root, NOTEBOOK, "6 * 7", "6 / 0")
    overlay = page.locator("seodang-overlay")
    expect(overlay.get_by_role("alert")).to_contain_text("ZeroDivisionError")
    edit(root, NOTEBOOK, "6 / 0", "6 * 8")
    expect(page.get_by_text("합계 48")).to_be_visible()
    expect(overlay).to_have_count(0)


def test_a_changed_style_sheet_is_shown_without_loading_the_page(
    root: Path, start: Start, open_page: Open
) -> None:
    style = root / "theme" / "assets" / "own.css"
    style.parent.mkdir(parents=True)
    style.write_text("h1 { color: rgb(1, 2, 3) !important }\n")
    (root / "mkdocs.yml").write_text(
        "site_name: x\ndocs_dir: curriculum\ntheme: {name: material}\n"
        "plugins: [seodang]\nextra_css: [assets/own.css]\n"
    )
    page = lesson(start(), open_page)
    expect(page.locator("h1")).to_have_css("color", "rgb(1, 2, 3)")
    style.write_text("h1 { color: rgb(4, 5, 6) !important }\n")
    expect(page.locator("h1")).to_have_css("color", "rgb(4, 5, 6)")
    assert stayed(page)


def test_a_new_lesson_appears_on_a_page_that_was_missing(
    root: Path, start: Start, chromium: object, open_page: Open
) -> None:
    preview = start()
    page = lesson(preview, open_page)
    copied = root / "lessons" / "new"
    copied.mkdir()
    for name in ("lesson.yml", "notebook.md"):
        (copied / name).write_bytes((root / "lessons" / "b" / name).read_bytes())
    edit(root, "curriculum/tracks/first.yml", "lessons: [a, b]", "lessons: [a, b, new]")
    preview.line("수업 4개")
    page.goto(preview.address + "lessons/new.html")
    expect(page.locator("h1")).to_have_text("둘째 수업")


def test_the_page_says_when_the_preview_has_ended(root: Path, open_page: Open) -> None:
    with previewing(root, language="ko_KR.UTF-8") as preview:
        preview.line("수업")
        page = lesson(preview, open_page)
        page.on("console", lambda _: None)
    expect(page.locator("seodang-overlay")).to_contain_text("미리 보기가 끝났습니다.")
