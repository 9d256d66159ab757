"""The line from a notebook's process to the build: one JSON object a line, a frame."""

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
        self._write(text.encode("utf-8", "replace") + b"\n")

    def send_as_owner(self, **frame: Any) -> None:
        """Send a frame about the run itself; a process the notebook forked ends instead."""
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
            os._exit(LOST)


def _plain(value: Any) -> Any:
    """Make JSON of what display data may hold, as Jupyter's session does."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    if isinstance(value, numbers.Integral):
        return int(value)
    if isinstance(value, numbers.Real):
        return float(value)
    if isinstance(value, Iterable):
        return list(value)
    return repr(value)
