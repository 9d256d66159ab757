"""A site that travels as a zip file and is opened by double click: search and exercises included."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import expect

from browser.conftest import Open
from browser.sites import learners_course
from courses import run_cli

pytestmark = pytest.mark.browser


def test_a_zip_of_the_site_opens_by_double_click(tmp_path: Path, open_page: Open) -> None:
    root = learners_course(tmp_path / "course")
    assert run_cli(root, "build", "--trust").code == 0
    zipped = tmp_path / "site.zip"
    run = run_cli(root, "publish", "--to", str(zipped), "--yes")
    assert run.code == 0, run.err
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(tmp_path / "내 문서 (1)" / "과정")
    home = next((tmp_path / "내 문서 (1)").rglob("index.html"))
    page = open_page(home.as_uri(), width=360)
    page.get_by_role("link", name="첫 과정").first.click()
    page.locator(".sd-lessons__title", has_text="첫 수업").click()
    one = page.locator("[data-exercise='one']")
    one.get_by_label("모른다는 답").check()
    one.get_by_role("button", name="확인하기").click()
    expect(one.locator(".sd-result")).to_have_text("맞습니다.")
    page.locator("[data-exercise='think'] textarea").fill("말투를 지킵니다")
    page.locator("[data-exercise='think'] textarea").blur()
    page.reload()
    expect(page.locator("[data-exercise='think'] textarea")).to_have_value("말투를 지킵니다")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="찾기와 묻기").click()
    page.get_by_role("searchbox").fill("개인정보는 언제 지워요?")
    expect(page.locator(".sd-search__answer blockquote").first).to_have_text(
        "개인정보는 지우고 나서 건넵니다."
    )
    page.get_by_role("searchbox").fill("환긱")
    expect(page.locator(".sd-search__answer")).to_contain_text("지어낸 답입니다.")
