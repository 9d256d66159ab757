"""All bytes that are published pass one gate, which tells where they stand."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from pictures_whole import GIF
from seodang.problems import Place
from seodang.rendering import publishable
from showing import Show

ENGINE = Path(publishable.__file__).parents[1]
DATA = base64.b64encode(GIF.encode()).decode()
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 6 4"><path stroke="{}"/></svg>'
CELL = "```{code-cell} ipython3\n:alt: 점\n\nx = 1\n```\n"
FILE = {"lessons/a/images/x.gif": GIF}


def drawing(colour: str) -> dict[str, bytes]:
    return {"lessons/a/images/x.svg": SVG.format(colour).encode()}


def notebook(source: str) -> dict[str, str]:
    attached = {"b.gif": {"image/gif": DATA}}
    cell = {"cell_type": "markdown", "metadata": {}, "source": source, "attachments": attached}
    value = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    return {"lessons/a/notebook.ipynb": json.dumps(value)}


def output(kind: str, value: str) -> dict[int, Any]:
    return {1: [{"output_type": "display_data", "data": {kind: value}, "metadata": {}}]}


DOORS: dict[str, tuple[str, dict[int, Any], Mapping[str, str | bytes], str, int]] = {
    "linked file": ("가\n\n[점](images/x.gif)", {}, FILE, "images/x.gif", 1),
    "picture": ("가\n\n![점](images/x.gif)", {}, FILE, "images/x.gif", 1),
    "raw picture": ('가\n\n<img alt="점" src="images/x.gif">', {}, FILE, "images/x.gif", 1),
    "drawing": ("가\n\n![점](images/x.svg)", {}, drawing("red"), "images/x.svg", 1),
    "drawing in the page": (
        *("가\n\n![점](images/x.svg)", {}),
        *(drawing("currentColor"), "images/x.svg", 1),
    ),
    "data address": (f"가\n\n![점](data:image/gif;base64,{DATA})", {}, {}, "notebook.md", 3),
    "raw data address": (
        *(f'가\n\n<img alt="점" src="data:image/gif;base64,{DATA}">', {}, {}),
        *("notebook.md", 3),
    ),
    "output": ("가\n\n" + CELL, output("image/png", DATA), {}, "notebook.md", 6),
    "drawn output": (
        *("가\n\n" + CELL, output("image/svg+xml", SVG.format("currentColor"))),
        *({}, "notebook.md", 6),
    ),
    "raw data address in an output": (
        *(
            "가\n\n" + CELL,
            output("text/html", f'<img alt="점" src="data:image/gif;base64,{DATA}">'),
        ),
        *({}, "notebook.md", 6),
    ),
    "data address in an output": (
        *("가\n\n" + CELL, output("text/markdown", f"![점](data:image/gif;base64,{DATA})")),
        *({}, "notebook.md", 6),
    ),
    "file linked in an output": (
        *("가\n\n" + CELL, output("text/html", '<a href="images/x.gif">점</a>')),
        *(FILE, "images/x.gif", 1),
    ),
    "attachment": ("", {}, notebook("가\n\n![점](attachment:b.gif)"), "notebook.ipynb", 0),
}


@pytest.mark.parametrize("name", DOORS)
def test_what_the_gate_refuses_passes_no_door_and_is_told_where_it_stands(
    name: str, show: Show, monkeypatch: pytest.MonkeyPatch
) -> None:
    text, outputs, files, path, line = DOORS[name]
    passed = show(text, outputs, files)
    assert passed.problems == []
    assert len(passed.fragment.assets) + passed.html.count("<svg") == 1
    monkeypatch.setattr(publishable, "_ACTIVE", frozenset({"gif", "png", "svg"}))
    refused = show(text, outputs, files)
    assert refused.fragment.assets == ()
    assert "<svg" not in refused.html
    (problem,) = refused.problems
    assert problem.rule == "file-publishable"
    assert problem.where.path == f"lessons/a/{path}"
    assert not isinstance(problem.where, Place) or problem.where.line == line


def test_a_picture_that_a_browser_could_run_is_no_picture(show: Show) -> None:
    shown = show("![점](x.html)", files={"lessons/a/x.html": "<script>alert(1)</script>"})
    assert shown.fragment.assets == ()
    assert [problem.rule for problem in shown.problems] == ["file-publishable"]


def test_only_the_gate_says_that_something_may_be_published() -> None:
    calls = [
        path.relative_to(ENGINE).as_posix()
        for path in ENGINE.rglob("*.py")
        if re.search(r"\bPublishable\(", path.read_text("utf-8"))
    ]
    assert calls == ["rendering/publishable.py"]
