"""The fork server: a process that has imported what notebooks need, and forks for each.

    python -m seodang.execution.child.fork_server DESCRIPTOR [MODULE ...]

It has one thread, so that a fork is safe. The build sends it, over the socket DESCRIPTOR, one
socket for each notebook; the notebook's process reads its request there and sends its frames.
When the build closes that socket, or ends, the notebook's processes are ended.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import socket
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

from seodang.execution.child import confinement
from seodang.execution.child import system_calls as linux
from seodang.execution.child.frame_channel import LOST, FrameChannel
from seodang.execution.child.notebook_process import private_channel, run_notebook
from seodang.execution.child.preload import preload
from seodang.execution.child.resource_limits import PEAK_UNIT
from seodang.execution.child.shell import LessonShell, make_shell


class ForkServer:
    """Forks a process for every socket it is sent, and ends it when that socket is closed."""

    def __init__(self, control: socket.socket, shell: LessonShell, *, is_confined: bool) -> None:
        self._control = control
        self._shell = shell
        self._is_confined = is_confined
        # None: this process could not come back from a new PID namespace, so a child enters it.
        self._own_pids = _own_pid_namespace() if is_confined else None
        self._poll = select.poll()
        self._poll.register(control, select.POLLIN)
        # A running notebook by its socket and by its process; both are descriptors.
        self._by_socket: dict[int, int] = {}
        self._by_process: dict[int, tuple[int, int]] = {}

    def serve(self) -> NoReturn:
        """Serve until the build closes the control socket."""
        while True:
            for descriptor, _ in self._poll.poll():
                if descriptor == self._control.fileno():
                    self._accept()
                elif descriptor in self._by_process:
                    self._reap(descriptor)
                elif descriptor in self._by_socket:
                    self._kill(descriptor)

    def _accept(self) -> None:
        message, descriptors, _, _ = socket.recv_fds(self._control, 1, 1)
        if not message:  # end of file: the build closed its end, or was killed
            self._shut_down()
        pid = self._fork(descriptors[0])
        # A descriptor, unlike SIGCHLD, comes to `poll`, and names no other process later.
        process = os.pidfd_open(pid)
        self._by_socket[descriptors[0]] = process
        self._by_process[process] = (pid, descriptors[0])
        self._poll.register(process, select.POLLIN)
        # Not POLLIN: what the build sends is for the notebook, this process only sees it close.
        self._poll.register(descriptors[0], select.POLLRDHUP)
        FrameChannel(descriptors[0]).send(pid=pid)

    def _fork(self, descriptor: int) -> int:
        if self._own_pids is not None:
            # Only children are in the new namespace, the next of them as its first process.
            linux.unshare(linux.NEW_PIDS)
        pid = os.fork()
        if pid == 0:
            self._become_notebook(descriptor)
        if self._own_pids is not None:
            linux.join(self._own_pids, linux.NEW_PIDS)
        return pid

    def _become_notebook(self, descriptor: int) -> NoReturn:
        try:
            linux.die_with_parent()
            # A session, and with it a process group, of its own: `killpg` ends all of the group.
            os.setsid()
            if self._is_confined and self._own_pids is None:
                _fork_into_new_pids(descriptor)
            # The server ignores it, and what is ignored stays so in a child.
            signal.signal(signal.SIGINT, signal.default_int_handler)
            self._close_others(descriptor)
            request = _read_request(descriptor)
            channel = private_channel(descriptor)
            run_notebook(request, channel, self._shell, is_confined=self._is_confined)
        finally:
            os._exit(LOST)  # nothing may return into the server

    def _close_others(self, descriptor: int) -> None:
        # A notebook that kept them could forge frames of others, and hold their sockets open.
        self._control.close()
        for other in (*self._by_socket, *self._by_process, self._own_pids):
            if other not in {descriptor, None}:
                os.close(other)

    def _kill(self, descriptor: int) -> None:
        """End a notebook; its process is then reaped as any other."""
        self._poll.unregister(descriptor)
        _kill_group(self._by_process[self._by_socket[descriptor]][0])

    def _reap(self, process: int) -> None:
        pid, descriptor = self._by_process.pop(process)
        del self._by_socket[descriptor]
        with suppress(KeyError):  # `_kill` did so already
            self._poll.unregister(descriptor)
        self._poll.unregister(process)
        os.close(process)
        # `wait4` because it says what the process had used, its peak of memory for one.
        _, status, used = os.wait4(pid, 0)
        ending = {"exit": os.waitstatus_to_exitcode(status), "peak": used.ru_maxrss * PEAK_UNIT}
        # Where it was the first of a PID namespace, the kernel has ended all others in that.
        if self._own_pids is None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(pid, signal.SIGKILL)
            self._kill_orphans()
        with socket.socket(fileno=descriptor) as line, suppress(OSError):
            # The notebook may have been ended in the middle of a frame.
            line.sendall(b"\n" + json.dumps(ending).encode() + b"\n")

    def _kill_orphans(self) -> None:
        """End what notebooks left behind, once none runs that it could belong to."""
        # They became children of this process (`adopt_orphans`), but nothing says whose they were.
        if self._by_process:
            return
        children = Path("/proc/self/task", str(os.getpid()), "children").read_text("ascii")
        for pid in map(int, children.split()):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
                os.waitpid(pid, 0)

    def _shut_down(self) -> NoReturn:
        for pid, _ in self._by_process.values():
            _kill_group(pid)
            os.waitpid(pid, 0)
        if self._own_pids is None:
            self._by_process.clear()
            self._kill_orphans()
        os._exit(0)


def _kill_group(pid: int) -> None:
    # Both: a process that has not come to `setsid` yet leads no group.
    for kill in (os.killpg, os.kill):
        with suppress(ProcessLookupError):
            kill(pid, signal.SIGKILL)


def _own_pid_namespace() -> int | None:
    """Return the namespace of PIDs to return to after a fork, if this process may.

    Root may; an ordinary user, who is master of new namespaces only, may not.
    """
    own = os.open("/proc/self/ns/pid", os.O_RDONLY)
    # Tried out in a child: a server that could not come back would be of no more use.
    child = os.fork()
    if child == 0:
        try:
            linux.unshare(linux.NEW_PIDS)
            linux.join(own, linux.NEW_PIDS)
        except OSError:
            os._exit(1)
        os._exit(0)
    if os.waitpid(child, 0)[1] == 0:
        return own
    os.close(own)
    return None


def _fork_into_new_pids(descriptor: int) -> None:
    """Return in a child that is the first of new PIDs; here, wait for it and end as it ended."""
    linux.unshare(linux.NEW_PIDS)
    pid = os.fork()
    if pid == 0:
        linux.die_with_parent()
        return
    os.close(descriptor)
    # The build knows this process by its PID, and asks it for the line.
    signal.signal(signal.SIGUSR1, lambda *_: os.kill(pid, signal.SIGUSR1))
    status = os.waitpid(pid, 0)[1]
    if os.WIFSIGNALED(status):
        # The server has to see the signal that ended the notebook, not an exit status.
        number = os.WTERMSIG(status)
        with suppress(OSError):  # SIGKILL has no handler to reset
            signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)
    os._exit(os.waitstatus_to_exitcode(status))


def _read_request(descriptor: int) -> dict[str, Any]:
    pieces: list[bytes] = []
    while not pieces or not pieces[-1].endswith(b"\n"):
        piece = os.read(descriptor, 1 << 20)
        if not piece:  # the build is gone
            os._exit(0)
        pieces.append(piece)
    request: dict[str, Any] = json.loads(b"".join(pieces))
    return request


def _confine() -> str:
    """Return an empty string, or why notebooks cannot be confined on this machine."""
    try:
        confinement.prepare()
    except (OSError, AttributeError) as error:
        return str(error)
    return ""


def main() -> NoReturn:
    """Import, prepare the root, say that it is ready, and serve."""
    os.close(os.pidfd_open(os.getpid()))  # without it nothing below works: fail at once
    # Only the closed control socket ends this process, so that it can end what it forked first.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    control = socket.socket(fileno=int(sys.argv[1]))
    # `-m` put the working folder there; a notebook's own comes later, at its right place.
    sys.path[:] = [entry for entry in sys.path if entry not in {"", str(Path.cwd())}]
    shell = make_shell()
    preload(shell, sys.argv[2:])
    linux.adopt_orphans()
    unconfined = _confine()
    control.sendall(json.dumps({"unconfined": unconfined}).encode() + b"\n")
    # A collection in a notebook would write to, and so copy, the pages it shares with this process.
    gc.collect()
    gc.freeze()
    ForkServer(control, shell, is_confined=not unconfined).serve()


if __name__ == "__main__":
    main()
