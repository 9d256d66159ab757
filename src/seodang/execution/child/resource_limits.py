"""Limits that the operating system itself holds a process to."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

if sys.platform != "win32":
    import resource

_HEADROOM: Final = 64_000_000
"""Bytes beyond its memory for a process that has to tell that it has no more."""
_FOR_KERNEL: Final = 1_000_000_000
"""Bytes beyond its memory for a kernel: its threads alone are given much that they never use."""
PEAK_UNIT: Final = 1 if sys.platform == "darwin" else 1024
"""Bytes in which getrusage(2) counts memory."""
_GRACE: Final = 10
"""Seconds of CPU after the signal that says they are used up, and before the one that kills."""


class MemoryHeadroom:
    """Memory beyond its limit with which a process can tell that it has no more.

    Raising the limit allocates nothing: everything it needs was made while there was memory.
    """

    # Without privileges only the soft limit can be raised again, so the hard one is higher.

    def __init__(self, limit: int | None = None) -> None:
        self._usual = None if limit is None else (limit, limit + _HEADROOM)
        self._wider = None if limit is None else (limit + _HEADROOM, limit + _HEADROOM)
        self.restore_limit()

    def raise_limit(self) -> None:
        """Allow this process more; its other threads may use that up, too."""
        _limit_data(self._wider)

    def restore_limit(self) -> None:
        """Hold this process to its limit again."""
        _limit_data(self._usual)


def _limit_data(data: tuple[int, int] | None) -> None:
    if data is None or sys.platform == "win32":
        return
    try:  # noqa: SIM105 - `suppress` would have to be made
        resource.setrlimit(resource.RLIMIT_DATA, data)
    except (ValueError, OSError):
        pass  # the lesson has set a limit of its own, which is lower


def apply(limits: Mapping[str, int], *, is_kernel: bool = False) -> MemoryHeadroom:
    """Hold this process and its children to limits (bytes, seconds, counts).

    Windows knows none of them; there the build itself watches the process. A kernel without
    memory falls silent, so the build's watching has to come first there, too.
    """
    if sys.platform == "win32":
        return MemoryHeadroom()
    _limit(resource.RLIMIT_CORE, 0)  # a crash would fill the workspace with what was in memory
    # Each process has these for itself; what all take together the build watches (`limits.py`).
    _limit(resource.RLIMIT_CPU, limits["cpu"], _GRACE)
    _limit(resource.RLIMIT_FSIZE, limits["files"])
    _limit(resource.RLIMIT_NOFILE, limits["descriptors"])
    if sys.platform == "linux":
        # The system's own accounts run other processes too; only those of a user are ours.
        if os.geteuid() != 0:
            _limit(resource.RLIMIT_NPROC, _processes_of_user() + limits["processes"])
        # DATA, not AS: libraries and mapped files, which processes share, do not count. Nor does
        # what this process has now: it shares that with the server.
        data = _status("VmData") + limits["memory"] + (_FOR_KERNEL if is_kernel else 0)
        return MemoryHeadroom(_allowed(resource.RLIMIT_DATA, data + _HEADROOM) - _HEADROOM)
    return MemoryHeadroom()


def is_memory_error(error: BaseException | None) -> bool:
    """Whether an exception says that the system gave no more memory."""
    is_refused = isinstance(error, OSError) and error.errno == errno.ENOMEM
    return is_refused or isinstance(error, MemoryError)


def follows_memory_error(error: BaseException | None) -> bool:
    """Whether an exception, or one that was being handled when it arose, is for memory."""
    # `__context__` is set whether or not the author wrote `from`.
    while error is not None and not is_memory_error(error):
        error = error.__context__
    return error is not None


def resident_memory() -> int:
    """Return the bytes of memory this process holds now, or has held at most."""
    return _status("VmRSS") if sys.platform == "linux" else peak_memory()


def peak_memory() -> int:
    """Return the most bytes of memory this process held so far; 0 where that is not known."""
    # On Linux getrusage counts what the process held that started this one.
    return _status("VmHWM") if sys.platform == "linux" else inherited_peak()


def inherited_peak() -> int:
    """Return what getrusage(2) counts as this process's peak before it held anything itself.

    On Linux a program starts out with the peak of the process that started it.
    """
    if sys.platform == "win32":
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * PEAK_UNIT


def peak_of_children() -> int:
    """Return the most bytes that a child which ended held, where this was more than here."""
    if sys.platform == "win32":
        return 0
    found = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * PEAK_UNIT
    return found if found > peak_memory() else 0


def _limit(kind: int, value: int, beyond: int = 0) -> None:
    """Set a limit, and the one up to which the process may raise it."""
    most = _allowed(kind, value + beyond)
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (min(value, most), most))


def _allowed(kind: int, value: int) -> int:
    # A hard limit that the machine's administrator has set cannot be exceeded, only kept.
    hard = resource.getrlimit(kind)[1]
    return value if hard == resource.RLIM_INFINITY else min(value, hard)


def _status(name: str) -> int:
    status = Path("/proc/self/status").read_text("utf-8")
    line = next(line for line in status.splitlines() if line.startswith(f"{name}:"))
    return int(line.split()[1]) * 1024


def _processes_of_user() -> int:
    user = os.geteuid()
    found = 0
    for entry in os.scandir("/proc"):
        # A process may end between its being listed and being looked at.
        with suppress(OSError):
            found += entry.name.isdigit() and entry.stat().st_uid == user
    return found
