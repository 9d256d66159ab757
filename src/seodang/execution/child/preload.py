"""Doing once, before the first notebook, what every notebook would have to do again."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import Final

from seodang.execution.child.shell import LessonShell

# What IPython and the standard library import only when the first cell runs, or raises.
_LATER: Final = (
    "comm",
    "ctypes",
    "getpass",
    "multiprocessing.process",
    "pexpect",
    "pygments.formatters.terminal256",
    "pygments.lexers.python",
    "stack_data",
)


def preload(shell: LessonShell, modules: Iterable[str]) -> None:
    """Import modules, run an empty cell and draw a small figure.

    None of it leaves a trace that a notebook could see, and it is far cheaper than a notebook.
    """
    for name in (*_LATER, *modules):
        with suppress(ImportError):  # pexpect is for Unix only, and matplotlib may not be installed
            importlib.import_module(name)
    shell.run_cell("None", store_history=False, silent=True)  # type: ignore[no-untyped-call]
    if "matplotlib.pyplot" in sys.modules:
        _draw()


def _draw() -> None:
    """Have matplotlib load its fonts and picture writers.

    The figure is none of pyplot's, so that no notebook finds it there.
    """
    from IPython.core.pylabtools import print_figure
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure()
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    axes.plot([1, 2])
    axes.set_title("가 -1")  # both fonts of ours are looked up, and a minus sign
    print_figure(figure, fmt="png", base64=True)  # type: ignore[no-untyped-call]
