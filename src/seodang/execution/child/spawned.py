"""A process started ahead of time for one notebook, where forking is not to be had.

    python -m seodang.execution.child.spawned [MODULE ...]

It imports what notebooks need, reads its request from standard input, and sends frames over what
was its standard output.
"""

from __future__ import annotations

import importlib
import json
import sys
from contextlib import suppress
from pathlib import Path

from seodang.execution.child.notebook_process import private_channel, run_notebook
from seodang.execution.child.shell import make_shell


def main() -> None:
    """Get ready, wait for the request, run it."""
    sys.path[:] = [entry for entry in sys.path if entry not in {"", str(Path.cwd())}]
    channel = private_channel(1)
    shell = make_shell()
    for name in sys.argv[1:]:
        with suppress(ImportError):
            importlib.import_module(name)
    text = sys.stdin.buffer.readline()
    if text:  # an empty one: the build has ended, or needs no more processes
        run_notebook(json.loads(text), channel, shell, is_confined=False)


if __name__ == "__main__":
    main()
