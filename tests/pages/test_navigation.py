from __future__ import annotations

import re
from pathlib import Path

from pages.quiet_courses import lesson, page, publish, published, quiet_course, track
from seodang.editions.site.navigation import MOST_AT_ONCE, MOST_TRACKS

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


def _beside(html: str) -> str:
    found = re.search(r'<nav class="sd-side".*?</nav>', html, re.DOTALL)
    assert found is not None
    return found[0]


def _menu(html: str) -> str:
    found = re.search(r'<nav class="sd-foot__menu".*?</nav>', html, re.DOTALL)
    assert found is not None
    return found[0]


def test_a_short_track_stands_whole_beside_its_lessons(tmp_path: Path) -> None:
    root = _course(tmp_path, MOST_AT_ONCE)
    published(root)
    beside = _beside(page(root, "lessons/a.html"))
    assert "수업 n7" in beside
    assert "0부 &lt;b&gt;" in beside
    assert beside.count('aria-current="page"') == 1


def test_of_a_long_track_a_lesson_has_its_own_module_beside_it(tmp_path: Path) -> None:
    root = _course(tmp_path, MOST_AT_ONCE + 2)
    published(root)
    beside = _beside(page(root, "lessons/a.html"))
    assert "수업 n1" in beside
    assert "수업 n9" not in beside
    assert '<a href="../tracks/first.html#sd-part-2">1부 &lt;b&gt;</a>' in beside
    assert 'id="sd-part-2"' in page(root, "tracks/first.html")


def test_the_menu_names_up_to_a_dozen_tracks_and_of_more_the_pages_own(tmp_path: Path) -> None:
    names = [f"t{number:02}" for number in range(MOST_TRACKS + 1)]
    few = {path: text for n in names[:-1] for path, text in track(n, f"과정 {n}", "a").items()}
    root = quiet_course(tmp_path / "few", {**few, "curriculum/tracks/first.yml": ""})
    published(root)
    menu = _menu(page(root, "index.html"))
    assert all(f"과정 {n}" in menu for n in names[:-1])
    assert "과정 모두 보기" not in menu

    many = {path: text for n in names for path, text in track(n, f"과정 {n}", "a").items()}
    root = quiet_course(tmp_path / "many", {**many, "curriculum/tracks/first.yml": ""})
    published(root)
    assert not any(f"과정 {n}" in _menu(page(root, "index.html")) for n in names)
    menu = _menu(page(root, "lessons/a.html"))
    assert re.findall(r"과정 t\d+", menu) == ["과정 t00"]
    assert "과정 모두 보기" in menu


def test_titles_are_text_wherever_they_stand(tmp_path: Path) -> None:
    root = _course(tmp_path, 2)
    published(root)
    html = page(root, "lessons/a.html")
    assert "과정 &lt;1&gt; &amp; 2" in html
    assert "과정 <1>" not in html


def test_a_language_without_words_of_materials_still_has_its_own_lang(tmp_path: Path) -> None:
    programme = (
        "seodang: 1\ntitle: Khóa học\nlanguage: xx-Latn\nurl: https://seodang.test/ai/\n"
        "licence: CC-BY-4.0\n"
    )
    root = quiet_course(tmp_path, {"curriculum/programme.yml": programme})
    assert publish(root).is_written
    assert '<html lang="xx-Latn"' in page(root, "lessons/a.html")
