"""Inputs that once took a minute, or could: what is said of each, and a way to make more.

Run as a program it tries them in ever new mixtures, and names those that take longer than the
seconds given: `python tests/time_limits.py [SECONDS] [SEED]`, until Ctrl-C.
"""

from __future__ import annotations

import json
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent))

from pages.quiet_courses import quiet_course
from seodang.build_settings import Settings
from seodang.pipeline import check
from seodang.problems import Problem
from seodang.results import Stopwatch

UNITS: Final = (
    *("[^", "[^a]", "[^a]: b\n", "<!--", "<!--\n\n", ":::\n", ":::{note}\n", ":::a\n"),
    *("[r]\n\n[r]: x\n\n", "[r]: x\n", "[a][b] ", "[a](b) ", "![a](b) ", "[](", "![", "]("),
    *("<details>\n", "<b>", "<img src=x>", "<a href=", "<a b='", "</", "<?", "<![CDATA[", "<"),
    *("- a\n", "- ", "1. ", "> ", "- - ", "- [ ] a\n", "a\n: b\n\n", "    a\n", "\t", " "),
    *("## a\n\n", "# a\n", "| a |\n", "|", "---\n", "+++\n", "```\n", "~~~\n", "a  \n"),
    *("&", "&amp;", "&#", "!", "{", "{{", "=", "*", "**a", "***", "*a **b ", "_", "__a", "`"),
    *("``a", "`a``b```c", "~~", "$", "$$\n", "$a", "\\", "\\[", "{term}`a`", "{a}`", "@", "a@"),
    *(
        "a+",
        "%",
        "^",
        "http://",
        "http://a.b ",
        "(((",
        "]]",
        "}",
        "a",
        "가",
        "가 나 다\n",
        "1.",
        '"',
    ),
    *("a'", "a''' ", "`a`{lang=en}", "[a]{lang=en} ", "[{lang=en}", "a b c d e f g h i 1 "),
    *("<<<<<<< a\n", "```{code-cell}\nx\n```\n", "```{prompt}\n[a]\n```\n", "\u3000", "e\u0301"),
)
"""What is repeated; a mixture is several of them."""
SIZE: Final = 1_000_000
_HEAD: Final = "---\nkernelspec: {name: python3}\n---\n\n## 가\n\n"
_LESSON: Final = (
    "title: 가\nsummary: 나\nformat: class\nminutes: 30\nlevel: beginner\nobjectives: [다]\n"
)


def courses_of(text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the places in which a text can stand, and the files that put it there."""
    yield "notebook.md", {"lessons/a/notebook.md": f"{_HEAD}{text}\n"}
    cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": text}
    notebook = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    files = {"lessons/a/notebook.md": "", "lessons/a/notebook.ipynb": json.dumps(notebook)}
    yield "notebook.ipynb", files
    quoted = json.dumps(text, ensure_ascii=False)
    yield "an exercise", {"exercises/e.yml": f"kind: reflect\nquestion: {quoted}\n"}
    yield "lesson.yml", {"lessons/a/lesson.yml": f"{_LESSON}{text}\n"}
    yield "mkdocs.yml", {"mkdocs.yml": f"theme: material\nplugins: [seodang]\nextra:\n  {text}\n"}


def long_lists(count: int) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield courses whose YAML names very many things that are not there."""
    one_each = range(count)
    for name, entry in {
        "images": "  - {{file: images/a{}.svg, credit: x, licence: y}}\n",
        "requires": "  - b{}\n",
        "sources": "  - b{}\n",
    }.items():
        listed = "".join(entry.format(number) for number in one_each)
        yield name, {"lessons/a/lesson.yml": f"{_LESSON}{name}:\n{listed}"}
    keys = "".join(f"k{number}: 1\n" for number in one_each)
    yield "unknown keys", {"lessons/a/lesson.yml": _LESSON + keys}
    data = "".join(f"    - data/a{number}.csv\n" for number in one_each)
    yield "data", {"lessons/a/lesson.yml": f"{_LESSON}execution:\n  data:\n{data}"}
    terms = "".join(f"t{number}: {{trem: 가}}\n" for number in one_each)
    yield "terms", {"curriculum/glossary.yml": terms}


def checked(root: Path, files: Mapping[str, str]) -> tuple[list[Problem], float]:
    """Check a course with these files; returns its problems and the processor's seconds for that."""
    shutil.rmtree(root, ignore_errors=True)
    quiet_course(root, files)
    begin = time.process_time()  # the processor's, as others may use it, too
    _, problems = check(Settings(root, date(2026, 11, 21)), Stopwatch())
    return problems, time.process_time() - begin


def mixtures(seed: int) -> Iterator[str]:
    """Yield texts without end, of every size up to `SIZE`."""
    chance = random.Random(seed)  # noqa: S311 (not for secrets)
    while True:
        unit = "".join(chance.choices(UNITS, k=chance.choice([1, 1, 2, 3, 5])))
        size = chance.choice([20_000, 60_000, 200_000, SIZE])
        yield (unit * (size // len(unit.encode()) + 1))[:size]


def main(limit: float, seed: int) -> None:
    """Name what takes longer than a limit, until somebody ends it."""
    root = Path(tempfile.mkdtemp()) / "course"
    for number, text in enumerate(mixtures(seed)):
        for place, files in courses_of(text):
            seconds = checked(root, files)[1]
            if seconds > limit:
                print(  # noqa: T201
                    f"{seconds:.1f} s: {place}, {len(text)} x {text[:40]!r} (text {number} of seed {seed})"
                )


if __name__ == "__main__":
    arguments = sys.argv[1:]
    main(
        float(arguments[0]) if arguments else 2.0,
        int(arguments[1]) if arguments[1:] else int(time.time()),
    )
