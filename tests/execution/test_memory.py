"""A notebook that needs more memory than it may have is named for it, whatever it dies of."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path

import psutil
import pytest

from courses import BuildCourse
from execution.small_courses import Run, lesson
from seodang.cache.store import Store
from seodang.course.loader import load_course
from seodang.documents.documents import Documents
from seodang.execution.execute import execute
from seodang.execution.plan import plan_build
from seodang.files.places import located

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the build alone limits memory"),
]

FILLING = "held = []\nwhile True:\n    held.append(b'x' * 10**6)"
HUNGRY: Mapping[str, str] = {
    "large-pieces": "held = []\nwhile True:\n    held.append(bytearray(b'x') * (7 * 10**7))",
    # Nothing can be made then, not even what would say so.
    "tiny-pieces": "held = []\nwhile True:\n    held.append(str(len(held)))",
    "all-at-once": "held = bytearray(10**10)",
    "refused-by-the-system": "import mmap\nmmap.mmap(-1, 10**10, flags=mmap.MAP_PRIVATE)",
    "numpy": "import numpy\nheld = []\nwhile True:\n    held.append(numpy.ones(10**6))",
    "showing": "class A:\n    def _repr_html_(self):\n"
    "        held = []\n        while True:\n            held.append(b'x' * 10**6)\n\nA()",
    "awaiting": "import asyncio\nawait asyncio.sleep(0)\n" + FILLING,
    "thread": "import threading\nheld = []\ndef fill():\n    while True:\n"
    "        held.append(b'x' * 10**6)\nthread = threading.Thread(target=fill)\n"
    "thread.start()\nthread.join()",
    "threads-that-take-the-rest": "import threading\nheld = []\ndef fill():\n    while True:\n"
    "        try:\n            held.append(b'x' * 10**5)\n        except MemoryError:\n"
    "            pass\nfor _ in range(3):\n    threading.Thread(target=fill).start()\n"
    "while True:\n    held.append(b'x' * 10**6)",
    "forked-child": "import os\npid = os.fork()\nif pid == 0:\n    held = []\n    while True:\n"
    "        held.append(b'x' * 10**6)\nos.waitpid(pid, 0)",
    "other-program": "open('fill.py', 'w').write('held = []\\nwhile True:\\n"
    '    held.append(b"x" * 10**6)\')\n!python3 fill.py',
    "pool-of-processes": "import multiprocessing\ndef fill(_):\n    held = []\n    while True:\n"
    "        held.append(b'x' * 10**6)\n"
    "with multiprocessing.get_context('fork').Pool(2) as pool:\n    pool.map(fill, [1, 2])",
    "c-that-aborts": "import ctypes\nc = ctypes.CDLL(None)\nc.malloc.restype = ctypes.c_void_p\n"
    "while True:\n    place = c.malloc(10**6)\n    if not place:\n        c.abort()\n"
    "    ctypes.memset(place, 1, 10**6)",
}
"""By the id of their lesson."""


def told_of(root: Path, executor: str) -> dict[str, str]:
    """Execute a course; return what is told of each lesson."""
    course, _ = load_course(root)
    store = Store(root / "store")
    documents = Documents(course, store)
    plan, found = plan_build(documents, store)
    _, failures = execute(plan, documents, store, 2, lambda _: None, executor=executor)
    problems = located(root, found + failures)
    return {p.where.path.split("/")[1]: f"[{p.rule}] {p.message}" for p in problems}


def _named(build: BuildCourse, cells: Mapping[str, str], executor: str, **more: str) -> list[str]:
    """Return what is told of the lessons that are not named for their memory."""
    files: dict[str, str] = {}
    for name, cell in cells.items():
        files |= lesson(cell, "'뒤'", name=name, memory="300MB", timeout="30s", **more)
    # Apart, as a build is: Linux counts to a program's peak what held the process that started it,
    # and the one that runs the tests holds more than a notebook may.
    with ProcessPoolExecutor(1, get_context("spawn")) as apart:
        told = apart.submit(told_of, build(files), executor).result()
    expected = "[notebook-in-limits] code cell 1 used more than 300 MB of memory"
    others = {name: told.get(name, "") for name in cells}
    return [f"{n}: {text}" for n, text in others.items() if not text.startswith(expected)]


@pytest.mark.parametrize("executor", ["local", "spawn"])
def test_memory_is_named_whatever_asked_for_it(build_course: BuildCourse, executor: str) -> None:
    assert _named(build_course, HUNGRY, executor) == []


@pytest.mark.parametrize("executor", ["local", "spawn"])
def test_memory_filled_in_small_pieces_is_named_every_time(
    build_course: BuildCourse, executor: str
) -> None:
    assert _named(build_course, {f"l{n}": FILLING for n in range(20)}, executor) == []


@pytest.mark.parametrize("executor", ["local", "spawn"])
def test_a_pool_that_replaces_its_processes_is_ended_with_them(
    build_course: BuildCourse, executor: str
) -> None:
    pools = {f"l{n}": HUNGRY["pool-of-processes"] for n in range(10)}
    assert _named(build_course, pools, executor) == []
    assert list(_started_for(build_course({}))) == []


def _started_for(root: Path) -> Iterator[psutil.Process]:
    """Yield the processes whose environment names a course: no other build of this machine."""
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if any(str(root) in value for value in process.environ().values()):
                yield process


def test_memory_of_a_kernel_is_named_too(build_course: BuildCourse) -> None:
    cells = {name: HUNGRY[name] for name in ("tiny-pieces", "thread", "c-that-aborts")}
    kernels = {**cells, "small": FILLING}
    assert _named(build_course, kernels, "local", isolation="kernel") == []


@pytest.mark.parametrize("executor", ["local", "spawn"])
def test_a_cell_may_catch_that_there_is_no_more_memory(run: Run, executor: str) -> None:
    caught = "try:\n    held = bytearray(10**10)\nexcept MemoryError:\n    print('너무 큽니다')"
    promised = ":tags: [raises-exception]\n\nheld = bytearray(10**10)"
    program = "import subprocess\nsubprocess.run(['true'])\n'뒤'"
    assert run(lesson(caught, promised, program, memory="300MB"), executor=executor).problems == []


def test_a_crash_with_memory_to_spare_is_not_said_to_be_for_memory(run: Run) -> None:
    told = run(lesson("held = bytearray(10**8)\nimport os\nos.abort()", memory="300MB")).told()
    assert "[notebook-could-run]" in told[0]
