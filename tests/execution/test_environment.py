"""A lesson runs in the programme's time zone, and waits for nothing that it cannot get."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from courses import SMALLEST_COURSE
from execution.small_courses import Run, lesson
from seodang.execution.time_zone import posix_zone

pytestmark = pytest.mark.kernel

PROGRAMME = "curriculum/programme.yml"
CLOCK = (
    "import time, datetime\n"
    "print(time.localtime(0).tm_hour, datetime.datetime.fromtimestamp(0).hour, time.tzname[0])"
)
ZONES = {"": "9 9 KST\n", "time_zone: UTC\n": "0 0 UTC\n", "time_zone: Asia/Kathmandu\n": "5 5 "}


def _in_zone(line: str, **execution: str) -> Mapping[str, str]:
    return {PROGRAMME: SMALLEST_COURSE[PROGRAMME] + line, **lesson(CLOCK, **execution)}


@pytest.mark.parametrize("executor", ["local", "spawn"])
@pytest.mark.parametrize("line", ZONES)
def test_the_clock_is_that_of_the_programme(run: Run, line: str, executor: str) -> None:
    built = run(_in_zone(line), executor=executor)
    ((output,),) = built.outputs().values()
    assert output["text"].startswith(ZONES[line])


def test_it_is_in_a_jupyter_kernel_and_in_programs_too(run: Run) -> None:
    files = {**_in_zone("", isolation="kernel"), **lesson("!date -d @0 +%H", name="b")}
    built = run(files)
    ((output,),) = built.outputs().values()
    assert output["text"] == ZONES[""]
    ((output,),) = built.outputs("b").values()
    assert output["text"].strip() == "09"


def test_another_zone_runs_lessons_again(run: Run) -> None:
    run(_in_zone(""))
    assert "environment was" in run(_in_zone("time_zone: UTC\n")).reasons()["a"]
    assert run(_in_zone("time_zone: UTC\n")).reasons() == {}


def test_a_zone_is_told_to_the_system_as_a_rule() -> None:
    told = {name: posix_zone(name) for name in ("Asia/Seoul", "UTC", "Europe/Berlin")}
    assert told == {
        "Asia/Seoul": "KST-9",
        "UTC": "UTC0",
        "Europe/Berlin": "CET-1CEST,M3.5.0,M10.5.0/3",
    }


def test_pip_without_a_network_gives_up_at_once(run: Run) -> None:
    built = run(lesson("!pip install seodang-has-no-such-package"))
    ((output,),) = built.outputs().values()
    assert "Retrying" not in output["text"]
    assert "No matching distribution found" in output["text"]
