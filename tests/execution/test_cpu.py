"""A notebook that burns processor time is named long before its time by the clock is over."""

from __future__ import annotations

import sys
import time

import pytest

from execution.small_courses import Run, lesson

pytestmark = pytest.mark.kernel

# Hashing lets other threads run meanwhile, so that all of them burn at once.
BURN = "import hashlib\ndata = bytes(10**7)\ndef burn():\n    while True:\n        hashlib.sha256(data)\n"
THREADS = BURN + (
    "import threading\nfor _ in range(2):\n    threading.Thread(target=burn, daemon=True).start()"
)
PROCESSES = BURN + "import os\nfor _ in range(2):\n    if os.fork() == 0:\n        burn()"
# Programs that have ended count, too; none of them burns as much as one process may.
PROGRAMS = "import subprocess, sys\nsource = 'while True: pass'\n"
PROGRAM = (
    "run = [subprocess.Popen([sys.executable, '-c', source]) for _ in range(2)]\n"
    "import time\ntime.sleep(0.3)\nfor one in run:\n    one.kill()\n    one.wait()"
)
WAITING = "import time\ntime.sleep(0.3)"
CELLS, TIMEOUT = 220, 1
BY_THE_CLOCK = 60 + 10 * TIMEOUT


@pytest.mark.skipif(sys.platform == "win32", reason="Windows does not fork")
@pytest.mark.parametrize(
    ("executor", "cells"),
    [
        ("local", [THREADS, *[WAITING] * CELLS]),
        ("local", [PROGRAMS, *[PROGRAM] * CELLS]),
        ("spawn", [PROCESSES, *[WAITING] * CELLS]),
    ],
    ids=["threads", "programs", "processes"],
)
def test_the_processor_time_of_all_threads_and_processes_is_limited(
    run: Run, executor: str, cells: list[str]
) -> None:
    begin = time.monotonic()
    files = {**lesson(*cells, timeout=f"{TIMEOUT}s"), **lesson("'되는 수업'", name="b")}
    built = run(files, executor=executor)
    assert time.monotonic() - begin < BY_THE_CLOCK
    assert [problem.rule for problem in built.problems] == ["notebook-in-limits"]
    assert "used more processor time than ten cells may (1 s each)" in built.told()[0]
    assert built.executed.executed == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such limit")
def test_the_system_too_limits_the_processor_time_of_each_process(run: Run) -> None:
    cell = "import resource\nprint(resource.getrlimit(resource.RLIMIT_CPU))"
    (output,) = next(iter(run(lesson(cell, timeout="2s")).outputs().values()))
    assert output["text"] == "(21, 31)\n"
