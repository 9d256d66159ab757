"""Folders for notebooks that share the machine's file system with everything else."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import psutil

_TRIES: Final = 5


@contextmanager
def private_folder(runs: Path) -> Iterator[Path]:
    """Make a folder for one notebook below `runs`, and remove it afterwards."""
    folder = _made(runs)
    try:
        yield folder
    finally:
        # On Windows a file that a process left behind still has open cannot be removed yet.
        shutil.rmtree(folder, ignore_errors=True)


def _made(runs: Path) -> Path:
    # A preview that warms up holds no lock, so `clean` may remove the folder above in between.
    for _ in range(_TRIES):
        with suppress(FileNotFoundError):
            runs.mkdir(parents=True, exist_ok=True)
            # The PID in the name tells a later build whether its owner still runs.
            return Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=runs))
    raise FileNotFoundError(runs)


def remove_abandoned(runs: Path) -> None:
    """Remove the folders of builds that were killed before they could do so themselves."""
    for folder in runs.glob("*-*"):
        owner = folder.name.partition("-")[0]
        if not owner.isdigit() or not psutil.pid_exists(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)
