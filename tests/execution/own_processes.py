"""The processes of one build, found by their folder: other checkouts may run theirs meanwhile."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

import psutil

PATIENCE = 20.0
"""Seconds in which what was ended is gone, on a machine that has much else to do."""


def processes_of(root: Path) -> list[str]:
    """Return the commands of living processes that know a folder: where they are, or work for."""
    return [" ".join(one.cmdline()) for one in _alive() if _knows(one, str(root))]


def left_of(root: Path) -> list[str]:
    """Return what is still there after a while."""
    until = time.monotonic() + PATIENCE
    while (left := processes_of(root)) and time.monotonic() < until:
        time.sleep(0.05)
    return left


def _alive() -> list[psutil.Process]:
    own = psutil.Process()
    return [p for p in psutil.process_iter() if p != own and p not in own.parents()]


def _knows(process: psutil.Process, folder: str) -> bool:
    with suppress(psutil.Error):  # it has just ended, or belongs to somebody else
        if process.status() != psutil.STATUS_ZOMBIE:
            words = (*process.cmdline(), *process.environ().values(), process.cwd())
            return any(folder in word for word in words)
    return False
