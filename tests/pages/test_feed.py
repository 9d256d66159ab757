"""The feed of changes, and the days that the sitemap and search engines are told."""

from __future__ import annotations

import gzip
import json
import re
from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from pages.quiet_courses import lesson, page, published, quiet_course, track

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
CHANGES = (
    "changes:\n"
    "  - {date: 2026-11-03, note: 처음 실었습니다.}\n"
    "  - {date: 2026-11-20, note: '표를 <고쳤습니다> & 늘렸습니다.'}\n"
    "  - {date: 2026-11-20, note: 그림을 더했습니다.}\n"
)
FILES = {
    **lesson("a", "첫 <수업>", CHANGES),
    **lesson("b", "둘", "changes: [{date: 2026-11-10, note: 처음 실었습니다.}]\n"),
    **lesson("c", "숨긴 수업", "status: draft\nchanges: [{date: 2026-11-21, note: 비밀입니다.}]\n"),
    **lesson("d", "넷"),
    **track("first", "첫 과정", "a", "d"),
    **track("second", "둘째 과정", "b"),
    **track("third", "셋째 과정", "d"),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = quiet_course(tmp_path_factory.mktemp("feed"), FILES)
    published(root, "lesson-in-track")
    return root


@pytest.fixture(scope="module")
def feed(root: Path) -> ET.Element:
    return ET.fromstring((root / "site/feed.xml").read_bytes())  # noqa: S314 (we wrote it)


def _text(element: ET.Element, name: str) -> str:
    found = element.find(f"{ATOM}{name}")
    assert found is not None
    return found.text or ""


def _entries(feed: ET.Element) -> list[tuple[str, str, str]]:
    return [
        (_text(one, "title"), _text(one, "summary"), _text(one, "updated")[:10])
        for one in feed.findall(f"{ATOM}entry")
    ]


def test_the_feed_tells_changes_of_published_lessons_the_newest_first(feed: ET.Element) -> None:
    assert _entries(feed) == [
        ("첫 <수업>", "그림을 더했습니다.", "2026-11-20"),
        ("첫 <수업>", "표를 <고쳤습니다> & 늘렸습니다.", "2026-11-20"),
        ("둘", "처음 실었습니다.", "2026-11-10"),
        ("첫 <수업>", "처음 실었습니다.", "2026-11-03"),
    ]


def test_the_feed_has_all_that_the_format_demands(feed: ET.Element) -> None:
    # RFC 4287, 4.1.1 and 4.1.2: each exactly once, ids all different, an author, a link to itself.
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
            assert _text(element, name)
        assert datetime.fromisoformat(_text(element, "updated")).tzinfo is not None
        links = [(one.get("rel"), one.get("type")) for one in element.findall(f"{ATOM}link")]
        assert len(links) == len(set(links))
    ids = [one.text for one in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) == 5
    author = feed.find(f"{ATOM}author")
    assert author is not None
    assert _text(author, "name") == "작은 과정"
    own = {one.get("rel"): one.get("href") for one in feed.findall(f"{ATOM}link")}
    assert own == {
        "self": "https://seodang.test/ai/feed.xml",
        "alternate": "https://seodang.test/ai/",
    }


def test_a_day_begins_where_the_programme_is_at_home(feed: ET.Element) -> None:
    assert _text(feed, "updated") == "2026-11-20T00:00:00+09:00"


def test_pages_name_the_feed_from_where_they_are(root: Path) -> None:
    link = '<link rel="alternate" type="application/atom+xml" title="수업에서 바뀐 내용" href="{}">'
    assert link.format("feed.xml") in page(root, "index.html")
    assert link.format("../feed.xml") in page(root, "lessons/d.html")


def test_the_sitemap_tells_the_day_of_the_last_change(root: Path) -> None:
    text = (root / "site/sitemap.xml").read_bytes()
    assert gzip.decompress((root / "site/sitemap.xml.gz").read_bytes()) == text
    days = {
        one.findtext(f"{MAP}loc", "").removeprefix("https://seodang.test/ai/"): one.findtext(
            f"{MAP}lastmod"
        )
        for one in ET.fromstring(text)  # noqa: S314 (we wrote it)
    }
    assert days["lessons/a.html"] == days["tracks/first.html"] == days["index.html"] == "2026-11-20"
    assert days["lessons/b.html"] == days["tracks/second.html"] == "2026-11-10"
    assert days["lessons/d.html"] is days["tracks/third.html"] is days["mine.html"] is None


def test_search_engines_and_readers_are_told_of_a_change(root: Path) -> None:
    html = page(root, "lessons/a.html")
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert data is not None
    assert json.loads(data[1])["dateModified"] == "2026-11-20"
    assert '<time datetime="2026-11-20">2026년 11월 20일</time> 그림을 더했습니다.' in html
    assert "dateModified" not in page(root, "lessons/d.html")


def test_a_course_that_tells_of_no_change_has_no_feed(tmp_path: Path) -> None:
    root = quiet_course(tmp_path, {})
    published(root)
    assert not (root / "site/feed.xml").exists()
    assert "atom" not in page(root, "index.html")
    assert "lastmod" not in (root / "site/sitemap.xml").read_text("utf-8")


def test_the_first_and_the_last_change_of_a_course_bring_and_take_the_feed(tmp_path: Path) -> None:
    root = quiet_course(tmp_path, {})
    published(root)
    before = page(root, "index.html")
    described = root / "lessons/a/lesson.yml"
    plain = described.read_text("utf-8")
    described.write_text(plain + "changes: [{date: 2026-11-10, note: 고쳤습니다.}]\n", "utf-8")
    published(root)
    assert "feed.xml" in page(root, "index.html")
    described.write_text(plain, "utf-8")
    published(root)
    assert page(root, "index.html") == before
    assert not (root / "site/feed.xml").exists()
