"""Run a command line; a mistake of the engine is told in full, since `clean` may remove its report.

python told_run.py COMMAND …
"""

from __future__ import annotations

import signal
import sys
import traceback
from collections.abc import Mapping, Sequence

signal.signal(signal.SIGINT, signal.SIG_IGN)  # until the command listens

from seodang.__main__ import main  # noqa: E402
from seodang.commands import failures  # noqa: E402

_tell_bug = failures.tell_bug


def told(arguments: Sequence[str], environ: Mapping[str, str]) -> None:
    traceback.print_exc()
    _tell_bug(arguments, environ)


if __name__ == "__main__":
    failures.tell_bug = told
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.exit(main())
