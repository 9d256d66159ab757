"""What a notebook may use, and how much of it a running one does."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_CELLS: Final = 10
"""A whole notebook may take as long as so many of its cells at their longest."""
_PAGE: Final = 4096


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

    def for_the_system(self) -> dict[str, int]:
        """Return the limits that the operating system keeps."""
        return {
            "memory": self.memory,
            "cpu": int(self.notebook) + 1,
            "processes": self.processes,
            "descriptors": self.descriptors,
            "files": self.files,
        }


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process and its descendants hold now: bytes of memory, and their number."""

    memory: int
    processes: int


def usage_of(pid: int, enough: Limits) -> Usage:
    """Measure a process and its descendants, counting no further than is needed.

    Pages shared by several of them count once as soon as the simple sum exceeds the limit.
    """
    if sys.platform == "linux":
        pids = list(_descendants(pid, enough.processes))
        memory = sum(map(_resident, pids))
        if memory > enough.memory and len(pids) <= enough.processes:
            memory = sum(map(_proportional, pids))
        return Usage(memory, len(pids))
    return _usage_elsewhere(pid)


def _descendants(pid: int, most: int) -> Iterator[int]:
    waiting, found = [pid], 0
    while waiting and found <= most:
        found += 1
        pid = waiting.pop()
        yield pid
        # A process that has just ended has no children left to count.
        with suppress(OSError):
            for task in Path("/proc", str(pid), "task").iterdir():
                waiting += map(int, (task / "children").read_text("ascii").split())


def _resident(pid: int) -> int:
    with suppress(OSError, IndexError):
        return int(Path("/proc", str(pid), "statm").read_text("ascii").split()[1]) * _PAGE
    return 0


def _proportional(pid: int) -> int:
    with suppress(OSError, StopIteration):
        lines = Path("/proc", str(pid), "smaps_rollup").read_text("ascii").splitlines()
        return int(next(line for line in lines if line.startswith("Pss:")).split()[1]) * 1024
    return 0


def _usage_elsewhere(pid: int) -> Usage:
    import psutil

    try:
        process = psutil.Process(pid)
        family = [process, *process.children(recursive=True)]
        return Usage(sum(one.memory_info().rss for one in family), len(family))
    except psutil.NoSuchProcess:
        return Usage(0, 0)
