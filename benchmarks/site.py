"""Measures building the site beside its peers: python3 -m benchmarks.site [N ...].

Notebooks have run before: what is measured is all the rest. Each of our builds is a whole process
that begins with nothing but the disk. Writes docs/benchmarks-site.md.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from benchmarks import layouts, prerendered
from benchmarks.measuring import Cost, measure
from benchmarks.tools import HOME, ROOT, SEODANG, interpreter

MKDOCS, ZENSICAL = "mkdocs-jupyter", "zensical"
# What a build needs not do again: the results of notebooks, and what drew their figures.
_EXECUTED: Final = frozenset({"outputs", "inputs", "fonts"})
_THEME: Final = '{% extends "main.html" %}\n'

_HEAD = """\
# Building the site, beside its peers

Written by `python3 -m benchmarks.site {sizes}` on {today}: {system}, {cores} cores, Python {python},
load average {load} at the start. One run, one thing after the other, on the corpus of
`benchmarks/corpus.py`; for peers it stands as Markdown whose notebooks have run
(`benchmarks/prerendered.py`). Compare the ratios: seconds are those of this machine on this day.
CPU is user and system time of all processes, wall is the clock, memory is the peak of their
proportional set size. "Pruned" is Material's `navigation.prune`, "stock" its `navigation.sections`.
"""


@dataclass(frozen=True)
class Row:
    """One measured line."""

    lessons: int
    what: str
    cost: Cost
    page: int
    """Bytes of one lesson's page."""


def rows(lessons: int) -> Iterator[Row]:
    """Measure all tools with so many lessons; the first row is what others are compared with."""
    home = HOME / "site"
    for name, navigation in (("pruned", prerendered.PRUNED), ("stock", prerendered.STOCK)):
        folder = home / name
        prerendered.write(folder, lessons, navigation)
        yield _row(lessons, f"mkdocs-material, {name}", folder, _peer(MKDOCS, "mkdocs", folder))
    folder = home / "pruned"
    yield _row(lessons, "zensical 0.0.73, cold", folder, _peer(ZENSICAL, "zensical", folder))
    prerendered.edit_prose(folder)
    cost = _peer(ZENSICAL, "zensical", folder)
    yield _row(lessons, "zensical 0.0.73, one prose edit", folder, cost)
    yield from _ours(lessons, home / "seodang")


def _peer(tool: str, program: str, folder: Path) -> Cost:
    path = Path(interpreter(tool)).parent / program
    quiet = ["--quiet"] if program == "mkdocs" else []
    return measure([str(path), "build", *quiet], folder, {"NO_MKDOCS_2_WARNING": "1"})


def _ours(lessons: int, folder: Path) -> Iterator[Row]:
    layouts.write("seodang", folder, lessons)
    SEODANG.run(folder)
    _forget(folder)
    yield _row(lessons, "Seodang, cold", folder, SEODANG.run(folder))
    for what, edit in EDITS.items():
        edit(folder)
        yield _row(lessons, f"Seodang, {what}", folder, SEODANG.run(folder))


def _forget(folder: Path) -> None:
    """Leave nothing of a build but what notebooks put out."""
    shutil.rmtree(folder / "site")
    for kind in (folder / ".seodang/store").iterdir():
        if kind.name not in _EXECUTED:
            shutil.rmtree(kind)


def _prose(folder: Path) -> None:
    file = folder / "lessons/lesson-00001/notebook.md"
    file.write_text(file.read_text("utf-8") + "\n한 문장을 더합니다.\n", "utf-8", newline="\n")


def _title(folder: Path) -> None:
    file = folder / "lessons/lesson-00001/lesson.yml"
    text = file.read_text("utf-8").replace('"title": "', '"title": "새 ', 1)
    file.write_text(text, "utf-8", newline="\n")


def _template(folder: Path) -> None:
    (folder / "theme").mkdir()
    (folder / "theme/retired.html").write_text(_THEME, "utf-8", newline="\n")


EDITS: Final[dict[str, Callable[[Path], None]]] = {
    "no change": lambda _: None,
    "one prose edit": _prose,
    "one code edit (the notebook runs)": lambda folder: layouts.edit_code("seodang", folder),
    "one title": _title,
    "one template": _template,
}


def _row(lessons: int, what: str, folder: Path, cost: Cost) -> Row:
    page = folder / "site/lessons/lesson-00002.html"
    print(f"{lessons} {what}: {cost}", flush=True)
    return Row(lessons, what, cost, page.stat().st_size)


def _table(found: list[Row]) -> str:
    first = found[0].cost
    lines = [
        f"\n## {found[0].lessons:,} lessons\n",
        "| | CPU s | wall s | CPU ÷ | wall ÷ | memory MB | page KB |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in found:
        cost = row.cost
        lines.append(
            f"| {row.what} | {cost.cpu:.2f} | {cost.wall:.2f} | {first.cpu / cost.cpu:.1f} | "
            f"{first.wall / cost.wall:.1f} | {cost.memory:.0f} | {row.page / 1000:.0f} |"
        )
    return "\n".join(lines)


def main(sizes: list[int]) -> None:
    """Measure every size and write the page."""
    head = _HEAD.format(
        sizes=" ".join(map(str, sizes)),
        today=date.today().isoformat(),  # noqa: DTZ011 (the day on this machine's wall)
        system=f"{platform.system()} {platform.release().split('-')[0]}",
        cores=os.cpu_count(),
        python=platform.python_version(),
        load=f"{os.getloadavg()[0]:.1f}",
    )
    tables = [_table(list(rows(lessons))) for lessons in sizes]
    text = "\n".join([head, *tables]) + "\n"
    (ROOT / "docs/benchmarks-site.md").write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [50, 200, 1000, 2000, 5000])
