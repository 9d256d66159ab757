from __future__ import annotations

from pathlib import Path

from pages.quiet_courses import lesson, quiet_course, track
from seodang.course.loader import load_course
from seodang.editions.site.outline import Outline, outline_of


def _outline(root: Path, files: dict[str, str]) -> Outline:
    course, problems = load_course(quiet_course(root, files))
    assert problems == []
    return outline_of(course)


def test_a_lesson_is_at_home_in_the_first_track_that_names_it(tmp_path: Path) -> None:
    files = {
        **lesson("b", "둘"),
        **track("first", "첫 과정", "a"),
        **track("second", "둘", "a", "b"),
    }
    outline = _outline(tmp_path, files)
    assert outline.home == {"a": "first", "b": "second"}
    assert outline.lessons(outline.home["b"]) == ("a", "b")  # type: ignore[index]


def test_the_programme_orders_its_tracks_and_the_others_follow(tmp_path: Path) -> None:
    programme = (
        "seodang: 1\ntitle: 과정\nlanguage: ko\nurl: https://seodang.test/\nlicence: CC0-1.0\n"
    )
    files = {
        **track("first", "첫 과정", "a"),
        **track("early", "이른 과정", "a"),
        **track("zeta", "끝 과정", "a"),
        "curriculum/programme.yml": programme + "tracks: [zeta]\n",
    }
    assert list(_outline(tmp_path, files).tracks) == ["zeta", "early", "first"]


def test_neighbours_stay_within_the_home_track(tmp_path: Path) -> None:
    files = {
        **lesson("b", "둘"),
        **lesson("c", "셋"),
        **track("first", "첫 과정", "a", "b"),
        **track("second", "둘째 과정", "c"),
    }
    outline = _outline(tmp_path, files)
    assert outline.after == {"a": "b"}
    assert outline.before == {"b": "a"}


def test_drafts_and_retired_lessons_are_not_taught(tmp_path: Path) -> None:
    files = {
        **lesson("b", "둘", "status: draft\n"),
        **lesson("c", "셋", "status: retired\n"),
        **track("first", "첫 과정", "a", "b", "c"),
        **track("second", "둘째 과정", "b"),
    }
    outline = _outline(tmp_path, files)
    assert list(outline.home) == ["a"]
    assert [len(modules) for modules in outline.tracks.values()] == [1, 0]
