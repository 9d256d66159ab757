"""Watching one notebook's process: what it sends, how long it takes, what it uses."""

from __future__ import annotations

import json
import os
import queue
import re
import signal
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, Protocol

from seodang.execution.child.frame_channel import LOST
from seodang.execution.failure import Failing, Failure
from seodang.execution.limits import Limits, usage_of
from seodang.execution.normalise import without_colour
from seodang.execution.output_collector import Transcript
from seodang.problems import Message, say

LAST_LINES: Final = 20
_FIRST_LOOK, _LOOKS = 0.05, 0.1
_START: Final = 60.0
_END: Final = 10.0
"""Seconds in which the frames of a process that was ended come to their end."""
_FULL: Final = 0.8
"""The part of its memory that a process held which crashed because it got no more."""
_REFUSED: Final = 0.95
"""The part that a child held whose limit ended it."""
_TRACE: Final = re.compile(r'File "([^"]*)", line (\d+)')
_KERNEL_TRACE: Final = re.compile(r"Cell In\[\d+\], line (\d+)")


class NotebookProcess(Protocol):
    """A process that was given an order and sends frames."""

    frames: BinaryIO
    pid: int | None
    """None until a frame of the process says it."""
    code: int | None
    """How it ended, as `subprocess` has it, if this is known without a frame of the server."""
    peak: int
    """The most bytes of memory it ever held; 0 as long as this is not known."""

    def end(self) -> None:
        """End the process and all that came of it; `frames` then comes to its end."""


@dataclass(frozen=True, slots=True)
class Ran:
    """What a notebook's process did: the outputs of its cells, or why there are none.

    `needs_kernel` names what only a Jupyter kernel can do for it.
    """

    outputs: list[list[dict[str, Any]]]
    failure: Failure | None = None
    needs_kernel: str | None = None


class _Limit(Exception):  # noqa: N818 - it says which limit, and is no error of this program
    def __init__(self, how: Failing, reason: str | Message = "") -> None:
        self.how = how
        self.reason = reason


class Supervision:
    """Takes a process's frames until it ends or has to be ended."""

    def __init__(self, process: NotebookProcess, may_raise: list[bool], limits: Limits) -> None:
        self._process = process
        self._may_raise = may_raise
        self._limits = limits
        self._transcript = Transcript()
        self._cell: int | None = None
        self._file = ""
        self._begun = self._cell_begun = time.monotonic()
        self._look = self._begun + _FIRST_LOOK
        self._received = 0
        self._result: Ran | None = None
        self._line: int | None = None
        self._exit: int | None = None
        self._held = self._peak = 0
        self._is_short = False
        # Bounded, so that a process that prints without end has to wait for us.
        self._frames: queue.Queue[bytes | None] = queue.Queue(64)

    def watch(self) -> Ran:
        """Return what came of the notebook; its processes have ended by then."""
        reader = threading.Thread(target=self._read, daemon=True)
        reader.start()
        try:
            self._follow()
        except _Limit as limit:
            self._ask_for_line(limit.how)
            self._result = Ran([], self._failure(limit.how, line=self._line, reason=limit.reason))
        finally:
            self._process.end()
            if self._drain():
                reader.join()
                self._process.frames.close()
        return self._result or Ran([], self._death())

    def _read(self) -> None:
        with suppress(OSError, ValueError):
            while line := self._process.frames.readline(self._limits.outputs + 1):
                self._frames.put(line)
        self._frames.put(None)

    def _drain(self) -> bool:
        """Take what is left; returns whether it came to an end.

        A descendant that nobody could find may hold the frames open for ever.
        """
        until = time.monotonic() + _END
        with suppress(queue.Empty):
            while (left := until - time.monotonic()) > 0:
                line = self._frames.get(timeout=left)
                if line is None:
                    return True
                self._note_trace(line)
                self._note_exit(line)
        return False

    def _follow(self) -> None:
        # What a process does after its last word is of no interest: it is ended.
        while self._result is None:
            self._check_time()
            try:
                line = self._frames.get(timeout=self._patience())
            except queue.Empty:
                self._check_usage()
                continue
            if line is None:
                self._frames.put(None)  # for `_drain`
                return
            self._received += len(line)
            if self._received > self._limits.outputs:
                raise _Limit(Failing.OUTPUTS)
            self._take_safely(line)

    def _patience(self) -> float:
        soonest = min(
            self._cell_deadline(), self._begun + _START + self._limits.notebook, self._look
        )
        return max(0.0, soonest - time.monotonic())

    def _cell_deadline(self) -> float:
        # What a process takes to begin is the machine's doing, not the author's.
        allowed = self._limits.cell if self._cell is not None else max(_START, self._limits.cell)
        return self._cell_begun + allowed

    def _check_time(self) -> None:
        now = time.monotonic()
        if now > self._cell_deadline():
            if self._cell is None:
                reason = say("no cell began within {seconds} s", seconds=f"{now - self._begun:.0f}")
                raise _Limit(Failing.NEVER_STARTED, reason)
            raise _Limit(Failing.CELL_TIME)
        if now > self._begun + _START + self._limits.notebook:
            raise _Limit(Failing.NOTEBOOK_TIME)

    def _check_usage(self) -> None:
        self._look = time.monotonic() + _LOOKS
        if self._process.pid is None:
            return
        usage = usage_of(self._process.pid, self._limits)
        if usage.processes > self._limits.processes:
            raise _Limit(Failing.PROCESSES)
        if usage.memory > self._limits.memory:
            raise _Limit(Failing.MEMORY)
        if usage.cpu > self._limits.cpu:
            raise _Limit(Failing.CPU)

    def _take_safely(self, line: bytes) -> None:
        try:
            self._take(line)
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            reason = say("it sent what no notebook sends: {kind}", kind=type(error).__name__)
            self._result = Ran([], self._failure(Failing.DIED, reason=reason))

    def _take(self, line: bytes) -> None:
        frame = _parsed(line)
        if frame is None:
            self._note_trace(line)
        elif "begin" in frame:
            self._cell, self._cell_begun = frame["begin"], time.monotonic()
            self._file = frame.get("file", "")
            self._transcript.begin()
        elif "end" in frame:
            self._end_cell(frame)
        elif "short" in frame:
            self._is_short = True
        elif self._cell is None and self._take_beginning(frame):
            return
        elif not self._take_last(frame):
            self._transcript.take(frame)
        self._note_exit(line)

    def _take_beginning(self, frame: dict[str, Any]) -> bool:
        """Take a frame that comes before any code of the lesson runs, and could forge it."""
        if "pid" in frame and self._process.pid is None:
            self._process.pid = int(frame["pid"])
        elif "held" in frame:
            self._held, self._peak = int(frame["held"]), int(frame["peak"])
        else:
            return False
        return True

    def _take_last(self, frame: dict[str, Any]) -> bool:
        """Take a frame after which nothing more is to come."""
        if self._result is not None:
            return False
        if "done" in frame:
            self._result = Ran(self._transcript.cells)
            if len(self._transcript.cells) != len(self._may_raise):
                raise ValueError("it ends before its last cell")
        elif "needs_kernel" in frame:
            self._result = Ran([], needs_kernel=frame["needs_kernel"])
        else:
            failure = self._told(frame)
            self._result = None if failure is None else Ran([], failure)
        return self._result is not None

    def _told(self, frame: dict[str, Any]) -> Failure | None:
        """Return the failure that a frame tells of, if it tells of one."""
        if "changed" in frame:
            return Failure(Failing.CHANGED, reason=frame["changed"])
        if "no_kernel" in frame:
            return Failure(Failing.NO_KERNEL, reason=frame["no_kernel"])
        if "memory" in frame:
            return self._failure(Failing.MEMORY)
        if "died" in frame or "kernel_ended" in frame:
            reason = frame.get("died", say("the kernel ended"))
            return self._failure(self._dying(), reason=reason)
        return None

    def _end_cell(self, frame: dict[str, Any]) -> None:
        may_raise = self._may_raise[frame["end"]]
        if frame.get("children", 0) - self._held > _REFUSED * self._limits.memory:
            line = (frame["failure"] or {}).get("line")
            self._result = Ran([], self._failure(Failing.MEMORY, line=line))
        elif frame["ok"] and may_raise:
            self._result = Ran([], self._failure(Failing.DID_NOT_RAISE))
        elif not frame["ok"] and not may_raise:
            self._result = Ran([], self._raised(frame["failure"] or {}))
        self._is_short = False
        # Between two cells no cell's time runs out.
        self._cell_begun = time.monotonic()

    def _raised(self, error: dict[str, Any]) -> Failure:
        if self._is_short or any(kind.endswith("MemoryError") for kind in error.get("kinds", ())):
            return self._failure(Failing.MEMORY, line=error.get("line"))
        found = _KERNEL_TRACE.search(without_colour(error.get("traceback", "")))
        line = int(found[1]) - 1 if found else error.get("line")
        return self._failure(Failing.RAISED, line=line, error=error)

    def _failure(self, how: Failing, **known: Any) -> Failure:
        output = self._transcript.last_lines(LAST_LINES)
        return Failure(how, self._cell, output=output, **known)

    def _ask_for_line(self, how: Failing) -> None:
        """Have the process say where it is; it answers even while C code runs."""
        timed = {Failing.CELL_TIME, Failing.NOTEBOOK_TIME, Failing.CPU}
        if how not in timed or self._process.pid is None or not hasattr(signal, "SIGUSR1"):
            return
        with suppress(ProcessLookupError, PermissionError):
            os.kill(self._process.pid, signal.SIGUSR1)
        until = time.monotonic() + 0.2
        with suppress(queue.Empty):
            while self._line is None and (left := until - time.monotonic()) > 0:
                line = self._frames.get(timeout=left)
                if line is None:
                    self._frames.put(None)
                    return
                self._note_trace(line)

    def _note_trace(self, line: bytes) -> None:
        found = _TRACE.search(line.decode("utf-8", "replace"))
        if found and found[1] == self._file and self._line is None:
            self._line = int(found[2]) - 1

    def _note_exit(self, line: bytes) -> None:
        frame = _parsed(line) if line.startswith(b'{"exit"') else None
        with suppress(KeyError, TypeError, ValueError):  # a notebook may forge one
            if frame is not None:
                self._exit, self._process.peak = int(frame["exit"]), int(frame["peak"])

    def _death(self) -> Failure:
        code = self._exit if self._exit is not None else self._process.code
        if code is not None and code == -getattr(signal, "SIGXCPU", 0):
            return self._failure(Failing.CPU)
        is_crash = code is not None and (code < 0 or code == LOST)
        if is_crash and self._was_full():
            return self._failure(Failing.MEMORY)
        return self._failure(self._dying(), reason=_ending(code))

    def _dying(self) -> Failing:
        if self._is_short:
            return Failing.MEMORY
        return Failing.NEVER_STARTED if self._cell is None else Failing.DIED

    def _was_full(self) -> bool:
        """Whether memory was all but used up: C code that gets none crashes in many ways."""
        peak = self._process.peak
        return peak > self._peak and peak - self._held > _FULL * self._limits.memory


def _ending(code: int | None) -> str | Message:
    if code is None:
        return say("no reason given")
    if code >= 0:
        return say("exit {code}", code=code)
    known = {int(one): one.name for one in signal.Signals}
    return known.get(-code, say("signal {number}", number=-code))


def _parsed(line: bytes) -> dict[str, Any] | None:
    try:
        frame = json.loads(line)
    except ValueError:
        return None
    return frame if isinstance(frame, dict) else None
