"""`tqdm.notebook` needs widgets, which no page has: its bars come out as text."""

from __future__ import annotations

import pytest

from execution.small_courses import Run, lesson

pytestmark = pytest.mark.kernel

# What of tqdm its module for notebooks is made from here: tqdm itself is no part of the engine.
STD = """\
import sys

class tqdm:
    def __init__(self, items, desc="", ncols=None, file=None, disable=False, total=None):
        self.items, self.desc, self.ncols, self.file = list(items), desc, ncols, file

    def __iter__(self):
        for number, item in enumerate(self.items, 1):
            print(f"\\r{self.desc}: {number}/{len(self.items)}", end="", file=self.file)
            yield item
        print(file=self.file)
"""
BROUGHT = {"lessons/a/tqdm/__init__.py": "", "lessons/a/tqdm/std.py": STD}
CELLS = (
    "from tqdm.notebook import tqdm, trange\nfor i in tqdm([1, 2], desc='가', ncols='100%', display=True): pass",
    "for i in trange(3, desc='나'): pass",
    "import sys\nassert 'tqdm.notebook' in sys.modules",
)


@pytest.mark.parametrize("isolation", ["process", "kernel"])
def test_bars_of_notebooks_are_text_with_and_without_a_kernel(isolation: str, run: Run) -> None:
    built = run({**lesson(*CELLS, isolation=isolation), **BROUGHT})
    assert built.problems == []
    outputs = [output for cell in built.outputs().values() for output in cell]
    assert [one["name"] for one in outputs] == ["stdout", "stdout"]
    assert [one["text"].split("\r")[-1] for one in outputs] == ["가: 2/2\n", "나: 3/3\n"]
