"""Run a command line; a mistake of the engine is told in full, since `clean` may remove its report.

python told_run.py COMMAND …
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Mapping, Sequence

from seodang.__main__ import main
from seodang.commands import failures

_tell_bug = failures.tell_bug


def told(arguments: Sequence[str], environ: Mapping[str, str]) -> None:
    traceback.print_exc()
    _tell_bug(arguments, environ)


if __name__ == "__main__":
    failures.tell_bug = told
    sys.exit(main())
