"""Measure how execution grows, and write docs/scale.md: `python3 -m benchmarks.scale [--shared]`."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks import layouts, tools
from benchmarks.measuring import Cost

SIZES: Final = (100, 1_000, 5_000)
DASK_SIZES: Final = (100, 1_000)
GOAL: Final = 100_000
CORES: Final = 16

PAGE = """\
# Many lessons, many machines

Written by `python3 -m benchmarks.scale` on {today}{shared}. The lessons are those of
`benchmarks/corpus.py`: 15 cells of prose, 6 of code, a figure in every fourth; two ran at a time.
Of the seconds, those of CPU say most.

## On one machine

| lessons | executing: CPU s | wall s | CPU ms a lesson | peak memory MB | outputs in the cache MB | planning when nothing changed: CPU s |
| ---: | ---: | ---: | ---: | ---: | ---: | ---: |
{local}

The cost of a lesson does not grow with their number, and neither does memory: jobs are made when
they are due, and outputs go to the cache as they come.

## On a Dask cluster

`seodang build --executor dask` makes a cluster on this machine, `--executor dask://HOST:PORT` uses
one that runs (extra `[dask]`). A notebook travels with the files of its workspace, so workers share
no file system; results come back to the machine that builds, and to its cache. Here the cluster
was two worker processes on the same two cores, so it cannot be faster; the difference is its price:

| lessons | CPU s | wall s | CPU ms a lesson | peak memory MB |
| ---: | ---: | ---: | ---: | ---: |
{dask}

A cluster of one's own:

    DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES=1 dask scheduler --no-dashboard
    dask worker tcp://SCHEDULER:8786 --nworkers 4 --nthreads 1     # on each machine
    seodang build --executor dask://SCHEDULER:8786

Every machine needs the packages of the lock, in the same versions: a worker whose packages differ
refuses notebooks, as its results would be kept under a wrong key. A worker that is lost costs its
notebook one more try. A notebook that ends two workers has failed, and is named; with the setting
above it cannot end more.

## A plan for {goal:,} lessons

From the figures of {largest:,} lessons, on machines like this one:

| | |
| --- | ---: |
| executing everything once, CPU hours | {cpu_hours:.1f} |
| the same on {cores} cores, hours by the clock, at the {efficiency:.0%} use of two cores seen here | {wall_hours:.1f} |
| outputs in the cache, GB | {gigabytes:.1f} |
| planning when nothing changed, CPU minutes | {planning:.1f} |
| memory of the build, beside the pages | as above |

A lesson is executed once, and then only when what it depends on changed; a shared cache
(`SEODANG_CACHE`) lets every machine profit from the one that ran it. Planning reads every lesson at
every build. At this number, split the course: one repository a track or region,
each with its own site, all with the same shared cache. What is planned here has been computed from
the tables above, not run.
"""


@dataclass(frozen=True)
class Measured:
    """What one size of course cost."""

    lessons: int
    execution: Cost
    planning: Cost
    outputs: int


def main() -> None:
    """Measure, then write the page."""
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks.scale", description=main.__doc__)
    parser.add_argument("--shared", action="store_true", help="other work runs on this machine")
    asked = parser.parse_args()
    folder = tools.HOME / "corpus" / "scale"
    local = [_measured(folder, lessons) for lessons in SIZES]
    dask = []
    for lessons in DASK_SIZES:
        layouts.write("seodang", folder, lessons)
        dask.append((lessons, tools.execute_only(folder, "dask")))
        print(dask[-1], flush=True)
    page = _page(local, dask, is_shared=asked.shared)
    (tools.ROOT / "docs" / "scale.md").write_text(page, "utf-8", newline="\n")


def _measured(folder: Path, lessons: int) -> Measured:
    layouts.write("seodang", folder, lessons)
    execution = tools.execute_only(folder, "local")
    planning = tools.execute_only(folder, "plan")
    kept = (folder / ".seodang" / "store" / "outputs").rglob("*")
    measured = Measured(
        lessons, execution, planning, sum(file.stat().st_size for file in kept if file.is_file())
    )
    print(measured, flush=True)
    return measured


def _page(local: list[Measured], dask: list[tuple[int, Cost]], *, is_shared: bool) -> str:
    last = local[-1]
    times = GOAL / last.lessons
    cpu_hours = last.execution.cpu * times / 3600
    efficiency = last.execution.cpu / last.execution.wall / 2
    return PAGE.format(
        today=datetime.now(UTC).date().isoformat(),
        shared=", with other work on the same two cores" if is_shared else "",
        local="\n".join(map(_local_line, local)),
        dask="\n".join(_line(lessons, cost) for lessons, cost in dask),
        goal=GOAL,
        largest=last.lessons,
        cores=CORES,
        cpu_hours=cpu_hours,
        efficiency=efficiency,
        wall_hours=cpu_hours / CORES / efficiency,
        gigabytes=last.outputs * times / 1e9,
        planning=last.planning.cpu * times / 60,
    )


def _local_line(one: Measured) -> str:
    line = _line(one.lessons, one.execution)
    return f"{line} {one.outputs / 1e6:.0f} | {one.planning.cpu:.1f} |"


def _line(lessons: int, cost: Cost) -> str:
    each = 1000 * cost.cpu / lessons
    return f"| {lessons:,} | {cost.cpu:.1f} | {cost.wall:.1f} | {each:.0f} | {cost.memory:.0f} |"


if __name__ == "__main__":
    main()
