"""`docs/benchmarks-site.md`, written from the measured lines."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from benchmarks.site_goals import goals
from benchmarks.site_rows import (
    BOOK,
    COLD,
    LARGE_COURSE,
    LARGEST,
    LONG_TURNS,
    PRUNED,
    SEODANG,
    SHORT_TURNS,
    STOCK,
    ZENSICAL,
    Row,
)
from benchmarks.tools import ROOT

BASE: Final = 200
"""The number of lessons that others are set against."""

_HEAD = """\
# Building the site, beside its peers

Written by `python3 -m benchmarks.site {sizes}` on {today}, commit {commit}: {system},
{cores} cores, Python {python}, load average {load} at the start. One run, one thing after the
other, on the corpus of `benchmarks/corpus.py`. Compare the ratios: seconds are those of this
machine on this day.

CPU is user and system time of all processes, wall is the clock. Memory is the peak of their
proportional set size, summed; it is looked at 5 ms after the start and then ever less often, down
to four times a second, so that short commands are seen too.

- **Seodang** is started as authors start it, `python3 build.py build --jobs 2`, in a copy of the
  project around the corpus (`benchmarks/fork.py`), whose environment was made before. Its notebooks
  have run before, except in the line "first build". The line "`seodang build`" leaves build.py out:
  the difference is what build.py itself costs.
- **mkdocs-material 9.8.1** on MkDocs 1.6.1, and **zensical**, get the corpus as Markdown whose
  notebooks have run (`benchmarks/prerendered.py`). "Pruned" is Material's `navigation.prune`,
  "stock" its `navigation.sections`; zensical builds the pruned project. `mkdocs build` costs the
  same whatever was edited.
- **jupyter-book 1** gets notebooks that hold their outputs (`execute_notebooks: off`).
- Every edit is a new one. "No change", and our edits of a sentence, a code cell (whose notebook
  runs) and a title are medians of {short} turns; an edited lesson template (every lesson's page
  changes), the peers' edits and cold builds up to {large:,} lessons medians of {long}. Cold builds of
  more lessons, of the stock navigation and of jupyter-book, and the first build ran once. Memory is
  the largest of the turns. Before a cold build what was built is put aside, not deleted: ext4 makes
  files slowly just after many were deleted.
- "A saved edit" in the goals is `benchmarks/serve.py`: Chromium shows a lesson under
  `python3 build.py serve`, medians of 20 edits until the new words are painted.
- To keep the run short, the stock navigation is measured up to {stock:,} lessons, zensical up to
  {zensical:,}, and jupyter-book 1 up to {book:,}: its seconds a page grow with the number of lessons
  (see "How it grows").
"""


@dataclass(frozen=True)
class Start:
    """The machine and the project when the run began."""

    load: float
    commit: str
    """With "-dirty" behind it where not all that is measured is committed."""


def start() -> Start:
    """Look at both."""
    command = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    return Start(os.getloadavg()[0], done.stdout.strip())


def report(rows: Sequence[Row], saved: Mapping[str, float], began: Start) -> str:
    """Return the page; `saved` are milliseconds from a saved edit to the page, by kind of edit."""
    sizes = sorted({row.lessons for row in rows})
    head = _HEAD.format(
        sizes=" ".join(map(str, sizes)),
        commit=began.commit,
        today=date.today().isoformat(),  # noqa: DTZ011 (the day on this machine's wall)
        system=f"{platform.system()} {platform.release().split('-')[0]}",
        cores=os.cpu_count(),
        python=platform.python_version(),
        load=f"{began.load:.1f}",
        short=SHORT_TURNS,
        long=LONG_TURNS,
        large=LARGE_COURSE,
        stock=LARGEST[STOCK],
        zensical=LARGEST[ZENSICAL],
        book=LARGEST[BOOK],
    )
    tables = [_table([row for row in rows if row.lessons == size]) for size in sizes]
    return "\n".join([head, goals(rows, saved), _growth(rows, sizes), *tables]) + "\n"


def _table(rows: Sequence[Row]) -> str:
    first = rows[0].cost
    lines = [
        f"\n## {rows[0].lessons:,} lessons\n",
        "| | CPU s | wall s | CPU ÷ | wall ÷ | memory MB | page KB |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        cost = row.cost
        lines.append(
            f"| {row.who}, {row.what} | {cost.cpu:.2f} | {cost.wall:.2f} | "
            f"{first.cpu / cost.cpu:.1f} | {first.wall / cost.wall:.1f} | {cost.memory:.0f} | "
            f"{row.page / 1000:.0f} |"
        )
    return "\n".join(lines)


def _growth(rows: Sequence[Row], sizes: Sequence[int]) -> str:
    cold = [row for row in rows if row.what == COLD]
    return "\n".join(
        [
            "\n## How it grows: cold builds\n",
            f"CPU milliseconds a page, and how many times those at {BASE} lessons:\n",
            _by_size(cold, sizes, _milliseconds),
            "\nPeak of memory in MB:\n",
            _by_size(cold, sizes, lambda row, _: f"{row.cost.memory:.0f}"),
        ]
    )


def _by_size(
    rows: Iterable[Row], sizes: Sequence[int], cell: Callable[[Row, Row | None], str]
) -> str:
    found = {(row.who, row.lessons): row for row in rows}
    lines = [
        "| | " + " | ".join(f"{size:,}" for size in sizes) + " |",
        "| --- |" + " ---: |" * len(sizes),
    ]
    for who in (PRUNED, STOCK, ZENSICAL, BOOK, SEODANG):
        of_sizes = (found.get((who, size)) for size in sizes)
        cells = ["" if row is None else cell(row, found.get((who, BASE))) for row in of_sizes]
        lines.append(f"| {who} | {' | '.join(cells)} |")
    return "\n".join(lines)


def _milliseconds(row: Row, base: Row | None) -> str:
    each = f"{1000 * row.a_page:.1f}"
    return each if base is None else f"{each} ({row.a_page / base.a_page:.2f})"
