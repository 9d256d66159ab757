"""What search engines, messengers and other programs are told of a page."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from pages.quiet_courses import lesson, page, published, quiet_course

FILES = {
    **lesson("a", "첫 <수업>", "authors: [kim]\n"),
    "curriculum/people.yml": "kim: {name: 김서당}\n",
    "curriculum/pages/about.md": "# 이 사이트\n\n| 가 | 나 |\n|---|---|\n| 다 | 라 |\n\n누구나 봅니다.\n",
    "curriculum/glossary.yml": "prompt: {term: 프롬프트, definition: 부탁하는 글입니다.}\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = quiet_course(tmp_path_factory.mktemp("manners"), FILES)
    published(root)
    return root


def _meta(html: str, name: str) -> str:
    found = re.search(rf'<meta (?:name|property)="{name}" content="([^"]*)">', html)
    return found[1] if found else ""


def _data(html: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    data: dict[str, Any] = json.loads(found[1])
    return data


def test_a_lesson_is_a_learning_resource(root: Path) -> None:
    data = _data(page(root, "lessons/a.html"))
    assert data["@type"] == "LearningResource"
    assert data["name"] == "첫 <수업>"
    assert data["url"] == "https://seodang.test/ai/lessons/a.html"
    assert data["timeRequired"] == "PT30M"
    assert data["teaches"] == ["한 가지를 배웁니다"]
    assert data["author"] == ["김서당"]
    assert data["license"] == "https://creativecommons.org/licenses/by/4.0/deed.ko"


def test_a_track_is_a_course(root: Path) -> None:
    data = _data(page(root, "tracks/first.html"))
    assert (data["@type"], data["inLanguage"]) == ("Course", "ko")
    assert data["provider"]["url"] == "https://seodang.test/ai/"


def test_every_page_has_a_description_of_its_own(root: Path) -> None:
    names = ("index", "glossary", "about", "mine", "lessons/a", "tracks/first")
    told = [_meta(page(root, f"{name}.html"), "description") for name in names]
    assert all(told[1:])
    assert len(set(told)) == len(names)
    assert told[2] == "누구나 봅니다."


def test_messengers_are_told_the_language_and_the_kind_of_card(root: Path) -> None:
    html = page(root, "lessons/a.html")
    assert _meta(html, "og:locale") == "ko_KR"
    assert _meta(html, "twitter:card") == "summary_large_image"


def test_robots_may_read_everything_but_what_is_a_readers_own(root: Path) -> None:
    text = (root / "site/robots.txt").read_text("utf-8")
    assert text == ("User-agent: *\nAllow: /\n\nSitemap: https://seodang.test/ai/sitemap.xml")
    assert _meta(page(root, "mine.html"), "robots") == "noindex"
    assert _meta(page(root, "index.html"), "robots") == ""
