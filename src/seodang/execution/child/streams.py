"""What a notebook prints: by Python's streams, and by descriptors 1 and 2 behind them."""

from __future__ import annotations

import codecs
import io
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from typing import Final

from seodang.execution.child.frame_channel import FrameChannel

# So many lines of a cell are sent as they are printed; a cell that prints more is in no danger
# of being misunderstood, and is sent in larger pieces.
_PROMPT_LINES: Final = 200
_BUFFER_SIZE: Final = 16_384
_READ_SIZE: Final = 1 << 20
_FLUSH_INTERVAL: Final = 0.1  # seconds


class Capture:
    """A standard descriptor that writes into a file, so that C code and children are heard."""

    # No pipe: one that nobody reads while a cell runs fills up and blocks.
    def __init__(self, number: int, name: str, channel: FrameChannel) -> None:
        self._name = name
        self._channel = channel
        self._file = _nameless_file()
        self._read = 0
        # A character of several bytes may lie across the end of a piece.
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        os.dup2(self._file, number)

    def drain(self) -> None:
        """Send what has been written since the last time."""
        # In pieces, and until there is no more: a child may be writing at the same time.
        while (size := os.fstat(self._file).st_size) > self._read:
            os.lseek(self._file, self._read, os.SEEK_SET)
            piece = os.read(self._file, min(_READ_SIZE, size - self._read))
            os.lseek(self._file, 0, os.SEEK_END)  # writers share this offset
            self._read += len(piece)
            text = self._decoder.decode(piece)
            if text:
                self._channel.send(stream=self._name, text=text)


def _nameless_file() -> int:
    """Open a file that vanishes with the process."""
    if sys.platform == "linux":
        return os.memfd_create("output")
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())


class CellStream(io.TextIOBase):
    """`sys.stdout` or `sys.stderr` of a notebook."""

    def __init__(
        self, name: str, number: int, channel: FrameChannel, drain: Callable[[], None]
    ) -> None:
        super().__init__()
        self.name = f"<{name}>"
        self._name = name
        self._number = number
        self._channel = channel
        self._drain = drain
        self._buffer: list[str] = []
        self._size = 0
        self._lines = 0
        self._sent = 0.0
        self._lock = threading.RLock()
        if hasattr(os, "register_at_fork"):
            # What waits is sent before a fork, or parent and child would both send it.
            os.register_at_fork(before=self.flush, after_in_child=self._renew_lock)

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding of what is written."""
        return "UTF-8"

    def writable(self) -> bool:
        """Return True."""
        return True

    def fileno(self) -> int:
        """Return the descriptor that children inherit."""
        return self._number

    def write(self, text: str) -> int:
        """Take text, and send it on line by line."""
        if not isinstance(text, str):
            kind = type(text)
            raise TypeError(f"write() argument must be str, not {kind}")
        with self._lock:
            self._buffer.append(text)
            self._size += len(text)
            if "\n" in text and self._is_due():
                self.flush()
        return len(text)

    def flush(self) -> None:
        """Send what waits, after what the descriptors had got before it."""
        with self._lock:
            self._drain()
            if self._buffer:
                text, self._buffer, self._size = "".join(self._buffer), [], 0
                self._channel.send(stream=self._name, text=text)
                self._sent = time.monotonic()

    def begin_cell(self) -> None:
        """Send the first lines promptly again."""
        self._lines = 0

    def _is_due(self) -> bool:
        self._lines += 1
        return (
            self._lines < _PROMPT_LINES
            or self._size > _BUFFER_SIZE
            or time.monotonic() - self._sent > _FLUSH_INTERVAL
        )

    def _renew_lock(self) -> None:
        # Another thread of the parent may have held it.
        self._lock = threading.RLock()


class Streams:
    """All the ways in which a notebook puts out text."""

    def __init__(self, channel: FrameChannel) -> None:
        self._descriptors = [
            Capture(1, "stdout", channel),
            Capture(2, "stderr", channel),
        ]
        self.out = CellStream("stdout", 1, channel, self._drain)
        self.err = CellStream("stderr", 2, channel, self._drain)

    def install(self) -> None:
        """Become `sys.stdout` and `sys.stderr`."""
        sys.stdout, sys.stderr = self.out, self.err

    def begin_cell(self) -> None:
        """Note that a cell begins."""
        self.out.begin_cell()
        self.err.begin_cell()

    def flush(self) -> None:
        """Send everything printed so far."""
        # A lesson may have printed to Python's own streams, too; pythonw has none.
        for stream in (self.out, self.err, sys.__stdout__, sys.__stderr__):
            if stream is not None:
                stream.flush()
        _flush_c()
        self._drain()

    def _drain(self) -> None:
        for descriptor in self._descriptors:
            descriptor.drain()


def _flush_c() -> None:
    """Flush C's own buffers: writing to a file, C keeps what it prints until the end."""
    import ctypes

    library = "ucrtbase" if sys.platform == "win32" else None
    ctypes.CDLL(library).fflush(None)
