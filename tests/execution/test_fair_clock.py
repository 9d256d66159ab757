"""Limits of time do not run while a notebook waits for a processor that others use."""

from __future__ import annotations

import os
import sys

import pytest

from seodang.execution.fair_clock import MOST_STRETCH, FairClock
from seodang.execution.limits import Limits, Usage, usage_of

ALLOWED = 60.0


def _looked_at(*usages: Usage, every: float = 10.0) -> FairClock:
    clock = FairClock(0.0)
    for number, usage in enumerate(usages):
        clock.note(usage, number * every)
    return clock


def test_on_a_quiet_machine_it_is_the_usual_clock() -> None:
    clock = _looked_at(*(Usage(0, 1, cpu=10.0 * n, waits={7: 0.0}) for n in range(5)))
    assert clock.deadline(ALLOWED) == ALLOWED


def test_a_cell_that_got_half_of_a_processor_has_twice_the_time() -> None:
    usages = [Usage(0, 1, cpu=5.0 * n, waits={7: 5.0 * n}) for n in range(13)]
    assert _looked_at(*usages).deadline(ALLOWED) == 2 * ALLOWED


def test_a_cell_that_sleeps_has_no_more_time_than_it_is_allowed() -> None:
    usages = [Usage(0, 1, cpu=0.0, waits={7: 0.0}) for _ in range(13)]
    assert _looked_at(*usages).deadline(ALLOWED) == ALLOWED


def test_what_a_lesson_starts_itself_does_not_count_as_others() -> None:
    # A hundred processes on two processors: each waits nearly always, for its brothers.
    waits = [dict.fromkeys(range(100), 9.8 * n) for n in range(13)]
    usages = [Usage(0, 100, cpu=20.0 * n, waits=one) for n, one in enumerate(waits)]
    assert _looked_at(*usages).deadline(ALLOWED) == ALLOWED


def test_a_child_that_waits_counts_from_its_second_look() -> None:
    usages = [Usage(0, 1, waits={7: 0.0}), Usage(0, 2, waits={7: 0.0, 8: 9.0})]
    assert _looked_at(*usages).deadline(ALLOWED) == ALLOWED
    clock = _looked_at(*usages, Usage(0, 2, waits={7: 0.0, 8: 18.0}))
    assert clock.deadline(ALLOWED) == ALLOWED + 9.0


def test_there_is_an_end_however_busy_the_machine_is() -> None:
    usages = [Usage(0, 1, waits={7: 10.0 * n}) for n in range(1000)]
    assert _looked_at(*usages).deadline(ALLOWED) == MOST_STRETCH * ALLOWED


def test_where_only_the_load_is_known_it_is_taken_for_the_wait() -> None:
    assert _looked_at(*[Usage(0, 1, crowding=0.5)] * 5).deadline(ALLOWED) == ALLOWED + 20.0


def test_each_cell_begins_anew() -> None:
    clock = _looked_at(*(Usage(0, 1, waits={7: 10.0 * n}) for n in range(3)))
    clock.begin(25.0)
    assert clock.deadline(ALLOWED) == 25.0 + ALLOWED
    # Of a look's time only what lies within the cell can have been waiting.
    clock.note(Usage(0, 1, waits={7: 30.0}), 30.0)
    assert clock.deadline(ALLOWED) == 30.0 + ALLOWED


@pytest.mark.skipif(sys.platform != "linux", reason="other systems tell of their load only")
def test_linux_says_how_long_a_process_waited() -> None:
    waits = usage_of(os.getpid(), Limits(1.0, 10**12)).waits
    assert waits[os.getpid()] >= 0.0
