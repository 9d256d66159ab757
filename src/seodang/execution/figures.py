"""How matplotlib draws in every notebook: the same font, so the same bytes, on every system."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final

from seodang.cache.store import Store, key_of
from seodang.execution.private_folders import private_folder

FONT: Final = Path(__file__).parent / "fonts" / "NanumGothic.ttf"

# Glyphs missing in the first family come from the second, which matplotlib brings along.
SETTINGS: Final = """\
font.family: NanumGothic, DejaVu Sans
axes.unicode_minus: False
svg.hashsalt: seodang
"""

_LIST_FONTS: Final = """\
import sys
from pathlib import Path
import matplotlib
from matplotlib import font_manager
manager, own = font_manager.fontManager, Path(matplotlib.get_data_path())
for kind in ("ttflist", "afmlist"):
    fonts = getattr(manager, kind)
    setattr(manager, kind, [font for font in fonts if Path(own, font.fname).is_relative_to(own)])
manager.addfont(sys.argv[1])
font_manager.json_dump(manager, sys.argv[2])
print(font_manager.FontManager.__version__)
"""


def matplotlib_files(store: Store) -> dict[str, bytes]:
    """Return the files of matplotlib's configuration folder by name; empty without matplotlib.

    Its list of fonts is made once a version, and names only matplotlib's own fonts and ours:
    what else is installed on a machine changes no figure.
    """
    try:
        key = key_of("fonts", version("matplotlib"), str(FONT), sys.prefix)
    except PackageNotFoundError:
        return {}
    # Listing the fonts imports matplotlib, a second at least: once a version is often enough.
    kept = store.load_json("fonts", key)
    if kept is None:
        kept = _list_fonts(store.folder.parent / "runs")
        store.save_json("fonts", key, kept)
    return {
        "matplotlibrc": SETTINGS.encode(),
        **{name: text.encode() for name, text in kept.items()},
    }


def _list_fonts(runs: Path) -> dict[str, str]:
    with private_folder(runs) as folder:
        target = Path(folder, "fonts.json")
        # A process of its own: what matplotlib reads once it keeps, and this one never needs it.
        run = subprocess.run(  # noqa: S603 - our own interpreter and program
            [sys.executable, "-c", _LIST_FONTS, str(FONT), str(target)],
            env={**os.environ, "MPLCONFIGDIR": str(folder), "MPL_IGNORE_SYSTEM_FONTS": "1"},
            capture_output=True,
            text=True,
            check=True,
        )
        return {f"fontlist-v{run.stdout.strip()}.json": target.read_text("utf-8")}
