"""Figures are drawn with the same font everywhere, without a word of complaint."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest

from execution.small_courses import Run, lesson
from seodang.execution.figures import FONT

_LINES = "plt.plot([-1, 1])\nplt.title('나눔 한글 −1');"
DRAWING = "import matplotlib.pyplot as plt\n" + _LINES
# Nothing in the source says that this one draws.
HIDDEN = "name = 'mat' + 'plotlib.pyplot'\nplt = __import__(name, fromlist=['x'])\n" + _LINES


def test_the_font_is_the_one_its_readme_names() -> None:
    digest = hashlib.sha256(FONT.read_bytes()).hexdigest()
    assert digest in (FONT.parent / "README.md").read_text("utf-8")


@pytest.mark.kernel
@pytest.mark.parametrize("executor", ["local", "spawn"])
def test_korean_labels_are_drawn_with_it(run: Run, executor: str) -> None:
    files = {**lesson(DRAWING), **lesson(HIDDEN, name="b")}
    built = run(files, executor=executor)
    assert built.problems == []
    drawn = [output for name in "ab" for cell in built.outputs(name).values() for output in cell]
    assert [output["output_type"] for output in drawn] == ["display_data", "display_data"]
    first, second = (base64.b64decode(output["data"]["image/png"]) for output in drawn)
    assert first == second


@pytest.mark.kernel
def test_a_figure_has_the_same_bytes_in_every_build(run: Run, tmp_path: Path) -> None:
    files = lesson(DRAWING, "%config InlineBackend.figure_formats = ['svg']\n" + DRAWING)
    first, second = (run(files, store=name).outputs() for name in ("one", "two"))
    assert first == second
