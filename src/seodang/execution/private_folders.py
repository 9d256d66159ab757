"""Folders for notebooks that share the machine's file system with everything else."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil


@contextmanager
def private_folder(runs: Path) -> Iterator[Path]:
    """Make a folder for one notebook below `runs`, and remove it afterwards."""
    runs.mkdir(parents=True, exist_ok=True)
    # The PID in the name tells a later build whether its owner still runs.
    folder = Path(tempfile.mkdtemp(prefix=f"{os.getpid()}-", dir=runs))
    try:
        yield folder
    finally:
        # On Windows a file that a process left behind still has open cannot be removed yet.
        shutil.rmtree(folder, ignore_errors=True)


def remove_abandoned(runs: Path) -> None:
    """Remove the folders of builds that were killed before they could do so themselves."""
    for folder in runs.glob("*-*"):
        owner = folder.name.partition("-")[0]
        if not owner.isdigit() or not psutil.pid_exists(int(owner)):
            shutil.rmtree(folder, ignore_errors=True)
