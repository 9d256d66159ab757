"""What a build pays that finds everything rendered already."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("IPython", "jinja2", "latex2mathml", "nbconvert", "nbformat", "nh3", "pygments")


def test_heavy_libraries_wait_until_something_is_rendered() -> None:
    code = (
        "import sys, seodang.rendering.render\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, encoding="utf-8"
    )
    assert done.stdout == "[]\n"
