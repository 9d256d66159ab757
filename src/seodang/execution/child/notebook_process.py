"""What a process made for one notebook does, from its first line to its last."""

from __future__ import annotations

import asyncio
import faulthandler
import os
import random
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any, Final, NoReturn

from seodang.execution.child import resource_limits, text_bars
from seodang.execution.child.cell_runner import run_cells
from seodang.execution.child.frame_channel import LOST, FrameChannel
from seodang.execution.child.shell import LessonShell, refuse_input
from seodang.execution.child.streams import Streams
from seodang.execution.child.workspace_copy import WorkspaceChangedError, copy_workspace

# Out of the way of a notebook that closes every descriptor it thinks of.
_LEAST_DESCRIPTOR: Final = 200


def private_channel(descriptor: int) -> FrameChannel:
    """Make the channel on a descriptor that no child inherits; the given one leads nowhere."""
    if sys.platform == "win32":
        own = os.dup(descriptor)
    else:
        import fcntl

        # Close-on-exec, or a program that a cell starts could hold the line open, or write to it.
        own = fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, _LEAST_DESCRIPTOR)
    _lead_nowhere(descriptor, os.O_RDWR)
    return FrameChannel(own)


def _lead_nowhere(descriptor: int, mode: int) -> None:
    # Not merely closed: whatever is opened next would take a free standard descriptor.
    nothing = os.open(os.devnull, mode)
    os.dup2(nothing, descriptor)
    os.close(nothing)


def run_notebook(
    request: dict[str, Any], channel: FrameChannel, shell: LessonShell, *, is_confined: bool
) -> NoReturn:
    """Run a request's cells and end this process.

    `is_confined`: the process is the first of a PID namespace whose server prepared a root.
    """
    try:
        _run(request, channel, shell, is_confined=is_confined)
        # Python's own way out would wait for threads, and run what a notebook left for it.
        os._exit(0)
    except WorkspaceChangedError as changed:
        channel.send(changed=str(changed))
    except BaseException as error:  # noqa: BLE001 - nothing may return into the server
        shell.headroom.raise_limit()
        if resource_limits.follows_memory_error(error):
            channel.send_out_of_memory()
        channel.send(died=f"{type(error).__name__}: {error}")
    finally:
        os._exit(LOST)  # even telling may fail, for want of memory


def _run(
    request: dict[str, Any], channel: FrameChannel, shell: LessonShell, *, is_confined: bool
) -> None:
    _enter_workspace(request, is_confined=is_confined)
    _set_environment(request["environment"], request["configuration"])
    is_kernel = request["kernel"] is not None
    shell.headroom = resource_limits.apply(request["limits"], is_kernel=is_kernel)
    # Before any code of the lesson runs: later it could be forged.
    channel.send(held=resource_limits.resident_memory(), peak=resource_limits.inherited_peak())
    _lead_nowhere(0, os.O_RDONLY)  # standard input
    streams = Streams(channel)
    # Windows has no `register`.
    if hasattr(faulthandler, "register"):
        # Asked by the build when time is up: it says the line even while C code runs.
        faulthandler.register(signal.SIGUSR1, file=channel.descriptor, all_threads=False)
    if is_kernel:
        from seodang.execution.child.kernel_runner import run_in_kernel

        run_in_kernel(request, channel)
        return
    streams.install()
    _imitate_kernel(shell, channel)
    asyncio.run(_run_and_exit(request["cells"], shell, streams))


async def _run_and_exit(
    cells: list[dict[str, Any]], shell: LessonShell, streams: Streams
) -> NoReturn:
    await run_cells(cells, shell, streams)
    # Leaving the event loop in the usual way would wait for every thread it has.
    os._exit(0)


def _enter_workspace(request: dict[str, Any], *, is_confined: bool) -> None:
    if is_confined:
        from seodang.execution.child import confinement

        confinement.enter(request)
    else:
        workspace = Path(request["environment"]["HOME"])
        workspace.mkdir()
        copy_workspace(workspace, Path(request["folder"]), request["files"])


def _set_environment(environment: dict[str, str], configuration: dict[str, str]) -> None:
    # What the server was given names folders that this process cannot see any more.
    os.environ.clear()
    os.environ.update(environment)
    for name in ("TMPDIR", "MPLCONFIGDIR"):
        Path(environment[name]).mkdir(exist_ok=True)
    for name, text in configuration.items():
        Path(environment["MPLCONFIGDIR"], name).write_text(text, encoding="utf-8")
    _set_time_zone()
    tempfile.tempdir = None  # Python found it in the environment that was here before
    os.chdir(environment["HOME"])


def _set_time_zone() -> None:
    """Have C read `TZ` again: it did when this process, or the one it came from, began."""
    if sys.platform == "win32":
        import ctypes

        ctypes.CDLL("ucrtbase")["_tzset"]()
    else:
        time.tzset()


def _imitate_kernel(shell: LessonShell, channel: FrameChannel) -> None:
    """Become what a kernel is when its first cell runs."""
    import comm

    # Nothing here answers a widget, so whoever opens a line to one gets a real kernel.
    comm.create_comm = lambda *_, **__: channel.give_up("comm")
    text_bars.install()
    shell.channel = channel
    shell.ipython_dir = os.environ["IPYTHONDIR"]
    # As IPython does: after the standard library, before what is installed.
    libraries = (n for n, entry in enumerate(sys.path) if "-packages" in entry)
    sys.path.insert(next(libraries, len(sys.path)), "")
    sys.argv = [""]
    random.seed()  # or all that are forked from one server would draw the same numbers
    sys.dont_write_bytecode = True  # a lesson's folder holds what its author put there
    refuse_input()
    _report_threads_without_memory(shell)


def _report_threads_without_memory(shell: LessonShell) -> None:
    """Let a thread that ends for want of memory end the notebook, which would not notice."""
    usual = threading.excepthook

    def tell(thread: Any) -> None:
        shell.headroom.raise_limit()
        usual(thread)
        if resource_limits.is_memory_error(thread.exc_value):
            sys.stderr.flush()
            shell.channel.send(memory=True)
        shell.headroom.restore_limit()

    threading.excepthook = tell
