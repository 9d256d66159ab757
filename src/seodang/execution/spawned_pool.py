"""Processes for notebooks started ahead of time, where forking is not to be had."""

from __future__ import annotations

import json
import math
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import Any, BinaryIO, Final

import psutil

from seodang.execution.child.resource_limits import PEAK_UNIT

_EXIT_GRACE: Final = 0.05
"""Seconds in which a process that has said all it had to say ends by itself."""
_POLL_INTERVAL: Final = 0.001


class SpawnedProcess:
    """A notebook's process that was waiting for its request."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        if process.stdin is None or process.stdout is None:
            raise ValueError("a notebook's process needs pipes")
        self._process = process
        self._requests: BinaryIO = process.stdin  # type: ignore[assignment]
        self.frames: BinaryIO = process.stdout  # type: ignore[assignment]
        self.pid: int | None = process.pid
        self.code: int | None = None
        self.peak = 0

    def send(self, request: Mapping[str, Any]) -> None:
        """Give the process its request; one that has died says so by the end of its frames."""
        with suppress(OSError):
            self._requests.write(json.dumps(request).encode() + b"\n")
            self._requests.close()

    def end(self) -> None:
        """End the process and those of its descendants that can still be found."""
        family = self._descendants()
        _kill(family)  # it may be waiting for one of them before it ends
        self._await_end(_EXIT_GRACE)
        self.code = self._process.returncode
        family += self._descendants()
        # All at once: a pool of processes replaces each that is killed before its master.
        if sys.platform != "win32":
            # macOS says PermissionError of a group of which only zombies are left.
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        _kill(family)
        self._await_end(None)
        with suppress(OSError):  # closing sends what a request that failed had left in the buffer
            self._requests.close()

    def _descendants(self) -> list[psutil.Process]:
        # One whose parent has ended is not among them, and may stay (docs/security.md).
        found: list[psutil.Process] = []
        with suppress(psutil.NoSuchProcess):
            found += psutil.Process(self._process.pid).children(recursive=True)
        return found

    def _await_end(self, seconds: float | None) -> None:
        if sys.platform == "win32":
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(seconds)
            return
        until = time.monotonic() + (math.inf if seconds is None else seconds)
        # `wait` would not say what the process had used.
        while not self._is_reaped() and time.monotonic() < until:
            time.sleep(_POLL_INTERVAL)

    def _is_reaped(self) -> bool:
        if self._process.returncode is None:
            pid, status, used = os.wait4(self._process.pid, os.WNOHANG)
            if pid:
                self._process.returncode = os.waitstatus_to_exitcode(status)
                self.peak = used.ru_maxrss * PEAK_UNIT
        return self._process.returncode is not None


def _kill(processes: Iterable[psutil.Process]) -> None:
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.kill()


class SpawnedPool:
    """Keeps processes waiting: `ahead` of them, as long as `total` is not reached."""

    def __init__(
        self, modules: Sequence[str], environment: Mapping[str, str], *, ahead: int, total: int
    ) -> None:
        self._modules = tuple(modules)
        self._environment = dict(environment)
        self._left = total
        self._lock = threading.Lock()
        self._waiting: list[SpawnedProcess] = []
        for _ in range(min(ahead, total)):
            self._spawn()

    def start(self, request: Mapping[str, Any]) -> SpawnedProcess:
        """Take a waiting process, give it its request, and have the next one get ready."""
        with self._lock:
            # More than was planned: a notebook that needed a kernel runs a second time.
            if not self._waiting:
                self._left = max(self._left, 1)
                self._spawn()
            process = self._waiting.pop(0)
            if self._left:
                self._spawn()
        process.send(request)
        return process

    def close(self) -> None:
        """End the processes that were never needed."""
        for process in self._waiting:
            process.end()
            process.frames.close()
        self._waiting.clear()

    def _spawn(self) -> None:
        self._left -= 1
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "seodang.execution.child.spawned", *self._modules],
            env=self._environment,
            cwd="/" if sys.platform != "win32" else None,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # A group of its own, which `end` can kill as a whole.
            start_new_session=True,
        )
        self._waiting.append(SpawnedProcess(process))
