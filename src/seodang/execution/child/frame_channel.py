"""The line from a notebook's process to the build: one JSON object a line, a frame.

pid, held, peak                     before the first cell: the process and its memory
begin, end                          of a cell, by its number from 0
stream, display, result, error, clear       what a cell puts out
short                               memory ran out; what follows explains it, or nothing does
done, needs_kernel, changed, no_kernel, kernel_ended, memory, died      the last frame
exit                                the fork server's word on how the process ended
"""

from __future__ import annotations

import json
import numbers
import os
from base64 import b64encode
from collections.abc import Iterable
from datetime import date
from typing import Any, Final, NoReturn

LOST: Final = 71
"""The exit status of a process that can no longer tell anybody what it does (EX_OSERR)."""


# Begins anew, should the memory have run out in the middle of another frame.
_OUT_OF_MEMORY: Final = b'\n{"short": true}\n'


class FrameChannel:
    """Sends frames to the build over a descriptor of its own."""

    def __init__(self, descriptor: int) -> None:
        self.descriptor = descriptor
        self._owner = os.getpid()

    def send(self, **frame: Any) -> None:
        """Send a frame; a process that cannot be heard any more ends."""
        text = json.dumps(frame, ensure_ascii=False, default=_plain)
        # A notebook may print half a surrogate pair, which UTF-8 cannot hold.
        self._write(text.encode("utf-8", "replace") + b"\n")

    def send_as_owner(self, **frame: Any) -> None:
        """Send a frame about the run itself; a process the notebook forked ends instead."""
        # A child that a cell forked and never ended comes here too, and would go on with the cells.
        if not self.is_owner():
            os._exit(0)
        self.send(**frame)

    def is_owner(self) -> bool:
        """Whether this process is the notebook's own, not one that it forked."""
        return os.getpid() == self._owner

    def send_out_of_memory(self) -> None:
        """Say that memory ran out, in a frame that takes none to make.

        What follows explains it, if the process lives to tell.
        """
        self._write(_OUT_OF_MEMORY)

    def give_up(self, why: str) -> NoReturn:
        """Leave the notebook to a Jupyter kernel, which can do what this process cannot."""
        self.send(needs_kernel=why)
        os._exit(0)

    def _write(self, content: bytes) -> None:
        view = memoryview(content)
        try:
            while view:
                view = view[os.write(self.descriptor, view) :]
        except OSError:
            # `_exit`, here and elsewhere: `sys.exit` is an exception, which a cell could catch.
            os._exit(LOST)


def _plain(value: Any) -> Any:
    """Make JSON of what display data may hold, as Jupyter's session does."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    if isinstance(value, numbers.Integral):  # numpy's numbers are among them
        return int(value)
    if isinstance(value, numbers.Real):
        return float(value)
    if isinstance(value, Iterable):
        return list(value)
    return repr(value)
