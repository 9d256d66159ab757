from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from pages.quiet_courses import lesson, page, publish, published, quiet_course, track
from seodang.cache.store import Store
from seodang.course.loader import load_course
from seodang.course.variant import Variant
from seodang.documents.documents import Documents
from seodang.editions.site.navigation import MOST_AT_ONCE, navigation_of
from seodang.editions.site.publication import publication_of
from seodang.execution.outcomes import Executed
from seodang.rendering.render import render

TRACK = (
    "title: 과정 <1> & 2\nsummary: 시험용입니다.\nformat: class\naudience: 누구나\n"
    "outcomes: [하나]\nmodules:\n"
)


def _course(root: Path, count: int) -> Path:
    names = ["a", *(f"n{number}" for number in range(1, count))]
    halves = names[: count // 2], names[count // 2 :]
    modules = "".join(
        f"  - {{title: {n}부 <b>, lessons: [{', '.join(half)}]}}\n" for n, half in enumerate(halves)
    )
    files = {"curriculum/tracks/first.yml": TRACK + modules}
    for name in names:
        files |= lesson(name, f"수업 {name}")
    return quiet_course(root, files)


def _menu(html: str) -> str:
    found = re.search(r'<nav class="md-nav md-nav--primary.*?</nav>\s*</div>', html, re.DOTALL)
    assert found is not None
    return found[0]


def test_a_short_track_is_one_list_in_the_menu(tmp_path: Path) -> None:
    root = _course(tmp_path, MOST_AT_ONCE)
    published(root)
    menu = _menu(page(root, "lessons/a.html"))
    assert "수업 n7" in menu
    assert "0부" not in menu


def test_a_long_track_shows_its_modules_and_the_lessons_of_one(tmp_path: Path) -> None:
    root = _course(tmp_path, MOST_AT_ONCE + 2)
    published(root)
    menu = _menu(page(root, "lessons/a.html"))
    assert "수업 n1" in menu
    assert "수업 n9" not in menu
    assert "1부 &lt;b&gt;" in menu


def test_a_lesson_at_home_elsewhere_is_no_line_of_a_track_of_its_id(tmp_path: Path) -> None:
    files = {
        **lesson("second", "한 수업"),
        **track("first", "첫 과정", "a", "second"),
        **track("second", "둘째 과정", "second"),
    }
    course, _ = load_course(quiet_course(tmp_path, files))
    documents, store = Documents(course), Store(tmp_path / "store")
    rendered, _ = render(documents, Executed({}, 0, 0, frozenset()), store, Variant("ko"))
    navigation = navigation_of(publication_of(documents, rendered, store, date(2026, 11, 26)))
    assert navigation == [
        "index.md",
        {"첫 과정": ["tracks/first.md", "lessons/a.md", "lessons/second.md"]},
        {"둘째 과정": ["tracks/second.md"]},
    ]


def test_titles_are_text_wherever_they_stand(tmp_path: Path) -> None:
    root = _course(tmp_path, 2)
    published(root)
    html = page(root, "lessons/a.html")
    assert "과정 &lt;1&gt; &amp; 2" in html
    assert "과정 <1>" not in html


def test_a_language_without_words_of_materials_still_has_its_own_lang(tmp_path: Path) -> None:
    programme = (
        "seodang: 1\ntitle: Khóa học\nlanguage: xx-Latn\nurl: https://example.org/ai/\n"
        "licence: CC-BY-4.0\n"
    )
    root = quiet_course(tmp_path, {"curriculum/programme.yml": programme})
    assert publish(root).is_written
    assert '<html lang="xx-Latn"' in page(root, "lessons/a.html")
