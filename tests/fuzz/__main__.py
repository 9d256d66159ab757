"""Disturb a course with fresh seeds for as long as one likes; each find is kept as a case.

.venv/bin/python -m tests.fuzz --seconds 600 --seed 7 --build-every 4
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fuzz.course import base_course
from fuzz.files import Files, as_json, differences
from fuzz.mutations import disturbed
from fuzz.rounds import Bench, Complaint
from fuzz.shrinking import shrunk

_FOUND = Path(tempfile.gettempdir()) / "seodang-finds"


def main(arguments: list[str] | None = None) -> int:
    """Say what was found, and where its case lies; 1 where something was."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--build-every", type=int, default=4, help="rounds of which one builds")
    parser.add_argument("--into", type=Path, default=_FOUND, help="folder for the cases")
    parser.add_argument("--shrink", type=float, default=60, help="seconds for making a case small")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        return _searched(Bench(Path(folder) / "course", base_course()), asked)


def _searched(bench: Bench, asked: argparse.Namespace) -> int:
    found: dict[str, Complaint] = {}
    end, number = time.monotonic() + asked.seconds, asked.seed * 1_000_000
    begin = number
    while time.monotonic() < end:
        files = disturbed(bench.base, random.Random(number))  # noqa: S311 (not for secrets)
        builds = number % asked.build_every == 0
        for complaint in bench.complaints(files, builds=builds):
            if complaint.kind not in found:
                found[complaint.kind] = complaint
                _keep(bench, files, complaint, number, asked)
        number += 1
    bench.close()
    print(f"{number - begin} rounds from seed {asked.seed}: {len(found)} kinds of finds")  # noqa: T201
    return 1 if found else 0


def _keep(
    bench: Bench, files: Files, complaint: Complaint, number: int, asked: argparse.Namespace
) -> None:
    """Make a find small and write it, so that it can be put beside the others of the suite."""

    def fails(some: Files) -> bool:
        found = bench.complaints(some, builds=not complaint.kind.startswith("check"))
        return complaint.kind in {one.kind for one in found}

    changed = differences(bench.base, files)
    if not fails(files):
        note = "only after the rounds before it: "
    else:
        note, changed = "", shrunk(bench.base, files, fails, asked.shrink)
    asked.into.mkdir(parents=True, exist_ok=True)
    case = asked.into / f"{number}.json"
    case.write_text(as_json(complaint.kind, changed), "utf-8")
    print(f"{note}{complaint.kind}\n{complaint.details}\n    {case}\n", flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
