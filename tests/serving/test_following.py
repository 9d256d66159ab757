"""Building again: what is built first, and what is told when."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from seodang.course.ids import LessonId
from seodang.serving.edits import Edits
from seodang.serving.news import Newsroom, Problems
from seodang.serving.preview import Superseded, preview


class EndError(Exception):
    """The story is over."""


class Story:
    """Builds as a test tells it, and keeps what was asked for."""

    def __init__(self, edits: Edits, *chapters: Callable[[], Problems]) -> None:
        self.edits = edits
        self.asked: list[set[str] | None] = []
        self._chapters = iter(chapters)

    def build(self, only: frozenset[LessonId] | None) -> Problems:
        self.asked.append(None if only is None else set(only))
        chapter = next(self._chapters, None)
        if chapter is None:
            raise EndError
        return chapter()


def tell(tmp_path: Path, *chapters: Callable[[Edits], Problems]) -> tuple[Story, Newsroom]:
    edits, newsroom = Edits(), Newsroom()
    story = Story(edits, *(lambda chapter=chapter: chapter(edits) for chapter in chapters))
    with pytest.raises(EndError):
        preview(story.build, edits, newsroom, tmp_path)
    return story, newsroom


def save(edits: Edits, *paths: str) -> Problems:
    edits.add(paths)
    return ()


def test_everything_is_built_at_first_and_after_a_save(tmp_path: Path) -> None:
    story, _ = tell(tmp_path, lambda edits: save(edits, "lessons/a/notebook.md"))
    assert story.asked == [None, None]


def test_the_edited_lesson_comes_before_notebooks_that_still_wait(tmp_path: Path) -> None:
    def given_up(edits: Edits) -> Problems:
        edits.add(["lessons/b/notebook.md"])
        raise Superseded

    story, _ = tell(tmp_path, given_up, lambda _: (), lambda edits: save(edits, "lessons/c/x.py"))
    assert story.asked == [None, {"b"}, None, None]


def test_an_edit_of_no_lesson_just_begins_anew(tmp_path: Path) -> None:
    def given_up(edits: Edits) -> Problems:
        edits.add(["mkdocs.yml"])
        raise Superseded

    story, _ = tell(tmp_path, given_up)
    assert story.asked == [None, None]


def test_half_of_a_file_is_no_news(tmp_path: Path) -> None:
    """A file seen while it is being written looks broken, until the rest has come."""

    def half(edits: Edits) -> Problems:
        edits.add(["lessons/a/notebook.ipynb"])
        return ("its JSON breaks off here",)

    story, newsroom = tell(tmp_path, half, lambda edits: save(edits, "mkdocs.yml"))
    assert story.asked == [None, None, None]
    assert newsroom.problems == ()
    assert newsroom.edition.endswith(".1")


def test_a_mistake_that_stays_is_told(tmp_path: Path) -> None:
    edits = Edits()
    newsroom = Newsroom()
    later = threading.Timer(1.0, edits.add, [["mkdocs.yml"]])
    story = Story(edits, lambda: ("a mistake",))
    later.start()
    with pytest.raises(EndError):
        preview(story.build, edits, newsroom, tmp_path)
    assert newsroom.problems == ("a mistake",)


def test_files_that_go_under_a_build_are_no_mistake_of_the_engine(tmp_path: Path) -> None:
    def gone(edits: Edits) -> Problems:
        edits.add(["lessons/a"])
        raise FileNotFoundError("lessons/a/notebook.md")

    story, _ = tell(tmp_path, gone)
    assert story.asked == [None, None]


def test_what_fails_without_an_edit_is_a_mistake_of_the_engine(tmp_path: Path) -> None:
    def fails(_: object) -> Problems:
        raise FileNotFoundError("the engine's own")

    with pytest.raises(FileNotFoundError):
        preview(fails, Edits(), Newsroom(), tmp_path)
