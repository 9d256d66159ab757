"""No input of a megabyte keeps a check: what is too much is told, and the rest is linear.

Time is not measured closely, since a machine may be busy: a bound ten times the real one fails only
where work grows with the square of an input. `tests/time_limits.py` looks for new ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from seodang.files.length import MOST_SIGNS, prose_too_long
from seodang.problems import MOST, Place
from time_limits import SIZE, UNITS, checked, courses_of, long_lists

GENEROUS = 30.0
"""Seconds for what takes two on a quiet machine."""


def in_one_place(text: str, unit: str) -> tuple[str, Mapping[str, str]]:
    """Return one of the places for a text, each in its turn; the program tries all of them."""
    places = list(courses_of(text))
    return places[UNITS.index(unit) % len(places)]


@pytest.mark.parametrize("unit", UNITS)
def test_a_megabyte_of_one_thing_ends(tmp_path: Path, unit: str) -> None:
    text = unit * (SIZE // len(unit.encode()))
    place, files = in_one_place(text, unit)
    problems, seconds = checked(tmp_path / "course", files)
    assert seconds < GENEROUS, place
    assert max(Counter(one.rule for one in problems).values(), default=0) <= 2 * MOST + 2


@pytest.mark.parametrize("unit", UNITS)
def test_as_much_as_is_read_ends_too(tmp_path: Path, unit: str) -> None:
    text = unit * (MOST_SIGNS // (2 * max(1, len(unit))))
    place, files = in_one_place(text, unit)
    assert checked(tmp_path / "course", files)[1] < GENEROUS, place


@pytest.mark.parametrize("count", [15_000])
def test_very_long_lists_are_told_of_in_part(tmp_path: Path, count: int) -> None:
    for name, files in long_lists(count):
        problems, seconds = checked(tmp_path / "course", files)
        assert seconds < GENEROUS, name
        assert 1 <= len(problems) <= 2 * MOST + 2, name


def counted(monkeypatch: pytest.MonkeyPatch, module: str, name: str) -> Callable[[], int]:
    """Count the calls of a function while a test runs."""
    from importlib import import_module

    calls = [0]
    real = getattr(import_module(module), name)

    def counting(*given: object, **named: object) -> object:
        calls[0] += 1
        return real(*given, **named)

    monkeypatch.setattr(f"{module}.{name}", counting)
    return lambda: calls[0]


def test_suggestions_are_sought_for_the_problems_that_are_told_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = counted(monkeypatch, "seodang.files.validation", "nearest")
    files = dict(long_lists(15_000))["unknown keys"]
    checked(tmp_path / "course", files)
    assert calls() <= MOST + 1


def test_a_text_with_too_many_signs_says_so_at_its_cell() -> None:
    here, there = Place("a.md", 1), Place("a.md", 9)
    assert prose_too_long([("가 " * 500_000, here), ("*" * 100, there)]) is None
    problem = prose_too_long([("a", here), ("*" * (MOST_SIGNS + 1), there)])
    assert problem is not None
    assert (problem.rule, problem.where) == ("file-size", there)


def test_a_picture_written_out_in_a_text_counts_as_one() -> None:
    picture = f"![가](data:image/png;base64,{'ab+/' * 200_000}==)"
    assert prose_too_long([(picture, Place("a.md"))]) is None
