"""What a command costs: time and memory of its whole tree of processes."""

from __future__ import annotations

import ctypes
import os
import resource
import statistics
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_BECOME_SUBREAPER: Final = 36  # linux/prctl.h
# Seconds between two looks at memory: a twentieth of the command's age within these bounds, so that
# a command of 0.1 s is looked at some ten times, and looking stays a small part of a long one.
_SHORTEST: Final = 0.005
_LONGEST: Final = 0.25
_PART_OF_AGE: Final = 0.05


@dataclass(frozen=True)
class Cost:
    """Seconds of all processors and of the clock; the peak of memory in MB (PSS, summed)."""

    cpu: float
    wall: float
    memory: float


class CommandFailedError(Exception):
    """A measured command did not succeed, so its figures would mean nothing."""


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command and measure it and all that comes of it, daemons included.

    Raises `CommandFailedError`.
    """
    # Compiled modules are kept, as on any machine that works with these tools.
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    # Processes that lose their parent become ours, so that their time is counted too.
    ctypes.CDLL(None).prctl(_BECOME_SUBREAPER, 1, 0, 0, 0)
    before, begin = _children(), time.perf_counter()
    with (folder / "benchmark.log").open("wb") as log:
        process = subprocess.Popen(
            command, cwd=folder, env={**inherited, **environment}, stdout=log, stderr=log
        )
        peak = _Peak(process.pid)
        peak.start()
        status = process.wait()
        wall = time.perf_counter() - begin
        _reap()
    memory = peak.stop()
    if status:
        tail = (folder / "benchmark.log").read_text("utf-8", "replace")[-2000:]
        raise CommandFailedError(f"{' '.join(command)}: exit {status}\n{tail}")
    return Cost(_children() - before, wall, memory)


def median(costs: Sequence[Cost]) -> Cost:
    """Return the medians of the seconds and the largest memory of several turns."""
    return Cost(
        statistics.median(cost.cpu for cost in costs),
        statistics.median(cost.wall for cost in costs),
        max(cost.memory for cost in costs),
    )


def _children() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _reap() -> None:
    with suppress(ChildProcessError):
        while os.waitpid(-1, os.WNOHANG)[0]:
            pass


class _Peak(threading.Thread):
    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._pid = pid
        self._peak = 0.0
        self._is_over = threading.Event()

    def run(self) -> None:
        begin = time.perf_counter()
        pause = _SHORTEST
        while not self._is_over.wait(pause):
            self._peak = max(self._peak, sum(map(_proportional, _tree(self._pid))))
            age = time.perf_counter() - begin
            pause = min(max(age * _PART_OF_AGE, _SHORTEST), _LONGEST)

    def stop(self) -> float:
        self._is_over.set()
        self.join()
        return self._peak


def _tree(pid: int) -> list[int]:
    found, waiting = [], [pid]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        with suppress(OSError):
            for task in Path("/proc", str(pid), "task").iterdir():
                waiting += map(int, (task / "children").read_text("ascii").split())
    return found


def _proportional(pid: int) -> float:
    with suppress(OSError, StopIteration):
        lines = Path("/proc", str(pid), "smaps_rollup").read_text("ascii").splitlines()
        line = next(line for line in lines if line.startswith("Pss:"))
        return int(line.split()[1]) / 1000
    return 0.0
