"""Processes for notebooks are there before the first of them, where a preview asks for it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from execution.small_courses import Run, lesson
from seodang.execution.execute import warm_up
from seodang.execution.process_runner import RunnerSettings, process_runner
from seodang.serving.runners import WarmRunner

pytestmark = pytest.mark.kernel
ENOUGH = 120.0


def _children(module: str) -> set[int]:
    """Return the processes of this test that run a module of the engine."""
    found = set()
    for child in psutil.Process().children(recursive=True):
        try:
            command = child.cmdline()
        except psutil.Error:
            continue
        if f"seodang.execution.child.{module}" in command:
            found.add(child.pid)
    return found


def _wait_for(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + ENOUGH
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is forked")
def test_a_preview_s_first_edit_of_code_finds_its_processes_waiting(run: Run) -> None:
    built = run(lesson("'하나'"))
    with closing(WarmRunner()) as runner:
        warm_up(built.store, 2, runner)
        assert not runner.is_lent
        _wait_for(lambda: len(_children("fork_server")) == 2)
        waiting = _children("fork_server")
        edited = run({**lesson("'둘'"), **_drawing("b")}, runners=runner)
        assert edited.executed.executed == 2
        assert _children("fork_server") == waiting
    assert _children("fork_server") == set()


def _drawing(name: str) -> dict[str, str]:
    return lesson("import matplotlib.pyplot as plt\nplt.plot([1, 2]);", name=name)


def test_processes_that_cannot_be_forked_wait_too(tmp_path: Path) -> None:
    setting = RunnerSettings(
        os.environ, tmp_path, draws=True, drawing=2, total=4, jobs=2, may_fork=False
    )
    with process_runner(setting) as runner:
        runner.warm_up()
        _wait_for(lambda: len(_children("spawned")) == 4)
    assert _children("spawned") == set()


def test_what_is_closed_while_it_warms_up_leaves_nothing_behind(tmp_path: Path) -> None:
    for pause in (0.0, 0.02, 0.3):
        with process_runner(RunnerSettings(os.environ, tmp_path, draws=True)) as runner:
            runner.warm_up()
            time.sleep(pause)
    time.sleep(0.2)  # a thread that was about to begin begins now, and must not start anything
    assert _children("fork_server") == set()
    assert list(tmp_path.iterdir()) == []
