"""The build's end of the fork server (`child/fork_server.py`)."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final

from seodang.problems import Message, say

_STARTING: Final = 120.0
"""Seconds that a server may take to import what it needs, on the slowest machine."""


class ProcessStartError(Exception):
    """The fork server did not start, or is gone; `reason` is its last word."""

    def __init__(self, reason: str | Message) -> None:
        self.reason = reason
        super().__init__(str(reason))


class ForkedProcess:
    """A notebook's process made by the server."""

    def __init__(self, line: socket.socket) -> None:
        self._line = line
        self.frames: BinaryIO = line.makefile("rb")
        self.pid: int | None = None
        self.code: int | None = None
        self.peak = 0

    def end(self) -> None:
        """End the process: the server does so when this end says nothing will follow."""
        # Not merely closed: `frames` holds the socket open, and the server would see nothing.
        try:
            self._line.shutdown(socket.SHUT_WR)
        except OSError:
            return  # the server is gone already, and with it the process
        finally:
            self._line.close()  # `frames` still reads to its end


class ForkClient:
    """A running server."""

    def __init__(self, modules: Sequence[str], environment: Mapping[str, str]) -> None:
        ours, theirs = socket.socketpair()
        self._control = ours
        self._sending = threading.Lock()
        # A file: what is written to a pipe that nobody reads would stop the server some day.
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the server
        with theirs:
            name, number = "seodang.execution.child.fork_server", theirs.fileno()
            self._server = subprocess.Popen(  # noqa: S603 - our own interpreter and module
                [sys.executable, "-m", name, str(number), *modules],
                env=dict(environment),
                cwd="/",
                pass_fds=[number],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._complaints,
                # Ctrl-C at the terminal is for the build alone, which then ends the server.
                start_new_session=True,
            )
        self.unconfined = str(self._handshake()["unconfined"])
        """Why notebooks are not confined; empty where they are."""

    def start(self, request: Mapping[str, Any]) -> ForkedProcess:
        """Have a process forked, and give it its request.

        Raises `ProcessStartError` where the server is gone.
        """
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                # The byte "f" means nothing: a descriptor does not travel without any (unix(7)).
                with self._sending:
                    socket.send_fds(self._control, [b"f"], [theirs.fileno()])
                ours.sendall(json.dumps(request).encode() + b"\n")
            except OSError as error:
                ours.close()
                raise ProcessStartError(self._complaint()) from error
        return ForkedProcess(ours)

    def close(self) -> None:
        """End the server and all notebooks it runs."""
        # The server ends itself when its control socket is closed, as it does when we are killed.
        self._control.close()
        self._server.wait()
        self._complaints.close()

    def _handshake(self) -> dict[str, Any]:
        self._control.settimeout(_STARTING)
        try:
            with self._control.makefile("rb") as answers:
                ready: dict[str, Any] = json.loads(answers.readline())
        except (OSError, ValueError) as error:
            self._server.kill()
            complaint = self._complaint()
            self.close()
            raise ProcessStartError(complaint) from error
        self._control.settimeout(None)
        return ready

    def _complaint(self) -> str | Message:
        self._complaints.seek(0)
        lines = self._complaints.read().decode("utf-8", "replace").strip().splitlines()
        return lines[-1] if lines else say("no reason given")


def server_environment(host: Mapping[str, str], configuration: str) -> dict[str, str]:
    """Return what a server needs beside a notebook's environment: to find the engine."""
    engine = str(Path(__file__).parents[2])
    return {**host, "PYTHONPATH": engine, "MPLCONFIGDIR": configuration}
