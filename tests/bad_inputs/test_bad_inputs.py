"""Bad inputs through the real command line: one mistake, one message at its place, exit 1."""

from __future__ import annotations

from pathlib import Path

import pytest

from bad_inputs.doubtful import DOUBTFUL
from bad_inputs.mistakes import BRIEF_TEXT, MISTAKES, UNSUPPORTED, WARNED, Mistake, swap
from courses import tree
from seodang.cli import PROBLEMS, main


@pytest.fixture(autouse=True)
def _speaks_english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


def test_the_course_without_a_mistake_has_no_problem(
    whole_course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", "--root", str(whole_course)]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.name)
def test_one_mistake_gives_one_message_at_its_place(
    mistake: Mistake, whole_course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mistake.change(whole_course)
    before = tree(whole_course / "site")
    assert main(["check", "--root", str(whole_course)]) == PROBLEMS
    assert capsys.readouterr().err == f"{mistake.problem}\n    fix: {mistake.fix}\n"
    assert main(["build", "--root", str(whole_course)]) == PROBLEMS
    assert tree(whole_course / "site") == before


@pytest.mark.parametrize("early", [*UNSUPPORTED, *WARNED, *DOUBTFUL], ids=lambda early: early.name)
def test_what_can_be_built_all_the_same_is_a_warning_at_its_place(
    early: Mistake, whole_course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    early.change(whole_course)
    assert main(["check", "--root", str(whole_course)]) == 0
    assert capsys.readouterr().err == f"{early.problem}\n    fix: {early.fix}\n"
    assert main(["check", "--strict", "--root", str(whole_course)]) == PROBLEMS


@pytest.mark.parametrize("tag", ["slide", "fragment"])
def test_tags_for_slides_are_set_ahead_on_purpose(
    tag: str, whole_course: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    swap(BRIEF_TEXT, ":tags: [hide-input]", f":tags: [hide-input, {tag}]")(whole_course)
    assert main(["check", "--strict", "--root", str(whole_course)]) == 0
    assert capsys.readouterr().err == ""


def test_every_mistake_differs_from_the_others() -> None:
    assert len({mistake.problem for mistake in MISTAKES}) == len(MISTAKES) >= 34
