"""Building again: what is built first, and what is told when."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from seodang.ids import LessonId
from seodang.serving.edits import Edits
from seodang.serving.events import EventStream, Problems
from seodang.serving.fast_preview import FastPreview
from seodang.serving.preview import BuildOutcome, Superseded, preview
from seodang.serving.static_files import StaticFiles


class EndError(Exception):
    """The story is over."""


class Story:
    """Builds as a test tells it, and keeps what was asked for."""

    def __init__(self, to_build: Edits, *chapters: Callable[[], Problems]) -> None:
        self.to_build = to_build
        self.asked: list[set[str] | None] = []
        self.previews: list[FastPreview] = []
        self._chapters = iter(chapters)

    def fast_preview(self, paths: frozenset[str]) -> FastPreview:
        assert paths
        return self.previews.pop(0) if self.previews else FastPreview()

    def build(self, only: frozenset[LessonId] | None) -> BuildOutcome:
        self.asked.append(None if only is None else set(only))
        chapter = next(self._chapters, None)
        if chapter is None:
            raise EndError
        problems = chapter()
        return BuildOutcome(problems, is_published=not problems)


def tell(tmp_path: Path, *chapters: Callable[[Edits], Problems]) -> tuple[Story, EventStream]:
    saved, events = Edits(), EventStream()
    story = Story(Edits(), *(lambda chapter=chapter: chapter(saved) for chapter in chapters))
    with pytest.raises(EndError):
        preview(story, saved, story.to_build, events, StaticFiles(tmp_path))
    return story, events


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


def test_half_of_a_file_is_no_event(tmp_path: Path) -> None:
    """A file seen while it is being written looks broken, until the rest has come."""

    def half(edits: Edits) -> Problems:
        edits.add(["lessons/a/notebook.ipynb"])
        return ("its JSON breaks off here",)

    story, events = tell(tmp_path, half, lambda edits: save(edits, "mkdocs.yml"))
    assert story.asked == [None, None, None]
    assert events.problems == ()
    assert events.edition.endswith(".1")


def test_a_mistake_that_stays_is_told(tmp_path: Path) -> None:
    edits = Edits()
    events = EventStream()
    later = threading.Timer(1.0, edits.add, [["mkdocs.yml"]])
    story = Story(Edits(), lambda: ("a mistake",))
    later.start()
    with pytest.raises(EndError):
        preview(story, edits, story.to_build, events, StaticFiles(tmp_path))
    assert events.problems == ("a mistake",)


def test_files_that_go_under_a_build_are_no_mistake_of_the_engine(tmp_path: Path) -> None:
    def gone(edits: Edits) -> Problems:
        edits.add(["lessons/a"])
        raise FileNotFoundError("lessons/a/notebook.md")

    story, _ = tell(tmp_path, gone)
    assert story.asked == [None, None]


def test_what_fails_without_an_edit_is_a_mistake_of_the_engine(tmp_path: Path) -> None:
    def fails(_: Edits) -> Problems:
        raise FileNotFoundError("the engine's own")

    with pytest.raises(FileNotFoundError):
        tell(tmp_path, fails)


def test_a_fast_preview_is_shown_until_the_site_has_it(tmp_path: Path) -> None:
    edits, events, previewed = Edits(), EventStream(), {"b.html": b"what was never published"}
    page = tmp_path / "a.html"
    page.write_bytes(b"old")
    editions = [events.edition]

    def edited() -> Problems:
        assert previewed == {}, "the first build published everything"
        editions.append(events.edition)
        edits.add(["lessons/a/notebook.md"])
        return ()

    def mistaken() -> Problems:
        assert previewed == {"a.html": b"new"}
        assert events.since(editions[-1]).changed == ("a.html",)
        later.start()
        return ("a link leads to nothing",)

    def mended() -> Problems:
        assert events.problems == ("a link leads to nothing",)
        assert previewed == {"a.html": b"newer"}, "a mistake does not take the preview away"
        page.write_bytes(b"newer")
        editions.append(events.edition)
        edits.add(["mkdocs.yml"])
        return ()

    later = threading.Timer(1.0, edits.add, [["lessons/a/notebook.md"]])
    story = Story(Edits(), lambda: save(edits, "mkdocs.yml"), edited, mistaken, mended)
    new, newer = ({"a.html": content} for content in (b"new", b"newer"))
    story.previews = [FastPreview(), FastPreview(new), FastPreview(newer)]
    with pytest.raises(EndError):
        preview(story, edits, story.to_build, events, StaticFiles(tmp_path, previewed=previewed))
    assert previewed == {}
    assert events.since(editions[0]).changed == ("a.html", "b.html")
    assert events.since(editions[2]).changed == (), "browsers have it since the fast preview"
