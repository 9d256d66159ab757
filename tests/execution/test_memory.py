"""A notebook that needs more memory than it may have is named for it, whatever it dies of."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import pytest

from execution.small_courses import Run, lesson

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


def _named(run: Run, cells: Mapping[str, str], executor: str, **more: str) -> dict[str, str]:
    files: dict[str, str] = {}
    for name, cell in cells.items():
        files |= lesson(cell, "'뒤'", name=name, memory="300MB", timeout="30s", **more)
    built = run(files, executor=executor)
    wrong = "code cell 1 used more than 300 MB of memory"
    told = {p.where.path.split("/")[1]: f"[{p.rule}] {p.message}" for p in built.problems}
    expected = f"[notebook-in-limits] {wrong}"
    return {
        name: told.get(name, "") for name in cells if not told.get(name, "").startswith(expected)
    }


@pytest.mark.parametrize("executor", ["local", "spawn"])
def test_memory_is_named_whatever_asked_for_it(run: Run, executor: str) -> None:
    assert _named(run, HUNGRY, executor) == {}


@pytest.mark.parametrize("executor", ["local", "spawn"])
def test_memory_filled_in_small_pieces_is_named_every_time(run: Run, executor: str) -> None:
    assert _named(run, {f"l{n}": FILLING for n in range(20)}, executor) == {}


def test_memory_of_a_kernel_is_named_too(run: Run) -> None:
    cells = {name: HUNGRY[name] for name in ("tiny-pieces", "thread", "c-that-aborts")}
    assert _named(run, {**cells, "small": FILLING}, "local", isolation="kernel") == {}


@pytest.mark.parametrize("executor", ["local", "spawn"])
def test_a_cell_may_catch_that_there_is_no_more_memory(run: Run, executor: str) -> None:
    caught = "try:\n    held = bytearray(10**10)\nexcept MemoryError:\n    print('너무 큽니다')"
    promised = ":tags: [raises-exception]\n\nheld = bytearray(10**10)"
    program = "import subprocess\nsubprocess.run(['true'])\n'뒤'"
    assert run(lesson(caught, promised, program, memory="300MB"), executor=executor).problems == []


def test_a_crash_with_memory_to_spare_is_not_said_to_be_for_memory(run: Run) -> None:
    told = run(lesson("held = bytearray(10**8)\nimport os\nos.abort()", memory="300MB")).told()
    assert "[notebook-could-run]" in told[0]
