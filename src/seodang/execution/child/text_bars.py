"""Bars of text for `tqdm.notebook`: a page has no widget that could move, and shows the last line.

This source also runs in Jupyter kernels, so it imports nothing of the engine.
"""

from __future__ import annotations

import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from typing import Any

NAME = "tqdm.notebook"


class TextBars(MetaPathFinder, Loader):
    """Finds `tqdm.notebook`, and makes it of the bars that tqdm draws in a terminal."""

    def find_spec(self, fullname: str, path: Any = None, target: Any = None) -> ModuleSpec | None:  # noqa: ARG002 - Python's signature
        """Answer for this one module."""
        return ModuleSpec(fullname, self) if fullname == NAME else None

    def exec_module(self, module: Any) -> None:
        """Give the module the names that lessons and `tqdm.auto` import from it."""
        from tqdm.std import tqdm as terminal_bar  # type: ignore[import-untyped]

        class tqdm_notebook(terminal_bar):  # type: ignore[misc]  # noqa: N801 - tqdm's name
            """A bar that takes what a widget would take."""

            def __init__(self, *args: Any, **options: Any) -> None:
                options.pop("display", None)
                if isinstance(options.get("ncols"), str):  # a width in CSS
                    del options["ncols"]
                # As tqdm's own: a bar is no complaint, and is there unless it is taken out.
                if options.get("file") in (None, sys.stderr):
                    options["file"] = sys.stdout
                options["disable"] = bool(options.get("disable"))
                super().__init__(*args, **options)

        def tnrange(*args: Any, **options: Any) -> Any:
            return tqdm_notebook(range(*args), **options)

        module.tqdm = module.tqdm_notebook = tqdm_notebook
        module.trange = module.tnrange = tnrange
        # What `tqdm.auto` asks for before it takes these: whether there are widgets.
        module.IProgress, module.WARN_NOIPYW = object, ""


def install() -> None:
    """Be asked for modules before all others."""
    sys.meta_path.insert(0, TextBars())
