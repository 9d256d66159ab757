"""What a fuzzer needs to be trusted: cases are read as they were written, and finds are found."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from fuzz.course import base_course
from fuzz.files import Files, Odd, as_json, changed_by, differences, from_json, lay_out
from fuzz.mutations import disturbed
from fuzz.rounds import Bench
from fuzz.shrinking import shrunk
from seodang.checks import registry
from seodang.checks.context import TextContext
from seodang.problems import Problem


def test_a_case_is_read_as_it_was_written() -> None:
    base = base_course()
    for seed in range(200):
        files = disturbed(base, random.Random(seed))  # noqa: S311
        _, changed = from_json(as_json("why", differences(base, files)))
        assert changed_by(base, changed) == files


def test_the_same_seed_disturbs_in_the_same_way() -> None:
    base = base_course()
    first, again = (disturbed(base, random.Random(7)) for _ in range(2))  # noqa: S311
    assert first == again != base


def test_files_become_others_and_are_restored(tmp_path: Path) -> None:
    base = {"a/x.yml": b"x", "a/y.yml": b"y"}
    odd = {"a/x.yml": Odd.FOLDER, "b": Odd.LINK_NOWHERE, "a/z": Odd.PIPE}
    lay_out(tmp_path, base, {})
    lay_out(tmp_path, odd, base)
    lay_out(tmp_path, base, odd)
    assert {path.name for path in tmp_path.rglob("*")} == {"a", "x.yml", "y.yml"}
    assert (tmp_path / "a/x.yml").read_bytes() == b"x"


def test_a_bug_is_found_and_its_case_made_small(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(text: TextContext) -> list[Problem]:
        if "bug" in text.document.notebook.cells[0].source:
            raise ValueError
        return []

    checks = {**registry.TEXT_CHECKS, "page-has-text": broken}
    monkeypatch.setattr("seodang.checks.rule_runner.TEXT_CHECKS", checks)
    page = "curriculum/pages/other.md"
    files = {**bench.base, page: b"# a\n\nb bug c\n", "theme/own.css": b"p{}"}
    (complaint,) = bench.complaints(files, builds=False)
    assert complaint.kind.startswith("check: ValueError")

    def fails(some: Files) -> bool:
        return bool(bench.complaints(some, builds=False))

    assert shrunk(bench.base, files, fails) == {page: b"bug"}
    bench.forget()
