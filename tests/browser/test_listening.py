"""Reading aloud. A headless browser has no voices: what is said goes to a stand-in, which writes it
down. So what a real voice does with it stays untried here; that the page offers nothing where the
browser's own interface has no voice is tried without the stand-in."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import Open
from browser.test_look import violations

pytestmark = pytest.mark.browser

LESSON = "lessons/a.html"
LOCAL = {"name": "유나", "lang": "ko_KR", "localService": True}
REMOTE = {"name": "먼 목소리", "lang": "ko-KR", "localService": False}
ENGLISH = {"name": "Ada", "lang": "en-GB", "localService": True}
STAND_IN = """
(() => {
  const voices = %s;
  let current = null;
  globalThis.heard = [];
  globalThis.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  globalThis.finish = () => { const said = current; current = null; said.onend(); };
  Object.defineProperty(globalThis, "speechSynthesis", { value: {
    getVoices: () => voices,
    addEventListener: () => {},
    speak: (said) => {
      current = said;
      heard.push({ text: said.text, voice: said.voice.name, lang: said.lang, rate: said.rate });
    },
    cancel: () => {
      const said = current;
      current = null;
      if (said) setTimeout(() => said.onerror({ error: "interrupted" }));
    },
  }});
})();
"""
Listen = Callable[..., Page]


@pytest.fixture
def listen(address: str, open_page: Open) -> Listen:
    """Open a lesson in a browser that has these voices."""

    def opened(*voices: object, width: int = 360, **options: object) -> Page:
        page = open_page(address + LESSON, width=width, **options)
        page.add_init_script(STAND_IN % json.dumps(voices))
        page.reload()
        return page

    return opened


def start(page: Page) -> None:
    page.get_by_role("button", name="소리로 듣기").click()
    expect(page.get_by_role("button", name="잠시 멈춤")).to_be_focused()


def heard(page: Page) -> list[dict[str, object]]:
    found: list[dict[str, object]] = page.evaluate("heard")
    return found


def test_without_a_voice_nothing_is_offered(address: str, open_page: Open) -> None:
    page = open_page(address + LESSON)
    assert page.evaluate("speechSynthesis.getVoices().length") == 0
    expect(page.locator(".sd-hear")).to_be_hidden()
    expect(page.locator("script[src*='listen.js']")).to_have_count(0)


def test_without_a_voice_for_the_language_nothing_is_offered(listen: Listen) -> None:
    expect(listen(ENGLISH).locator(".sd-hear")).to_be_hidden()


def test_a_lesson_is_read_by_a_voice_of_the_device_part_by_part(listen: Listen) -> None:
    page = listen(REMOTE, LOCAL)
    start(page)
    assert heard(page)[0] == {"text": "첫 수업", "voice": "유나", "lang": "ko_KR", "rate": 1}
    expect(page.locator("h1.sd-is-read")).to_have_count(1)
    for _ in range(4):
        page.evaluate("finish()")
    texts = [one["text"] for one in heard(page)]
    assert "읽기" in texts  # the heading, without the sign of its address
    assert any("환각을 줄이는 법을 봅니다" in str(text) for text in texts)
    expect(page.locator(".sd-is-read")).to_have_count(1)
    expect(page.locator(".sd-is-read")).to_be_in_viewport()


def test_all_parts_are_read_once_and_what_is_folded_is_not(listen: Listen) -> None:
    page = listen(LOCAL)
    start(page)
    for _ in range(200):
        if page.get_by_text("끝까지 읽었습니다.").is_visible():
            break
        page.evaluate("finish()")
    expect(page.get_by_text("끝까지 읽었습니다.")).to_be_visible()
    said = " ".join(str(one["text"]) for one in heard(page))
    for once in (
        "안내문을 부탁하는 프롬프트",
        "후원 편지 초안 쓰기",
        "어느 답이 맞습니까?",
        "해 보기",
    ):
        assert said.count(once) == 1, once
    assert "자료 안에서만 답합니다." not in said
    assert "[1]" not in said


def test_reading_pauses_goes_on_and_moves(listen: Listen) -> None:
    page = listen(LOCAL)
    start(page)
    page.get_by_role("button", name="다음 문단").click()
    second = heard(page)[-1]["text"]
    page.get_by_role("button", name="잠시 멈춤").click()
    count = len(heard(page))
    page.get_by_role("button", name="이어 듣기").click()
    assert [one["text"] for one in heard(page)[count:]] == [second]
    page.get_by_role("button", name="앞 문단").click()
    assert heard(page)[-1]["text"] == "첫 수업"


def test_the_speed_is_kept(listen: Listen) -> None:
    page = listen(LOCAL)
    start(page)
    page.get_by_label("빠르기").select_option("1.5")
    assert heard(page)[-1]["rate"] == 1.5
    page.reload()
    start(page)
    assert heard(page)[0]["rate"] == 1.5


def test_passages_in_another_language_get_their_voice(listen: Listen) -> None:
    page = listen(LOCAL, ENGLISH)
    page.evaluate(
        "document.querySelector('.sd-lead').innerHTML = '앞글 <span lang=\"en\">large empty sky</span> 뒷글'"
    )
    start(page)
    for _ in range(3):
        page.evaluate("finish()")
    said = [(one["text"], one["voice"]) for one in heard(page)[1:4]]
    assert said == [("앞글", "유나"), ("large empty sky", "Ada"), ("뒷글", "유나")]


def test_a_voice_of_another_host_is_used_by_consent_only(listen: Listen) -> None:
    page = listen(REMOTE)
    page.get_by_role("button", name="소리로 듣기").click()
    expect(page.get_by_text("이 기기 안에는 우리말 목소리가 없습니다.")).to_be_visible()
    assert heard(page) == []
    page.get_by_role("button", name="그 목소리로 듣기").click()
    assert heard(page)[0]["voice"] == "먼 목소리"


def test_closing_ends_it_and_gives_the_focus_back(listen: Listen) -> None:
    page = listen(LOCAL)
    start(page)
    page.get_by_role("region", name="소리로 듣기").get_by_role("button", name="닫기").click()
    expect(page.locator(".sd-is-read")).to_have_count(0)
    expect(page.locator(".sd-hear button")).to_be_focused()


def test_its_controls_are_accessible_and_fit_a_phone(listen: Listen) -> None:
    for scheme in ("light", "dark"):
        page = listen(LOCAL, color_scheme=scheme)
        start(page)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        for control in page.locator(".sd-listen :is(button, select)").all():
            box = control.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 44
