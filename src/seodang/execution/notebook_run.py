"""How a notebook's run is going, as far as the frames of its process tell."""

from __future__ import annotations

import re
import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, BinaryIO, Final, NamedTuple, Protocol

from seodang.execution.child.frame_channel import LOST
from seodang.execution.failure import Failure, FailureKind
from seodang.execution.frames import checked_error, number_of, parsed, text_of
from seodang.execution.limits import Limits
from seodang.execution.normalise import strip_ansi
from seodang.execution.output_collector import OutputCollector
from seodang.problems import Message, say

LAST_LINES: Final = 20
_CRASHED_FULL: Final = 0.8
"""The part of its memory that a process held which crashed because it got no more."""
_CHILD_FULL: Final = 0.95
"""The part that a child held whose limit ended it."""
# What `faulthandler` writes, and what a kernel's traceback calls the place in a cell.
_TRACE: Final = re.compile(r'File "([^"]*)", line (\d{1,9})\b')
_KERNEL_TRACE: Final = re.compile(r"Cell In\[\d+\], line (\d{1,9})\b")


class NotebookProcess(Protocol):
    """A process that was given a request and sends frames."""

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
class RunResult:
    """What a notebook's process did: the outputs of its cells, or why there are none.

    `needs_kernel` names what only a Jupyter kernel can do for it.
    """

    outputs: list[list[dict[str, Any]]]
    failure: Failure | None = None
    needs_kernel: str | None = None


class Raising(NamedTuple):
    """Whether a cell may raise an exception, and whether it has to."""

    may: bool
    must: bool


class NotebookRun:
    """Follows a run frame by frame until it has a `result`.

    `cell` is the number of the current code cell (None: none has begun), `cell_begun` when that
    began (`time.monotonic`), `line` where it stood when it was asked, from 0.
    """

    def __init__(self, process: NotebookProcess, raising: list[Raising], limits: Limits) -> None:
        self._process = process
        self._raising = raising
        self._limits = limits
        self._outputs = OutputCollector()
        self.cell: int | None = None
        self.cell_begun = time.monotonic()
        self.line: int | None = None
        self.result: RunResult | None = None
        self._file = ""
        self._exit: int | None = None
        self._held = self._inherited = 0
        self._is_short = False

    def take(self, line: bytes) -> None:
        """Take what the process sent; what no notebook's process sends ends the run."""
        try:
            self._take(line)
        # Anything may stand in a frame: the notebook can write into its own channel, and nothing
        # that it thinks of may end the build of the others.
        except Exception as error:  # noqa: BLE001
            reason = say("it sent what no notebook sends: {kind}", kind=type(error).__name__)
            self.fail(FailureKind.DIED, reason=reason)

    def fail(self, kind: FailureKind, **known: Any) -> None:
        """End the run with a failure of the current cell; `known` are fields of `Failure`."""
        self.result = RunResult([], self._failure(kind, **known))

    def note_trace(self, line: bytes) -> None:
        """Note where the process says it is, if this is such a line."""
        found = _TRACE.search(line.decode("utf-8", "replace"))
        # The innermost frame comes first, and may be a library's: the cell's own line counts.
        if found and found[1] == self._file and self.line is None:
            self.line = int(found[2]) - 1

    def note_exit(self, line: bytes) -> None:
        """Note how the process ended, if the fork server says so here."""
        if line.startswith(b'{"exit"'):
            with suppress(LookupError, TypeError, ValueError, RecursionError):  # it may be forged
                frame = parsed(line) or {}
                code, peak = frame["exit"], number_of(frame["peak"])
                self._exit = -number_of(-code) if code < 0 else number_of(code)
                self._process.peak = peak

    def death(self) -> Failure:
        """Return why a process ended that did not say so itself."""
        code = self._exit if self._exit is not None else self._process.code
        # The system sends it at its own limit of CPU time; Windows has no such signal.
        if code is not None and code == -getattr(signal, "SIGXCPU", 0):
            return self._failure(FailureKind.CPU)
        is_crash = code is not None and (code < 0 or code == LOST)
        if is_crash and self._was_full():
            return self._failure(FailureKind.MEMORY)
        return self._failure(self._dying(), reason=_ending(code))

    def _take(self, line: bytes) -> None:
        frame = parsed(line)
        if frame is None:
            self.note_trace(line)
        elif "begin" in frame:
            self._begin_cell(frame)
        elif "end" in frame:
            self._end_cell(frame)
        elif "short" in frame:
            self._is_short = True
        elif self.cell is None and self._take_beginning(frame):
            return
        elif not self._take_last(frame):
            self._outputs.add(frame)
        self.note_exit(line)

    def _begin_cell(self, frame: dict[str, Any]) -> None:
        number = number_of(frame["begin"])
        self._raising[number]  # IndexError where there is no such cell
        self.cell, self.cell_begun = number, time.monotonic()
        self._file = text_of(frame.get("file", ""))
        self._outputs.begin_cell()

    def _take_beginning(self, frame: dict[str, Any]) -> bool:
        """Take a frame that comes before any code of the lesson runs, and could forge it."""
        if "pid" in frame and self._process.pid is None:
            self._process.pid = int(frame["pid"])
        elif "held" in frame:
            self._held, self._inherited = int(frame["held"]), int(frame["peak"])
        else:
            return False
        return True

    def _take_last(self, frame: dict[str, Any]) -> bool:
        """Take a frame after which nothing more is to come."""
        if "done" in frame:
            self.result = RunResult(self._outputs.cells)
            if len(self._outputs.cells) != len(self._raising):
                raise ValueError("it ends before its last cell")
        elif "needs_kernel" in frame:
            self.result = RunResult([], needs_kernel=text_of(frame["needs_kernel"]))
        else:
            failure = self._told(frame)
            self.result = None if failure is None else RunResult([], failure)
        return self.result is not None

    def _told(self, frame: dict[str, Any]) -> Failure | None:
        """Return the failure that a frame tells of, if it tells of one."""
        if "changed" in frame:
            return Failure(FailureKind.CHANGED, reason=text_of(frame["changed"]))
        if "no_kernel" in frame:
            return Failure(FailureKind.NO_KERNEL, reason=text_of(frame["no_kernel"]))
        if "memory" in frame:
            return self._failure(FailureKind.MEMORY)
        if "died" in frame or "kernel_ended" in frame:
            reason = text_of(frame["died"]) if "died" in frame else say("the kernel ended")
            return self._failure(self._dying(), reason=reason)
        return None

    def _end_cell(self, frame: dict[str, Any]) -> None:
        raising = self._raising[number_of(frame["end"])]
        error = checked_error(frame["failure"])
        # A child that the system refused memory dies without a word to this process, so the cell
        # may even have succeeded. What was held at the beginning are pages of the fork server.
        if frame.get("children", 0) - self._held > _CHILD_FULL * self._limits.memory:
            self.fail(FailureKind.MEMORY, line=error.get("line"))
        elif frame["ok"] and raising.must:
            self.fail(FailureKind.DID_NOT_RAISE)
        elif not frame["ok"] and not raising.may:
            self._raised(error)
        self._is_short = False
        # Between two cells no cell's time runs out.
        self.cell_begun = time.monotonic()

    def _raised(self, error: dict[str, Any]) -> None:
        if self._is_short or any(kind.endswith("MemoryError") for kind in error.get("kinds", ())):
            self.fail(FailureKind.MEMORY, line=error.get("line"))
            return
        found = _KERNEL_TRACE.search(strip_ansi(error.get("traceback", "")))
        line = int(found[1]) - 1 if found else error.get("line")
        self.fail(FailureKind.RAISED, line=line, error=error)

    def _failure(self, kind: FailureKind, **known: Any) -> Failure:
        return Failure(kind, self.cell, output=self._outputs.last_lines(LAST_LINES), **known)

    def _dying(self) -> FailureKind:
        if self._is_short:
            return FailureKind.MEMORY
        return FailureKind.NEVER_STARTED if self.cell is None else FailureKind.DIED

    def _was_full(self) -> bool:
        """Whether memory was all but used up: C code that gets none crashes in many ways."""
        peak = self._process.peak
        # A peak no higher than the inherited one is that of the process that started this one.
        return peak > self._inherited and peak - self._held > _CRASHED_FULL * self._limits.memory


def _ending(code: int | None) -> str | Message:
    if code is None:
        return say("no reason given")
    if code >= 0:
        return say("exit {code}", code=code)
    known = {int(one): one.name for one in signal.Signals}
    return known.get(-code, say("signal {number}", number=-code))
