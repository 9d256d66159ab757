"""Whatever happens to a course's files, `check` and `build` end as promised, and agree.

The rounds are the same every time; `python -m tests.fuzz` tries others (CONTRIBUTING.md).
"""

from __future__ import annotations

import random

import pytest

from fuzz.mutations import disturbed
from fuzz.rounds import Bench

_ROUNDS = 60
_A_BUILD = 4
"""Rounds of which one builds, too."""


@pytest.mark.parametrize("begin", range(0, 8 * _ROUNDS, _ROUNDS))
def test_disturbed_files_are_told_or_built(bench: Bench, begin: int) -> None:
    for seed in range(begin, begin + _ROUNDS):
        files = disturbed(bench.base, random.Random(seed))  # noqa: S311 (the same every time)
        assert bench.complaints(files, builds=seed % _A_BUILD == 0) == [], seed
