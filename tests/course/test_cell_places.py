"""Places in an .ipynb are told as Jupyter shows them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from courses import BuildCourse, run_cli

LINK = "[빠짐](없음.md)"


def text(*lines: str) -> dict[str, Any]:
    return {"cell_type": "markdown", "metadata": {}, "id": "a", "source": list(lines)}


def code(source: str) -> dict[str, Any]:
    return {"cell_type": "code", "metadata": {}, "id": "b", "source": source, "outputs": []}


CELLS = [
    code("print(1)"),
    text("## 하나\n", "\n", f"글 {LINK}"),
    code("print(2)"),
    {**text(), "id": "c", "source": "\n" * 11 + LINK},
]


@pytest.mark.parametrize(
    ("language", "places"),
    [
        ("C.UTF-8", ("text cell 1, line 3: there is no", "text cell 2, line 12: there is no")),
        ("ko_KR.UTF-8", ("글 셀 1, 셋째 줄: ", "글 셀 2, 12번째 줄: ")),
    ],
)
def test_a_place_names_the_cell_and_the_line_beside_that_of_the_file(
    language: str, places: tuple[str, str], build_course: BuildCourse
) -> None:
    file = {"cells": CELLS, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    written = json.dumps(file, ensure_ascii=False, indent=1)
    root = build_course({"lessons/a/notebook.md": "", "lessons/a/notebook.ipynb": written})
    run = run_cli(root, "check", language=language)
    first, second = (one for one in run.report["problems"] if one["rule"] == "link-exists")
    assert first["message"].startswith(places[0])
    assert second["message"].startswith(places[1])
    lines = [number for number, line in enumerate(written.split("\n"), 1) if LINK in line]
    assert [first["line"], second["line"]] == lines
    assert first["path"] == "lessons/a/notebook.ipynb"


def test_a_place_in_format_3_is_told_alike(build_course: BuildCourse) -> None:
    cells = [{"cell_type": "code", "input": "1", "outputs": []}, text("x\n", LINK)]
    sheets = [{"cells": cells[:1]}, {"cells": cells[1:]}]
    file = {"worksheets": sheets, "metadata": {}, "nbformat": 3, "nbformat_minor": 0}
    root = build_course({"lessons/a/notebook.md": "", "lessons/a/notebook.ipynb": json.dumps(file)})
    [problem] = run_cli(root, "check").report["problems"]
    assert problem["message"].startswith("text cell 1, line 2: there is no '없음.md'")


def test_what_fails_names_its_cell_once(build_course: BuildCourse) -> None:
    file = {"cells": [code("1"), code("1 / 0")], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    root = build_course({"lessons/a/notebook.md": "", "lessons/a/notebook.ipynb": json.dumps(file)})
    [problem] = run_cli(root, "build").report["problems"]
    assert problem["message"].startswith("code cell 2, line 1: ZeroDivisionError")
