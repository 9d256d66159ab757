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


FAMILY = (
    "import matplotlib.pyplot as plt\nplt.rc('font', family={family!r})\n"
    "plt.plot([-1, 1])\nplt.title('나눔 한글');"
)
FAMILIES = (
    *("Malgun Gothic", "AppleGothic", "Apple SD Gothic Neo", "NanumBarunGothic", "NanumSquare"),
    *("Batang", "Gulim", "Dotum", "malgun gothic", "맑은 고딕", "Noto Sans CJK KR"),
)


@pytest.mark.kernel
def test_korean_families_of_all_systems_are_the_same_font(run: Run) -> None:
    cells = [FAMILY.format(family=family) for family in ("NanumGothic", *FAMILIES)]
    built = run(lesson(*cells))
    assert built.problems == []
    pictures = list(built.outputs().values())
    assert {len(cell) for cell in pictures} == {1}
    assert len({cell[0]["data"]["image/png"] for cell in pictures}) == 1


@pytest.mark.kernel
def test_korean_is_drawn_in_place_of_a_family_that_is_nowhere(run: Run) -> None:
    cells = [FAMILY.format(family=family) for family in ("NanumGothic", "No Such Family")]
    known, unknown = sorted(run(lesson(*cells)).outputs().values(), key=len)
    assert known[-1]["data"]["image/png"] == unknown[-1]["data"]["image/png"]
    assert "Glyph" not in str(unknown)


@pytest.mark.kernel
def test_any_kind_of_matplotlib_draws_inline(run: Run) -> None:
    kinds = ("widget", "notebook", "qt", "tk", "ipympl", "nbagg", "inline", "")
    files: dict[str, str] = lesson("%matplotlib notebook", DRAWING, isolation="kernel")
    names = [f"kind-{number}" for number in range(len(kinds))]
    for name, kind in zip(names, kinds, strict=True):
        files |= lesson(f"%matplotlib {kind}", DRAWING, name=name)
    built = run(files)
    assert built.problems == []
    for name in ("a", *names):
        shown = [output for cell in built.outputs(name).values() for output in cell]
        assert [one for one in shown if "image/png" in one.get("data", ())]


def drawn(run: Run, *parts: str, **settings: str) -> list[tuple[int, int | None]]:
    """Return how many dots wide each figure is, and how wide it says that it is meant to be seen."""
    built = run(lesson("\n".join(parts), **settings))  # one cell, whose outputs keep their order
    assert built.problems == []
    outputs = [output for cell in built.outputs().values() for output in cell]
    found = []
    for output in outputs:
        png = base64.b64decode(output["data"]["image/png"])
        meant = output["metadata"].get("image/png", {}).get("width")
        found.append((int.from_bytes(png[16:20]), meant))
    return found


START = "import matplotlib.pyplot as plt\n"
DRAW = "plt.figure(figsize=(4, 3)); plt.plot([1, 2]); plt.show()"


@pytest.mark.kernel
@pytest.mark.parametrize("isolation", ["process", "kernel"])
def test_figures_have_twice_the_dots_they_are_shown_with(run: Run, isolation: str) -> None:
    plain = "%config InlineBackend.figure_formats = ['png']\n"
    dense, meant = drawn(run, START + DRAW, START + plain + DRAW, isolation=isolation)
    assert meant[1] is None
    assert dense[1] == dense[0] // 2
    assert abs(dense[1] - meant[0]) <= 2


@pytest.mark.kernel
def test_figures_whose_author_saw_to_their_dots_stay_as_they_are(run: Run) -> None:
    own = "plt.rcParams['figure.dpi'] = 200\n"
    kwargs = "%config InlineBackend.print_figure_kwargs = {'dpi': 90}\n"
    retina = "%config InlineBackend.figure_formats = ['retina']\n"
    by_dpi, by_option, asked = drawn(
        run,
        START + own + DRAW,
        kwargs + "plt.rcParams['figure.dpi'] = 100\n" + DRAW,
        "%config InlineBackend.print_figure_kwargs = {}\n" + retina + own + DRAW,
    )
    assert by_dpi[1] is None
    assert by_option[1] is None
    assert asked[0] > 1.9 * by_dpi[0]
    assert asked[1] == asked[0] // 2
