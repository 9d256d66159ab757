"""Watching one notebook's process: how long it takes, what it uses, and that it ends."""

from __future__ import annotations

import os
import queue
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Final

from seodang.execution.failure import FailureKind
from seodang.execution.fair_clock import FairClock
from seodang.execution.limits import Limits, usage_of
from seodang.execution.notebook_run import NotebookProcess, NotebookRun, Raising, RunResult
from seodang.problems import Message, say

_FIRST_CHECK, _CHECK_INTERVAL = 0.05, 0.1
_START_TIMEOUT: Final = 60.0
_DRAIN_TIMEOUT: Final = 10.0
"""Seconds in which the frames of a process that was ended come to their end."""
_TRACE_TIMEOUT: Final = 0.2


class _LimitExceededError(Exception):
    def __init__(self, kind: FailureKind, reason: str | Message = "") -> None:
        self.kind = kind
        self.reason = reason


class Supervision:
    """Takes a process's frames until it ends or has to be ended."""

    def __init__(self, process: NotebookProcess, raising: list[Raising], limits: Limits) -> None:
        self._process = process
        self._limits = limits
        self._run = NotebookRun(process, raising, limits)
        self._notebook = FairClock(self._run.cell_begun)
        self._cell = FairClock(self._run.cell_begun)
        self._next_check = self._run.cell_begun + _FIRST_CHECK
        self._received = 0
        self._is_over = False
        # Bounded, so that a process that prints without end has to wait for us.
        self._frames: queue.Queue[bytes | None] = queue.Queue(64)

    def watch(self) -> RunResult:
        """Return what came of the notebook; its processes have ended by then."""
        # A thread, since `readline` knows no time limit and `select` takes no pipe on Windows.
        reader = threading.Thread(target=self._read, daemon=True)
        reader.start()
        try:
            self._follow()
        except _LimitExceededError as limit:
            self._ask_for_line(limit.kind)
            self._run.fail(limit.kind, line=self._run.line, reason=limit.reason)
        finally:
            self._process.end()
            for line in self._lines_within(_DRAIN_TIMEOUT):
                self._run.note_trace(line)
                self._run.note_exit(line)
            # A descendant that nobody could find may hold the frames open for ever.
            if self._is_over:
                reader.join()
                self._process.frames.close()
        return self._run.result or RunResult([], self._run.death())

    def _read(self) -> None:
        with suppress(OSError, ValueError):
            # One byte more than is allowed: of an endless line so much is enough to end it.
            while line := self._process.frames.readline(self._limits.outputs + 1):
                self._frames.put(line)
        self._frames.put(None)

    def _next_line(self, seconds: float) -> bytes | None:
        """Take the next line; None where the frames are over, `queue.Empty` where it is late."""
        line = self._frames.get(timeout=seconds)
        self._is_over = line is None
        return line

    def _lines_within(self, seconds: float) -> Iterator[bytes]:
        until = time.monotonic() + seconds
        with suppress(queue.Empty):
            while not self._is_over and (left := until - time.monotonic()) > 0:
                if line := self._next_line(left):
                    yield line

    def _follow(self) -> None:
        # What a process does after its last word is of no interest: it is ended.
        while self._run.result is None:
            self._check_time()
            try:
                line = self._next_line(self._patience())
            except queue.Empty:
                self._check_usage()
                continue
            if (
                time.monotonic() > self._next_check
            ):  # one that prints all the time is looked at, too
                self._check_usage()
            if line is None:
                return
            self._received += len(line)
            if self._received > self._limits.outputs:
                raise _LimitExceededError(FailureKind.OUTPUTS)
            self._run.take(line)

    def _patience(self) -> float:
        soonest = min(self._cell_deadline(), self._deadline(), self._next_check)
        return max(0.0, soonest - time.monotonic())

    def _deadline(self) -> float:
        return self._notebook.deadline(_START_TIMEOUT + self._limits.notebook)

    def _cell_deadline(self) -> float:
        if self._cell.begun != self._run.cell_begun:
            self._cell.begin(self._run.cell_begun)
        # What a process takes to begin is the machine's doing, not the author's.
        cell = self._limits.cell
        return self._cell.deadline(
            cell if self._run.cell is not None else max(_START_TIMEOUT, cell)
        )

    def _check_time(self) -> None:
        if time.monotonic() <= min(self._cell_deadline(), self._deadline()):
            return
        self._check_usage()  # it may have waited for others since the last look
        now = time.monotonic()
        if now > self._cell_deadline():
            if self._run.cell is None:
                waited = f"{now - self._notebook.begun:.0f}"
                reason = say("no cell began within {seconds} s", seconds=waited)
                raise _LimitExceededError(FailureKind.NEVER_STARTED, reason)
            raise _LimitExceededError(FailureKind.CELL_TIME)
        if now > self._deadline():
            raise _LimitExceededError(FailureKind.NOTEBOOK_TIME)

    def _check_usage(self) -> None:
        self._next_check = time.monotonic() + _CHECK_INTERVAL
        if self._process.pid is None:
            return
        usage = usage_of(self._process.pid, self._limits)
        for clock in (self._notebook, self._cell):
            clock.note(usage, time.monotonic())
        # Processes first: a fork bomb is found by their number alone, without its memory.
        if usage.processes > self._limits.processes:
            raise _LimitExceededError(FailureKind.PROCESSES)
        if usage.memory > self._limits.memory:
            raise _LimitExceededError(FailureKind.MEMORY)
        if usage.cpu > self._limits.cpu:
            raise _LimitExceededError(FailureKind.CPU)

    def _ask_for_line(self, kind: FailureKind) -> None:
        """Have the process say where it is; it answers even while C code runs."""
        timed = {FailureKind.CELL_TIME, FailureKind.NOTEBOOK_TIME, FailureKind.CPU}
        if kind not in timed or self._process.pid is None or not hasattr(signal, "SIGUSR1"):
            return
        with suppress(ProcessLookupError, PermissionError):
            os.kill(self._process.pid, signal.SIGUSR1)
        for line in self._lines_within(_TRACE_TIMEOUT):
            self._run.note_trace(line)
            if self._run.line is not None:
                return
