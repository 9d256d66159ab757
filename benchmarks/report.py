"""`docs/benchmarks.md`, written from the figures."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from datetime import date

from benchmarks.runs import COLD, EDIT, EXECUTION, LONG, Figure, Sizes

HEAD = """\
# Seodang beside its peers

Written by `python3 -m benchmarks` on {today}: {system}, {cores} cores, Python {python}, load
average {load} at the start. Everything ran one after the other in one run on one machine, on the
benchmark's own corpus: lessons of 15 Korean prose cells and 6 code cells, all different, a figure
in every fourth. Compare the ratios; seconds are those of this machine on this day{shared}.

CPU is user and system time of the whole tree of processes, wall is the clock, memory is the peak
of the tree's proportional set size (PSS), looked at four times a second and more often at the
beginning. Each peer ran in an environment of its own (`benchmarks/tools.py` names the versions),
with its default number of jobs; Seodang and nbclient ran two at a time.
"""

NAMES = {
    "nbclient": "nbclient, a fresh kernel each, pool of 2",
    "local": "Seodang, forked (Linux)",
    "spawn": "Seodang, spawned (as on macOS and Windows)",
    "seodang": "Seodang",
    "mkdocs-jupyter": "mkdocs-jupyter, `execute: true`",
    "jupyter-book-1": "jupyter-book 1.0.4, cache",
    "jupyter-book-2": "jupyter-book 2, content only, `--execute`",
}


def report(figures: Sequence[Figure], sizes: Sizes, load: float, *, is_shared: bool) -> str:
    """Return the page."""
    return "\n".join(
        [
            HEAD.format(
                today=date.today().isoformat(),  # noqa: DTZ011 - the day on this machine's wall
                system=f"{platform.system()} {platform.release().split('-')[0]}",
                cores=os.cpu_count(),
                python=platform.python_version(),
                load=f"{load:.1f}",
                shared="; other work ran beside it" if is_shared else "",
            ),
            f"## Executing {sizes.short} notebooks\n",
            _table(_of(figures, EXECUTION, sizes.short)),
            f"\nMedians of {sizes.repeats} turns. Ratios are those to the first line.\n",
            f"## A cold build of {sizes.middle} lessons, executed and made into a site\n",
            _table(_of(figures, COLD, sizes.middle)),
            "\njupyter-book 2 needs the network for its HTML template; without it, it made the",
            f"content of {sizes.short} lessons (no pages), which is a lower bound:\n",
            _table(_of(figures, COLD, sizes.short), has_ratios=False),
            f"\n## One code cell edited, {sizes.middle} lessons\n",
            _table(_of(figures, EDIT, sizes.middle)),
            "\n## From 50 to 1,000 lessons\n" if sizes.long == Sizes().long else "\n## Growth\n",
            _growth(figures, sizes),
        ]
    )


def _of(figures: Iterable[Figure], part: str, lessons: int) -> list[Figure]:
    return [one for one in figures if one.part == part and one.lessons == lessons]


def _table(figures: Sequence[Figure], *, has_ratios: bool = True) -> str:
    ratios = " CPU, ratio | wall, ratio |" if has_ratios else ""
    lines = [
        f"| | CPU s | wall s | memory MB |{ratios}",
        "| --- | ---: | ---: | ---: |" + (" ---: | ---: |" if has_ratios else ""),
    ]
    for one in figures:
        cost, first = one.cost, figures[0].cost
        line = f"| {NAMES[one.who]} | {cost.cpu:.1f} | {cost.wall:.1f} | {cost.memory:.0f} |"
        if has_ratios:
            line += f" {_ratio(cost.cpu, first.cpu)} | {_ratio(cost.wall, first.wall)} |"
        lines.append(line)
    return "\n".join(lines)


def _ratio(this: float, first: float) -> str:
    """Say how many times less (÷) or more (×) this is than the first."""
    return f"÷ {first / this:.1f}" if this < first else f"× {this / first:.1f}"


def _growth(figures: Sequence[Figure], sizes: Sizes) -> str:
    few = next(one for one in _of(figures, EXECUTION, sizes.short) if one.who == "local")
    many = next(one for one in _of(figures, EXECUTION, sizes.long) if one.who == "local")
    whole = _of(figures, LONG, sizes.long)[0]
    each = [1000 * one.cost.cpu / one.lessons for one in (few, many)]
    return (
        f"| lessons | CPU ms a notebook, executing | peak memory MB |\n| ---: | ---: | ---: |\n"
        f"| {few.lessons:,} | {each[0]:.0f} | {few.cost.memory:.0f} |\n"
        f"| {many.lessons:,} | {each[1]:.0f} | {many.cost.memory:.0f} |\n\n"
        f"Per notebook, {many.lessons:,} lessons cost {each[1] / each[0]:.2f} times what "
        f"{few.lessons} cost.\nA whole cold build of {whole.lessons:,} lessons took "
        f"{whole.cost.cpu:.0f} s of CPU, {whole.cost.wall:.0f} s by the clock\nand at most "
        f"{whole.cost.memory:.0f} MB with 2 jobs.\n"
    )
