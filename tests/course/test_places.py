"""A value's line and column are found again, however its file writes it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from seodang.files.places import located
from seodang.problems import Place, Pointer, Problem, say


def place_of(folder: Path, name: str, text: str, pointer: Pointer) -> Place:
    (folder / name).write_bytes(text.encode())
    [problem] = located(folder, [Problem("value-type", pointer, say("x"), say("y"))])
    assert isinstance(problem.where, Place)
    return problem.where


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("question: 하나 둘\n", (1, 14)),
        ('question: "하나 둘"\n', (1, 15)),
        ("question: '하나 둘'\n", (1, 15)),
        ("question: |\n  하나 둘\n", (2, 6)),
        ("question: |\n\n      하나 둘\n", (3, 10)),
        ("question: >-\n  하나\n  둘\n", (3, 3)),
        ("question: 하나\n  둘\n", (2, 3)),
        ('question: "\\uD558\\u0020나 둘"\n', (1, 26)),
        ('question: "하\\\n  나 둘"\n', (2, 5)),
        ("question: '''나 둘'\n", (1, 16)),
    ],
)
def test_a_character_is_found_in_every_style_of_scalar(
    text: str, place: tuple[int, int], tmp_path: Path
) -> None:
    # The fourth character of the value, counted without what quoting adds to it.
    pointer = Pointer("a.yml", ("question",), column=4)
    assert place_of(tmp_path, "a.yml", text, pointer) == Place("a.yml", *place)


def test_a_line_of_a_block_is_found_below_its_key(tmp_path: Path) -> None:
    text = "hints:\n  - |\n    첫 줄\n\n    셋째 줄 링크\n"
    pointer = Pointer("a.yml", ("hints", 0), line=2, column=6)
    assert place_of(tmp_path, "a.yml", text, pointer) == Place("a.yml", 5, 10)


def test_a_missing_key_points_to_the_nearest_that_is_there(tmp_path: Path) -> None:
    pointer = Pointer("a.yml", ("contact", "email"))
    assert place_of(tmp_path, "a.yml", "contact:\n  form: x\n", pointer) == Place("a.yml", 1, 1)


def test_a_key_itself_can_be_pointed_to(tmp_path: Path) -> None:
    pointer = Pointer("a.yml", ("a", 1, "b"), to_key=True)
    assert place_of(tmp_path, "a.yml", "a:\n  - x\n  - {c: 1, b: 2}\n", pointer) == Place(
        "a.yml", 3, 12
    )


def test_a_file_that_is_gone_gives_its_first_line(tmp_path: Path) -> None:
    problem = Problem("value-type", Pointer("gone.yml", ("a",)), say("x"), say("y"))
    assert located(tmp_path, [problem])[0].where == Place("gone.yml")


def test_problems_come_in_the_order_of_their_places(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("a: 1\nb: 2\n")
    pointers = [Pointer("b.yml"), Pointer("a.yml", ("b",)), Pointer("a.yml", ("a",))]
    found = located(tmp_path, [Problem("value-type", p, say("x"), say("y")) for p in pointers])
    assert [problem.where for problem in found] == [
        Place("a.yml", 1, 4),
        Place("a.yml", 2, 4),
        Place("b.yml", 1, 1),
    ]


NOTEBOOK = {"cells": [{"source": '첫 줄\n둘째 😀 "줄" 링크'}]}


@pytest.mark.parametrize("ascii_only", [False, True])
@pytest.mark.parametrize("indent", [None, 1, "\t"])
def test_a_cell_saved_as_one_string_is_searched_by_lines(
    ascii_only: bool,  # noqa: FBT001
    indent: int | str | None,
    tmp_path: Path,
) -> None:
    text = json.dumps(NOTEBOOK, ensure_ascii=ascii_only, indent=indent)
    pointer = Pointer("a.ipynb", ("cells", 0, "source"), line=1, column=10)
    place = place_of(tmp_path, "a.ipynb", text, pointer)
    rest = text.split("\n")[place.line - 1][place.column - 1 :]
    assert json.loads(f'"{rest.partition(chr(34) + "}")[0].strip().strip(chr(34))}"') == "링크"


def test_a_line_of_a_cell_saved_by_lines_is_found(tmp_path: Path) -> None:
    text = '{"cells": [\n {"source": [\n  "하나\\n",\n  "둘 \\"셋\\" 넷"\n ]}\n]}\n'
    pointer = Pointer("a.ipynb", ("cells", 0, "source", 1), column=7)
    assert place_of(tmp_path, "a.ipynb", text, pointer) == Place("a.ipynb", 4, 12)


def test_a_value_the_parser_imagines_behind_the_file_is_placed_at_its_end(tmp_path: Path) -> None:
    pointer = Pointer("a.yml", ("",), to_key=True)
    assert place_of(tmp_path, "a.yml", "a: 1\n?", pointer) == Place("a.yml", 2, 2)
