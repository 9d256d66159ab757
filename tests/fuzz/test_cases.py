"""What the fuzzer has found, made small: each case stays mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from fuzz.files import changed_by, from_json, lay_out
from fuzz.rounds import Bench
from seodang.cli import BUG, main

CASES = sorted((Path(__file__).parent / "cases").glob("*.json"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_case_is_told_or_built(bench: Bench, case: Path) -> None:
    why, changed = from_json(case.read_text("utf-8"))
    assert bench.complaints(changed_by(bench.base, changed), builds=True) == [], why


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_the_command_line_never_takes_a_case_for_a_mistake_of_its_own(
    bench: Bench, tmp_path: Path, case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, changed = from_json(case.read_text("utf-8"))
    files = changed_by(bench.base, changed)
    lay_out(tmp_path, files, {})
    assert main(["check", "--root", str(tmp_path)]) < BUG
    assert "Traceback" not in capsys.readouterr().err
