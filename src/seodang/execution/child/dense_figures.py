"""Figures for dense screens: twice the dots, shown as large as they were meant to be.

This source also runs in Jupyter kernels, so it imports nothing of the engine.
"""

from __future__ import annotations

from typing import Any

FORMATS = {"png2x"}
"""IPython's other name of its `retina`, by which what nobody asked for is known."""
ENOUGH = 150
"""Dots an inch from which a figure is dense as it is: its author saw to that."""


def install(config: Any) -> None:
    """Have a shell's figures drawn so, unless its notebook says how; `config` is the shell's."""
    from IPython.core import pylabtools

    config.InlineBackend.figure_formats = FORMATS
    doubled, plain = pylabtools.retina_figure, pylabtools.print_figure

    def dense(fig: Any, base64: bool = False, **options: Any) -> Any:  # noqa: FBT001, FBT002 - IPython's signature
        is_dense = fig.dpi > ENOUGH or "dpi" in options
        draw = plain if is_dense and _nobody_asked() else doubled
        return draw(fig, base64=base64, **options)

    pylabtools.retina_figure = dense


def _nobody_asked() -> bool:
    from matplotlib_inline.config import InlineBackend

    return set(InlineBackend.instance().figure_formats) == FORMATS
