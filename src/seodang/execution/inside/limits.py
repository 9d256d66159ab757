"""Limits that the operating system itself holds a process to."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import resource


def apply(limits: Mapping[str, int]) -> None:
    """Hold this process and its children to limits (bytes, seconds, counts).

    Windows knows none of them; there the build itself watches the process.
    """
    if sys.platform == "win32":
        return
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_CPU, limits["cpu"])
    _limit(resource.RLIMIT_FSIZE, limits["files"])
    _limit(resource.RLIMIT_NOFILE, limits["descriptors"])
    if sys.platform == "linux":
        # The system's own accounts run other processes too; only those of a user are ours.
        if os.geteuid() != 0:
            _limit(resource.RLIMIT_NPROC, _processes_of_user() + limits["processes"])
        _limit(resource.RLIMIT_DATA, _data() + limits["memory"])


def _limit(kind: int, value: int) -> None:
    hard = resource.getrlimit(kind)[1]
    value = value if hard == resource.RLIM_INFINITY else min(value, hard)
    with suppress(ValueError, OSError):
        resource.setrlimit(kind, (value, value))


def _data() -> int:
    """Return the bytes of data this process has now; it shares them with the server."""
    status = Path("/proc/self/status").read_text("utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmData:"))
    return int(line.split()[1]) * 1024


def _processes_of_user() -> int:
    user = os.geteuid()
    found = 0
    for entry in os.scandir("/proc"):
        with suppress(OSError):
            found += entry.name.isdigit() and entry.stat().st_uid == user
    return found
