"""Measures building the site beside its peers: python3 -m benchmarks.site [N ...].

Notebooks have run before: what is measured is all the rest. Each of our builds is a whole process,
`python3 build.py build`, that begins with nothing but the disk. Writes docs/benchmarks-site.md
after each number of lessons, with what has been measured by then.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

from benchmarks.fork import fork
from benchmarks.site_goals import MANY
from benchmarks.site_report import report, start
from benchmarks.site_rows import ASIDE, Row, rows
from benchmarks.tools import HOME, ROOT, interpreter

SIZES: Final = (50, 200, 1000, 2000, 5000)


def main(sizes: list[int]) -> None:
    """Measure every size and write the page."""
    began, found, saved = start(), list[Row](), dict[str, float]()
    ours = fork(HOME / "site" / "seodang")
    for lessons in sizes:
        found += rows(lessons, ours)
        if lessons == MANY:
            saved = _saved(ours.folder)
        page = report(found, saved, began)
        (ROOT / "docs/benchmarks-site.md").write_text(page, "utf-8", newline="\n")
    shutil.rmtree(ASIDE, ignore_errors=True)


def _saved(course: Path) -> dict[str, float]:
    """Return the milliseconds from a saved edit to the page in a browser, if there is one."""
    if shutil.which("chromium") is None:
        return {}
    script = Path(__file__).with_name("serve.py")
    command = [interpreter("browser"), str(script), str(course)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8")
    print(done.stdout, end="", flush=True)
    medians: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return medians


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or list(SIZES))
