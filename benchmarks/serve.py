"""Measures a saved edit to the updated page: python benchmarks/serve.py FOLDER [EDITS [PAUSE]].

The folder holds a course of benchmarks/corpus.py that has been built; its build.py is used where it
has one. A real Chromium shows a lesson; clocks are those of the one machine: from the moment the
file is in its place to the moment the browser has painted the new words. The last line that is
printed holds the medians in milliseconds, as JSON.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

_PAINTED = """
(words) => new Promise((resolve) => {
  const look = () => {
    if (!document.querySelector("article").textContent.includes(words)) return;
    watch.disconnect();
    requestAnimationFrame(() => setTimeout(() => resolve(Date.now()), 0));
  };
  const watch = new MutationObserver(look);
  watch.observe(document.body, { childList: true, subtree: true, characterData: true });
  look();
})
"""
_QUIET = ("--headless", "--no-sandbox", "--disable-gpu")


def main(folder: str, edits: str = "20", pause: str = "2.0") -> None:
    """Print the milliseconds of prose and of code edits, and where they went."""
    root, medians = Path(folder).resolve(), {}
    report = root / ".seodang" / "serve-report.json"
    with serving(root, report) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=list(_QUIET)
        )
        page = browser.new_page()
        page.goto(f"{address}{lesson(root)}")
        for name, change in (("prose", prose), ("code", code)):
            edited = root / "lessons" / Path(lesson(root)).stem
            took = measured(page, edited, change, int(edits), float(pause))
            medians[name] = statistics.median(took)
            print(f"{name}: {', '.join(f'{one:.0f}' for one in took)} ms")
            print("    the build behind it:", json.loads(report.read_bytes())["seconds"])
        browser.close()
    print(json.dumps(medians))


def lesson(root: Path) -> str:
    """Return the address of a lesson in the middle of the course."""
    names = sorted(path.name for path in (root / "lessons").iterdir())
    return f"lessons/{names[len(names) // 2]}.html"


def measured(
    page: Page, folder: Path, change: Callable[[str, str], str], edits: int, pause: float
) -> list[float]:
    """Save a lesson again and again, each time with words that stand nowhere else.

    Returns milliseconds. `pause` are the seconds between an edit that was seen and the next; a build takes about one.
    """
    notebook = folder / "notebook.md"
    before = notebook.read_text("utf-8")
    took = []
    for number in range(edits):
        words = f"words-{time.time_ns()}"
        beside = notebook.with_name(".notebook.md.new")
        beside.write_text(change(before, words), "utf-8")
        page.wait_for_timeout(pause * 1000 + 37 * (number % 5))
        begin = time.time()
        beside.replace(notebook)
        took.append(page.evaluate(_PAINTED, words) - begin * 1000)
    notebook.write_text(before, "utf-8")
    page.wait_for_timeout(1500)
    return took


def prose(text: str, words: str) -> str:
    """Add a paragraph under the first heading."""
    return re.sub(r"(\n## [^\n]*\n)", rf"\1\n{words}\n", text, count=1)


def code(text: str, words: str) -> str:
    """Add a line to the first code cell that prints the words."""
    fence = "```{code-cell} ipython3\n"
    return text.replace(fence, f"{fence}print('{words}')\n", 1)


@contextmanager
def serving(root: Path, report: Path) -> Iterator[str]:
    """Run `serve` until the first build is over."""
    # Else it would ignore Ctrl-C where a script runs this in the background.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    own = root / "build.py"
    start = [str(own)] if own.exists() else ["-m", "seodang.cli"]
    process = subprocess.Popen(
        [
            sys.executable,
            *start,
            "serve",
            "--port",
            "0",
            "--root",
            str(root),
            "--report",
            str(report),
        ],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        # Its lines are awaited, and known in English.
        env={**os.environ, "PYTHONUNBUFFERED": "1", "LC_ALL": "C.UTF-8"},
    )
    if process.stdout is None:
        raise ValueError("what it says is needed")
    said = ""
    while "reused)" not in said:
        line = process.stdout.readline()
        if not line:
            sys.exit(f"it ended with {process.wait()}:\n{said}")
        said += line
    print(said.splitlines()[-1])
    try:
        yield re.findall(r"http://\S+", said)[0]
    finally:
        process.send_signal(signal.SIGINT)
        process.wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
