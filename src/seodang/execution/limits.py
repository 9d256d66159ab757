"""What a notebook may use, and how much of it a running one does."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

_CELLS: Final = 10
"""A whole notebook may take as long as so many of its cells at their longest."""
_PAGE: Final = 4096
_TICKS: Final = 100
"""Ticks of CPU a second, as Linux shows them to programs on every machine."""
_FEW: Final = 8


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of the clock a cell and a notebook, seconds of CPU, bytes and counts."""

    cell: float
    memory: int
    processes: int = 200
    descriptors: int = 512
    files: int = 500_000_000
    outputs: int = 20_000_000

    @property
    def notebook(self) -> float:
        """Seconds of the clock for the whole notebook."""
        return _CELLS * self.cell

    @property
    def cpu(self) -> int:
        """Seconds of CPU for all processes of the notebook together, and for each."""
        return int(self.notebook) + 1


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process and its descendants hold now, and took until now.

    Bytes of memory, their number, and seconds of CPU, those of descendants that ended included.
    `waits` are the seconds that each of them was ready to run while others had the processor;
    where the system does not say, `crowding` is the part of the time that the load lets expect.
    """

    memory: int
    processes: int
    cpu: float = 0.0
    waits: Mapping[int, float] = field(default_factory=dict)
    crowding: float = 0.0


def usage_of(pid: int, enough: Limits) -> Usage:
    """Measure a process and its descendants, counting no further than is needed."""
    if sys.platform != "linux":
        return _usage_elsewhere(pid)
    pids = list(_descendants(pid, enough.processes))
    # Looking at each would take longer than a fork bomb takes to double.
    if len(pids) > enough.processes:
        return Usage(0, len(pids))
    states = [state for state in map(_state_of, pids) if state is not None]
    memory = sum(state.resident for state in states)
    # Pages that processes share count for each of them here, so this sum is only an upper bound.
    if memory > enough.memory:
        memory = sum(map(_proportional, pids)) if len(pids) <= _FEW else _estimated(states)
    waits = {pid: wait for pid in pids if (wait := _wait_of(pid)) is not None}
    return Usage(memory, len(pids), sum(state.cpu for state in states), waits)


@dataclass(frozen=True, slots=True)
class _State:
    resident: int
    cpu: float
    stack: int
    """Where the stack began: a process that forked has it from its parent, a program its own."""


def _estimated(states: list[_State]) -> int:
    """Estimate what processes hold together: pages that a fork shares with the first count once.

    The exact figure needs a lock that processes which fork all the time hardly ever leave; to
    wait for it would be to let a fork bomb stop the very look that ends it.
    """
    first = states[0]
    others = (
        max(0, state.resident - first.resident) if state.stack == first.stack else state.resident
        for state in states[1:]
    )
    return first.resident + sum(others)


def _state_of(pid: int) -> _State | None:
    # The fields of proc_pid_stat(5): 14 to 17 are the ticks of CPU that it and those it has
    # waited for took, 24 is rss in pages, 28 startstack.
    with suppress(OSError, IndexError):
        # The name, field 2, may itself hold blanks and brackets: count from its last bracket.
        fields = Path("/proc", str(pid), "stat").read_text("utf-8", "replace").rpartition(")")[2]
        numbers = fields.split()
        ticks = sum(map(int, numbers[14 - 3 : 18 - 3]))
        return _State(int(numbers[24 - 3]) * _PAGE, ticks / _TICKS, int(numbers[28 - 3]))
    return None


def _wait_of(pid: int) -> float | None:
    # Of the main thread: nanoseconds on a processor and waiting for one (proc_schedstat).
    with suppress(OSError, IndexError, ValueError):
        return int(Path("/proc", str(pid), "schedstat").read_text("ascii").split()[1]) / 1e9
    return None


def _descendants(pid: int, most: int) -> Iterator[int]:
    waiting, found = [pid], 0
    while waiting and found <= most:
        found += 1
        pid = waiting.pop()
        yield pid
        # A process that has just ended has no children left to count.
        with suppress(OSError):
            # Each thread has children of its own.
            for task in Path("/proc", str(pid), "task").iterdir():
                waiting += map(int, (task / "children").read_text("ascii").split())


def _proportional(pid: int) -> int:
    # Pss: of a page that n processes share, each counts the nth part.
    with suppress(OSError, StopIteration):
        lines = Path("/proc", str(pid), "smaps_rollup").read_text("ascii").splitlines()
        return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) * 1024
    return 0


def _usage_elsewhere(pid: int) -> Usage:
    import psutil

    try:
        process = psutil.Process(pid)
        family = [process, *process.children(recursive=True)]
        memory = sum(one.memory_info().rss for one in family)
        # The first four are user, system, and both of children that have ended.
        cpu = sum(sum(one.cpu_times()[:4]) for one in family)
        return Usage(memory, len(family), cpu, crowding=_crowding())
    except psutil.NoSuchProcess:
        return Usage(0, 0)


def _crowding() -> float:
    import psutil

    load, processors = psutil.getloadavg()[0], os.cpu_count() or 1
    return max(0.0, 1 - processors / load) if load else 0.0
