"""Which steps of a scenario are reached, and from which one never comes to an end."""

from __future__ import annotations

import pytest

from seodang.exercises.ways import dead_ends, unreached


@pytest.mark.parametrize(
    ("ways", "lost", "endless"),
    [
        ({"a": ["b"], "b": []}, [], []),
        ({"a": ["b"], "b": ["a"]}, [], ["a", "b"]),
        ({"a": ["b", "c"], "b": ["a"], "c": []}, [], []),  # back, and out by another way
        ({"a": ["a", "b"], "b": []}, [], []),
        ({"a": ["b"], "b": [], "c": ["b"]}, ["c"], []),
        ({"a": ["b"], "b": [], "c": ["d"], "d": ["c"]}, ["c", "d"], ["c", "d"]),
        ({"a": ["b", "c"], "b": [], "c": ["c"]}, [], ["c"]),
        ({"a": ["nowhere"], "b": []}, [], []),  # told elsewhere
        ({"a": []}, [], []),
    ],
)
def test_where_ways_lead(ways: dict[str, list[str]], lost: list[str], endless: list[str]) -> None:
    assert unreached(ways) == lost
    assert dead_ends(ways) == endless
