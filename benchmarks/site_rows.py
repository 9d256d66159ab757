"""What building the site costs each tool, line by line."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from benchmarks import book, layouts, prerendered
from benchmarks.fork import Fork
from benchmarks.layouts import to_text
from benchmarks.measuring import Cost, measure, median
from benchmarks.tools import BOOK_1, HOME, interpreter

PRUNED, STOCK = "mkdocs-material, pruned", "mkdocs-material, stock"
ZENSICAL, BOOK, SEODANG = "zensical 0.0.73", "jupyter-book 1.0.4", "Seodang"
FIRST, COLD, SAME, DIRECT = "first build, all notebooks run", "cold", "no change", "`seodang build`"
PROSE, CODE, TITLE, TEMPLATE = "one prose edit", "one code edit", "one title", "one template"

LARGEST: Final = {STOCK: 2000, ZENSICAL: 2000, BOOK: 200}
"""The most lessons that a slow tool is given."""
ASIDE: Final = HOME / "site" / "aside"
"""What was removed between measurements, until all are done."""
SHORT_TURNS, LONG_TURNS, LARGE_COURSE = 5, 3, 1000

# What a build needs not do again: the results of notebooks, and what drew their figures.
_EXECUTED: Final = frozenset({"outputs", "inputs", "fonts"})


@dataclass(frozen=True)
class Row:
    """One measured line: medians of so many turns."""

    lessons: int
    who: str
    what: str
    cost: Cost
    turns: int
    page: int
    """Bytes of one lesson's page."""

    @property
    def a_page(self) -> float:
        """CPU seconds a lesson."""
        return self.cost.cpu / self.lessons


def _nothing(_: int) -> None: ...


@dataclass(frozen=True)
class Meter:
    """A tool at work on a corpus of so many lessons."""

    who: str
    lessons: int
    page: Path
    build: Callable[[], Cost]

    def row(self, what: str, turns: int, before: Callable[[int], None] = _nothing) -> Row:
        """Build again and again; what happens before each build is told its turn, not measured."""
        costs = []
        for turn in range(turns):
            before(turn)
            costs.append(self.build())
        row = Row(self.lessons, self.who, what, median(costs), turns, self.page.stat().st_size)
        print(f"{row.lessons} {row.who}, {row.what}: {row.cost}", flush=True)
        return row


def rows(lessons: int, ours: Fork) -> Iterator[Row]:
    """Measure all tools with so many lessons; the first row is what others are compared with."""
    home = HOME / "site"
    yield _material(PRUNED, lessons, home / "pruned", prerendered.PRUNED, _cold_turns(lessons))
    if lessons <= LARGEST[STOCK]:
        yield _material(STOCK, lessons, home / "stock", prerendered.STOCK, 1)
    if lessons <= LARGEST[ZENSICAL]:
        yield from _zensical(lessons, home / "pruned")
    if lessons <= LARGEST[BOOK]:
        yield from _book(lessons, home / "book")
    yield from _ours(lessons, ours)


def _cold_turns(lessons: int) -> int:
    return LONG_TURNS if lessons <= LARGE_COURSE else 1


def _material(who: str, lessons: int, folder: Path, navigation: str, turns: int) -> Row:
    prerendered.write(folder, lessons, navigation)
    meter = Meter(
        who, lessons, _page(folder), lambda: _run("mkdocs-jupyter", "mkdocs", folder, "--quiet")
    )
    return meter.row(COLD, turns, lambda _: _remove(folder / "site"))


def _zensical(lessons: int, folder: Path) -> Iterator[Row]:
    """Build the project of the pruned navigation."""
    meter = Meter(ZENSICAL, lessons, _page(folder), lambda: _run("zensical", "zensical", folder))
    made = (folder / "site", folder / ".cache")
    yield meter.row(COLD, _cold_turns(lessons), lambda _: _remove(*made))
    yield meter.row(PROSE, LONG_TURNS, lambda turn: prerendered.edit_prose(folder, turn))


def _book(lessons: int, folder: Path) -> Iterator[Row]:
    book.write(folder, lessons)
    page = folder / "docs/_build/html/lesson-00002.html"
    meter = Meter(BOOK, lessons, page, lambda: BOOK_1.run(folder))
    yield meter.row(COLD, 1)
    yield meter.row(SAME, LONG_TURNS)
    yield meter.row(PROSE, LONG_TURNS, lambda turn: book.edit_prose(folder, turn))


def _ours(lessons: int, fork: Fork) -> Iterator[Row]:
    fork.fill(lessons)
    folder = fork.folder
    meter = Meter(SEODANG, lessons, _page(folder), fork.build)
    yield meter.row(FIRST, 1)
    yield meter.row(COLD, _cold_turns(lessons), lambda _: _forget(folder))
    yield meter.row(SAME, SHORT_TURNS)
    yield replace(meter, build=fork.build_directly).row(f"{SAME}, {DIRECT}", SHORT_TURNS)
    yield meter.row(PROSE, SHORT_TURNS, lambda turn: _prose(folder, turn))
    yield meter.row(CODE, SHORT_TURNS, lambda _: layouts.edit_code("seodang", folder))
    yield meter.row(TITLE, SHORT_TURNS, lambda turn: _title(folder, turn))
    # A template runs unconfined, so each new one is agreed to.
    trusting = replace(meter, build=lambda: fork.build("--trust"))
    yield trusting.row(TEMPLATE, LONG_TURNS, lambda turn: _template(folder, turn))


def _run(tool: str, program: str, folder: Path, *options: str) -> Cost:
    path = Path(interpreter(tool)).parent / program
    return measure([str(path), "build", *options], folder, {"NO_MKDOCS_2_WARNING": "1"})


def _page(folder: Path) -> Path:
    return folder / "site/lessons/lesson-00002.html"


def _remove(*folders: Path) -> None:
    """Put folders aside: for seconds after many files were deleted, ext4 makes new ones slowly."""
    for folder in folders:
        if folder.exists():
            ASIDE.mkdir(parents=True, exist_ok=True)
            folder.rename(ASIDE / f"{folder.name}-{time.time_ns()}")


def _forget(folder: Path) -> None:
    """Leave nothing of a build but what notebooks put out."""
    kinds = (folder / ".seodang/store").iterdir()
    _remove(folder / "site", *(kind for kind in kinds if kind.name not in _EXECUTED))


def _prose(folder: Path, turn: int) -> None:
    file = folder / "lessons/lesson-00001/notebook.md"
    to_text(file, f"{file.read_text('utf-8')}\n한 문장을 더합니다({turn}).\n")


def _title(folder: Path, turn: int) -> None:
    file = folder / "lessons/lesson-00001/lesson.yml"
    text = file.read_text("utf-8")
    to_text(file, text.replace('"title": "', f'"title": "새 {turn} ', 1))


def _template(folder: Path, turn: int) -> None:
    """Change, in a partner's way, what every lesson's page shows."""
    text = (folder / "src/seodang/editions/site/theme/lesson.html").read_text("utf-8")
    end = "{% endautoescape %}"
    to_text(folder / "theme/lesson.html", text.replace(end, f"<p hidden>{turn}</p>{end}"))
