"""Saving a course on a device: by a press, whole, renewed by what changed, and gone when removed."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from browser.conftest import Open
from browser.pages import BASE, Handler
from browser.sites import learners_course
from pages.quiet_courses import lesson, published, track
from seodang.editions.site.missing_page import inside_missing_page
from seodang.page_policy import header_policy

pytestmark = pytest.mark.browser

SAVE, REMOVE, UPDATE = "오프라인에 저장", "저장한 것 지우기", "바뀐 것만 받기"
SAVED = "이 과정을 이 기기에 저장했어요. 인터넷이 없어도 열립니다."
LIST = "assets/seodang/offline/tracks/first.json"
KEPT = """async () => ({
  caches: await caches.keys(),
  workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


class Host:
    """A site on loopback that can be stopped, started again and slowed down, and remembers who asked."""

    def __init__(self, folder: Path) -> None:
        self.asked: list[str] = []
        self.hanging: Callable[[str], bool] = lambda _: False
        self.released = threading.Event()
        self._folder, self._port = folder, 0
        self.start()

    def start(self) -> None:
        host = self

        class Asked(Handler):
            headers_to_send = {"Content-Security-Policy": header_policy(inside_missing_page())}  # noqa: RUF012

            def do_GET(self) -> None:  # noqa: N802
                address = self.path.removeprefix(BASE)
                host.asked.append(address)
                if host.hanging(address):
                    host.released.wait()
                super().do_GET()

        handler = partial(Asked, directory=str(self._folder))
        self._server = ThreadingHTTPServer(("127.0.0.1", self._port), handler)
        self._server.daemon_threads = True
        self._port = self._server.server_port
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self.released.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}{BASE}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Write a course of two tracks that share nothing but what is around them."""
    root = learners_course(tmp_path / "course")
    for files in (lesson("z", "다른 수업"), track("second", "다른 과정", "z")):
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8")
    published(root)
    return root


@pytest.fixture
def host(root: Path) -> Iterator[Host]:
    host = Host(root / "site")
    yield host
    host.stop()


@pytest.fixture
def device(chromium: Browser) -> Iterator[BrowserContext]:
    """Give a phone of its own."""
    context = chromium.new_context(viewport={"width": 360, "height": 800})
    context.set_default_timeout(20_000)
    yield context
    context.close()


def listed(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((root / "site" / LIST).read_text("utf-8"))
    return found


def edit(root: Path) -> None:
    notebook = root / "lessons/b/notebook.md"
    notebook.write_text(notebook.read_text("utf-8") + "\n새로 고친 문장입니다.\n", "utf-8")
    published(root)


def at_track(device: BrowserContext, host: Host) -> Page:
    page = device.new_page()
    page.goto(f"{host.url}tracks/first.html")
    page.locator("[data-sd-offline]").scroll_into_view_if_needed()
    return page


def save(device: BrowserContext, host: Host) -> Page:
    page = at_track(device, host)
    page.get_by_role("button", name=SAVE).click()
    expect(page.locator(".sd-offline .sd-status")).to_have_text(SAVED)
    return page


def ask(page: Page, query: str) -> None:
    page.get_by_role("button", name="찾기와 묻기").click()
    page.get_by_role("searchbox").fill(query)


def test_the_button_tells_the_size_of_what_is_saved_and_nothing_is_installed_before(
    device: BrowserContext, host: Host, root: Path
) -> None:
    page = at_track(device, host)
    known = listed(root)
    sizes = {one: (root / "site" / one).stat().st_size for one in known["files"]}
    assert {one: size for one, (_, size) in known["files"].items()} == sizes
    assert known["size"] == sum(sizes.values())
    button = page.get_by_role("button", name=SAVE)
    expect(button).to_have_text(f"오프라인에 저장 ({known['size'] / 1e6:.1f} MB)")
    assert page.evaluate(KEPT) == {"caches": [], "workers": 0}
    # A lesson's page asks for nothing more than before.
    host.asked.clear()
    page.goto(f"{host.url}lessons/a.html", wait_until="networkidle")
    assert not any("offline" in one or "worker" in one or "manifest" in one for one in host.asked)


def test_a_saved_track_is_walked_practised_and_searched_without_a_server(
    device: BrowserContext, host: Host
) -> None:
    page = save(device, host)
    host.stop()
    page.goto(f"{host.url}index.html")
    page.get_by_role("link", name="첫 과정").first.click()
    page.wait_for_url("**/tracks/first.html")
    page.locator(".sd-lessons__title", has_text="첫 수업").click()
    page.wait_for_url("**/lessons/a.html")
    shown = page.locator(".sd-lesson h1")
    expect(shown).to_have_text("첫 수업")
    assert shown.evaluate("one => getComputedStyle(one).color") == "rgb(35, 33, 29)"
    one = page.locator("[data-exercise='one']")
    one.get_by_label("모른다는 답").check()
    one.get_by_role("button", name="확인하기").click()
    expect(one.locator(".sd-result")).to_have_text("맞습니다.")
    page.locator(".sd-content .sd-term").first.click()
    expect(page.get_by_role("dialog", name="환각")).to_contain_text("지어낸 답입니다.")
    page.keyboard.press("Escape")
    ask(page, "개인정보는 언제 지워요?")
    quote = page.locator(".sd-search__answer li").first
    expect(quote.locator("blockquote")).to_have_text("개인정보는 지우고 나서 건넵니다.")
    page.get_by_role("searchbox").fill("환긱")  # a slip: the glossary is saved, too
    expect(page.locator(".sd-search__answer")).to_contain_text("지어낸 답입니다.")
    page.get_by_role("searchbox").fill("다른 수업")
    expect(page.locator(".sd-search__found")).not_to_contain_text("다른 수업")  # which is not saved
    page.goto(f"{host.url}lessons/z.html")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "이 페이지는 이 기기에 저장되어 있지 않아요"
    )
    assert page.evaluate("document.querySelector('h1').getBoundingClientRect().left") >= 16
    page.get_by_role("link", name="첫 화면으로 가기").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("작은 과정")


def test_the_index_of_saved_texts_is_that_which_the_build_makes_of_them(
    device: BrowserContext, tmp_path: Path
) -> None:
    root = learners_course(tmp_path / "course")  # of one track: all its texts are saved with it
    published(root)
    host = Host(root / "site")
    page = save(device, host)
    host.stop()
    page.goto(f"{host.url}index.html")
    search = root / "site/search"
    names = ["course", *(f"{one.parent.name}/{one.stem}" for one in search.glob("[sk]/*.js"))]
    assert len(names) == 1 + 128 + 8
    told = page.evaluate(
        "async (names) => Promise.all(names.map(async (one) => (await fetch(`search/${one}.js`)).text()))",
        sorted(names),
    )

    def value(script: str) -> Any:
        return json.loads(script[script.index(",") + 1 : script.rindex(")")])

    expected = {name: value((search / f"{name}.js").read_text("utf-8")) for name in sorted(names)}
    assert dict(zip(sorted(names), map(value, told), strict=True)) == expected


def test_a_correction_is_seen_at_once_and_only_what_changed_is_fetched(
    device: BrowserContext, host: Host, root: Path
) -> None:
    page = save(device, host)
    before = listed(root)["files"]
    edit(root)
    after = listed(root)["files"]
    changed = {one for one, entry in after.items() if before.get(one) != entry}
    assert {one for one in changed if not one.startswith("search/t/")} == {"lessons/b.html"}
    page.goto(f"{host.url}lessons/b.html")
    expect(page.get_by_text("새로 고친 문장입니다.")).to_be_visible()
    expect(page.locator(".sd-offline .sd-status")).to_have_text(
        "저장한 뒤에 이 과정에서 고친 것이 있어요."
    )
    size = sum(after[one][1] for one in changed)
    button = page.get_by_role("button", name=UPDATE)
    expect(button).to_have_text(f"바뀐 것만 받기 ({-(-size // 1000)} KB)")
    host.asked.clear()
    button.click()
    expect(page.locator(".sd-offline")).to_have_count(0)
    assert {one for one in host.asked if one != "service-worker.js"} == changed
    assert len(host.asked) <= len(changed) + 1
    host.stop()
    page.goto(f"{host.url}lessons/b.html")
    expect(page.get_by_text("새로 고친 문장입니다.")).to_be_visible()
    ask(page, "새로 고친 문장")
    expect(page.locator(".sd-search__found mark").first).to_be_visible()


def test_an_edit_elsewhere_is_no_news(device: BrowserContext, host: Host, root: Path) -> None:
    page = save(device, host)
    before = listed(root)
    notebook = root / "lessons/z/notebook.md"
    notebook.write_text(notebook.read_text("utf-8") + "\n다른 과정의 문장입니다.\n", "utf-8")
    published(root)
    assert listed(root) == before
    page.goto(f"{host.url}lessons/a.html", wait_until="networkidle")
    assert page.locator(".sd-offline").count() == 0


def test_a_weak_network_blocks_nobody(device: BrowserContext, host: Host) -> None:
    page = save(device, host)
    host.hanging = lambda _: True
    page.goto(f"{host.url}lessons/b.html")
    expect(page.get_by_role("heading", level=1)).to_have_text("둘째 수업")
    page.goto(f"{host.url}lessons/a.html")
    one = page.locator("[data-exercise='one']")
    one.get_by_label("모른다는 답").check()
    expect(one.get_by_role("button", name="확인하기")).to_be_visible()
    ask(page, "환각이 뭐예요?")
    expect(page.locator(".sd-search__answer")).to_contain_text("지어낸 답입니다.")


def test_removal_leaves_nothing(device: BrowserContext, host: Host) -> None:
    page = save(device, host)
    assert page.evaluate(KEPT) == {"caches": [f"seodang:{BASE}"], "workers": 1}
    page.get_by_role("button", name=REMOVE).click()
    expect(page.locator(".sd-offline .sd-status")).to_have_text(
        "저장해 둔 이 과정을 이 기기에서 지웠어요."
    )
    assert page.evaluate(KEPT) == {"caches": [], "workers": 0}
    assert page.evaluate("Object.keys(localStorage).filter((one) => one.includes('saved'))") == []
    expect(page.get_by_role("button", name=SAVE)).to_be_visible()


def test_of_two_saved_tracks_one_keeps_what_both_need(device: BrowserContext, host: Host) -> None:
    page = save(device, host)
    other = device.new_page()
    other.goto(f"{host.url}tracks/second.html")
    other.locator("[data-sd-offline]").scroll_into_view_if_needed()
    host.asked.clear()
    other.get_by_role("button", name=SAVE).click()
    expect(other.locator(".sd-offline .sd-status")).to_have_text(SAVED)
    fetched = [one for one in host.asked if "search/t" not in one and "offline" not in one]
    assert sorted(one for one in fetched if one != "service-worker.js") == [
        "lessons/z.html",
        "tracks/second.html",
    ]
    page.get_by_role("button", name=REMOVE).click()
    expect(page.get_by_role("button", name=SAVE)).to_be_visible()
    host.stop()
    other.goto(f"{host.url}lessons/z.html")
    expect(other.get_by_role("heading", level=1)).to_have_text("다른 수업")
    color = "getComputedStyle(document.querySelector('h1')).color"
    assert other.evaluate(color) == "rgb(35, 33, 29)"


def test_who_stops_goes_on_later_with_what_has_arrived(device: BrowserContext, host: Host) -> None:
    page = at_track(device, host)
    host.hanging = lambda address: address == "tracks/first.html"
    host.asked.clear()
    page.get_by_role("button", name=SAVE).click()
    expect(page.locator(".sd-offline progress")).to_be_visible()
    for _ in range(100):
        if "search/rules.js" in host.asked:
            break
        page.wait_for_timeout(100)
    page.get_by_role("button", name="그만두기").click()
    expect(page.get_by_role("button", name=SAVE)).to_be_visible()
    host.released.set()
    host.asked.clear()
    page.get_by_role("button", name=SAVE).click()
    expect(page.locator(".sd-offline .sd-status")).to_have_text(SAVED)
    assert "tracks/first.html" in host.asked
    assert "index.html" not in host.asked


def test_no_room_is_told_in_plain_words_and_nothing_is_left(
    device: BrowserContext, host: Host
) -> None:
    page = at_track(device, host)
    told = device.new_cdp_session(page)
    origin = host.url.removesuffix(BASE)
    told.send("Storage.overrideQuotaForOrigin", {"origin": origin, "quotaSize": 60_000})
    page.get_by_role("button", name=SAVE).click()
    expect(page.locator(".sd-offline .sd-status")).to_contain_text("이 기기에 남은 자리가 모자라요")
    # A browser that does not say how much room there is refuses in the middle.
    page.evaluate("navigator.storage.estimate = undefined")
    page.get_by_role("button", name=SAVE).click()
    expect(page.locator(".sd-offline .sd-status")).to_contain_text("이 기기에 남은 자리가 모자라요")
    assert page.evaluate("caches.keys()") == []
    assert page.evaluate("localStorage.length") == 0


def test_a_browser_that_refuses_is_told_in_plain_words(device: BrowserContext, host: Host) -> None:
    device.add_init_script(
        "CacheStorage.prototype.open = () => Promise.reject(new DOMException('no', 'SecurityError'))"
    )
    page = at_track(device, host)
    page.get_by_role("button", name=SAVE).click()
    expect(page.locator(".sd-offline .sd-status")).to_contain_text(
        "이 브라우저에서는 저장할 수 없어요"
    )


def test_a_file_that_is_not_what_the_list_says_is_not_saved(
    device: BrowserContext, host: Host, root: Path
) -> None:
    page = at_track(device, host)
    expect(page.get_by_role("button", name=SAVE)).to_be_visible()
    (root / "site/lessons/b.html").write_text("<p>다른 것</p>", "utf-8")
    page.get_by_role("button", name=SAVE).click()
    expect(page.locator(".sd-offline .sd-status")).to_have_text(
        "지금 사이트를 새로 올리고 있어요. 몇 분 뒤에 다시 눌러 주세요."
    )
    assert page.evaluate("localStorage.length") == 0


def test_a_page_from_a_folder_offers_nothing_of_it(site: Path, open_page: Open) -> None:
    page = open_page(f"{site.as_uri()}/tracks/first.html")
    page.locator("[data-sd-offline]").scroll_into_view_if_needed()
    page.wait_for_timeout(300)
    assert page.locator("[data-sd-offline]").inner_html() == ""
    assert page.locator("link[rel=manifest]").count() == 0


def test_a_site_on_a_host_can_stand_on_a_home_screen(
    device: BrowserContext, host: Host, root: Path
) -> None:
    page = device.new_page()
    page.goto(f"{host.url}lessons/a.html")
    told = device.new_cdp_session(page).send("Page.getAppManifest")
    assert told["url"] == f"{host.url}manifest.json"
    assert told["errors"] == []
    assert json.loads(told["data"])["name"] == "작은 과정"
