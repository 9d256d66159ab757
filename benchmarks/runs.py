"""What is measured, in the order in which it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import layouts, tools
from benchmarks.measuring import Cost, median


@dataclass(frozen=True)
class Sizes:
    """How many lessons each part of the benchmark has, and how often the short ones repeat."""

    short: int = 50
    middle: int = 200
    long: int = 1000
    repeats: int = 3


@dataclass(frozen=True)
class Figure:
    """One measured line: a part of the benchmark, who ran it, how many lessons, what it cost."""

    part: str
    who: str
    lessons: int
    cost: Cost


EXECUTION, COLD, EDIT, LONG = "execution", "cold", "edit", "long"
WAYS = ("nbclient", "local", "spawn")


def figures(sizes: Sizes, folder: Path, say: Callable[[str], None]) -> Iterator[Figure]:
    """Measure everything, one thing at a time."""
    yield from _execution(sizes, folder / "execution", say)
    yield from _builds(sizes, folder, say)
    yield from _long(sizes, folder / "long", say)


def _execution(sizes: Sizes, folder: Path, say: Callable[[str], None]) -> Iterator[Figure]:
    layouts.write("seodang", folder, sizes.short)
    costs: dict[str, list[Cost]] = {way: [] for way in WAYS}
    # In turns, so that what else this machine does falls on all of them.
    for turn in range(sizes.repeats):
        for way in WAYS:
            say(f"execute {sizes.short} notebooks by {way}, {turn + 1} of {sizes.repeats}")
            costs[way].append(tools.execute_only(folder, way))
    for way in WAYS:
        yield Figure(EXECUTION, way, sizes.short, median(costs[way]))


def _builds(sizes: Sizes, folder: Path, say: Callable[[str], None]) -> Iterator[Figure]:
    for build in (tools.SEODANG, tools.MKDOCS, tools.BOOK_1):
        corpus = folder / build.tool
        layouts.write(build.tool, corpus, sizes.middle)
        say(f"build {sizes.middle} lessons with {build.tool}")
        yield Figure(COLD, build.tool, sizes.middle, build.run(corpus))
        layouts.edit_code(build.tool, corpus)
        say(f"build them again with {build.tool}, one code cell edited")
        yield Figure(EDIT, build.tool, sizes.middle, build.run(corpus))
    corpus = folder / "jupyter-book-2"
    layouts.write("jupyter-book-2", corpus, sizes.short)
    say(f"make the content of {sizes.short} lessons with jupyter-book-2")
    yield Figure(COLD, "jupyter-book-2", sizes.short, tools.BOOK_2.run(corpus))


def _long(sizes: Sizes, folder: Path, say: Callable[[str], None]) -> Iterator[Figure]:
    layouts.write("seodang", folder, sizes.long)
    say(f"execute {sizes.long} notebooks")
    yield Figure(EXECUTION, "local", sizes.long, tools.execute_only(folder, "local"))
    layouts.write("seodang", folder, sizes.long)
    say(f"build {sizes.long} lessons with seodang")
    yield Figure(LONG, "seodang", sizes.long, tools.SEODANG.run(folder))
