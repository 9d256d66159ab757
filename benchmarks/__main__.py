"""Run the benchmark and write docs/benchmarks.md: `python3 -m benchmarks [--quick] [--shared]`."""

from __future__ import annotations

import argparse
import json
import os
from dataclasses import asdict

from benchmarks.report import report
from benchmarks.runs import Figure, Sizes, figures
from benchmarks.tools import HOME, ROOT

QUICK = Sizes(short=6, middle=8, long=20, repeats=1)


def main() -> None:
    """Measure everything (some minutes to an hour), then write the page."""
    parser = argparse.ArgumentParser(prog="python3 -m benchmarks", description=main.__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="try it with few lessons, write nothing"
    )
    parser.add_argument("--shared", action="store_true", help="other work runs on this machine")
    asked = parser.parse_args()
    sizes, load = (QUICK if asked.quick else Sizes()), os.getloadavg()[0]
    HOME.mkdir(parents=True, exist_ok=True)
    found: list[Figure] = []
    for figure in figures(sizes, HOME / "corpus", lambda what: print(what, flush=True)):
        found.append(figure)
        print(f"  {figure.who}: {figure.cost}", flush=True)
        kept = json.dumps([asdict(one) for one in found], indent=1)
        (HOME / "figures.json").write_text(kept, "utf-8")
    page = report(found, sizes, load, is_shared=asked.shared)
    if asked.quick:
        print(page)
    else:
        (ROOT / "docs" / "benchmarks.md").write_text(page, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
