"""What benchmarks claim must rest on what they did; the tools themselves are not run here."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks import book, layouts, prerendered
from benchmarks.measuring import Cost
from benchmarks.site_goals import Goal, goals
from benchmarks.site_report import Start, report
from benchmarks.site_rows import COLD, PROSE, PRUNED, SEODANG, Row

ROOT = Path(__file__).parents[1]
# In a process of its own, since measuring takes in the orphans of the process that measures.
MEASURE = """
import sys
from pathlib import Path
from benchmarks.measuring import measure
cost = measure([sys.executable, "-c", "kept = bytearray(60_000_000)"], Path(sys.argv[1]), {})
print(cost.memory)
"""


def test_the_memory_of_a_short_command_is_seen(tmp_path: Path) -> None:
    command = [sys.executable, "-c", MEASURE, str(tmp_path)]
    said = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8")
    assert float(said.stdout) > 5


def test_every_edit_is_a_new_one(tmp_path: Path) -> None:
    book.write(tmp_path / "book", 2)
    prerendered.write(tmp_path / "material", 2, prerendered.PRUNED)
    layouts.write("seodang", tmp_path / "seodang", 2)
    seen = set()
    for turn in range(5):
        book.edit_prose(tmp_path / "book", turn)
        prerendered.edit_prose(tmp_path / "material", turn)
        layouts.edit_code("seodang", tmp_path / "seodang")
        seen |= {file.read_bytes() for file in tmp_path.rglob("*lesson-00001*") if file.is_file()}
        seen.add((tmp_path / "seodang/lessons/lesson-00001/notebook.md").read_bytes())
    assert len(seen) == 15


def test_a_book_of_run_notebooks_leaves_nothing_to_run(tmp_path: Path) -> None:
    book.write(tmp_path, 2)
    for file in tmp_path.rglob("*.ipynb"):
        code = [c for c in json.loads(file.read_bytes())["cells"] if c["cell_type"] == "code"]
        assert [cell["execution_count"] for cell in code] == [1, 2, 3, 4, 5, 6]
        assert all(cell["outputs"] for cell in code)


@pytest.mark.parametrize(
    ("measured", "is_floor", "verdicts"),
    [
        (1.1, False, ["met", "missed"]),
        (1.05, False, ["met", "met"]),
        (1.21, False, ["missed", "missed"]),
        (1.1, True, ["missed", "met"]),
        (None, False, ["", ""]),
    ],
)
def test_a_goal_is_met_or_missed_or_not_measured(
    *, measured: float | None, is_floor: bool, verdicts: list[str]
) -> None:
    cells = Goal("a", measured, 1.2, 1.05, "x", is_floor=is_floor).line().split("|")
    assert [cells[4].strip(), cells[6].strip()] == verdicts
    assert (measured is None) is ("not measured" in cells[2])


def test_ratios_are_those_to_a_build_of_mkdocs_with_as_many_lessons() -> None:
    rows = [
        _row(200, PRUNED, COLD, 1),
        _row(1000, PRUNED, COLD, 30),
        _row(1000, SEODANG, COLD, 10),
        _row(1000, SEODANG, PROSE, 0.5),
    ]
    table = goals(rows, {"prose": 140.0})
    assert "| one prose edit, 1,000 lessons, wall | 60 x | 25 x | met | 60 x | met |" in table
    assert "| cold, 1,000 lessons, CPU | 3 x | 2 x | met | 3 x | met |" in table
    assert "1,000 lessons | 140 ms | 500 ms | met | 150 ms | met |" in table


def test_growth_is_set_against_200_lessons() -> None:
    rows = [_row(200, SEODANG, COLD, 2), _row(5000, SEODANG, COLD, 60)]
    page = report(rows, {}, Start(0.0, "c0ffee"))
    assert f"| {SEODANG} | 10.0 (1.00) | 12.0 (1.20) |" in page
    assert "| cold, CPU a page, 5,000 over 200 lessons | 1.2 | 1.2 | met | 1.05 | missed |" in page


def _row(lessons: int, who: str, what: str, seconds: float) -> Row:
    return Row(lessons, who, what, Cost(seconds, seconds, 50), 1, 40_000)
