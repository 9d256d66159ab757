"""Whatever stands in a file: problems at places within it, never an exception."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bad_inputs.whole_course import WHOLE_COURSE
from seodang.checks.check_course import check_course
from seodang.course.loader import load_course
from seodang.documents.documents import Documents
from seodang.files.places import located
from seodang.problems import Place, Problem

# What authors' keyboards, editors, other tools and accidents put into files.
NASTY = (
    *(
        ":",
        ": ",
        "：",
        "-",
        "- ",
        "\n",
        "\n\n",
        "\t",
        " ",
        "  ",
        "#",
        "# ",
        "|",
        ">",
        ">-",
        "?",
        "%",
    ),
    *(
        "'",
        '"',
        "“",
        "[",
        "]",
        "{",
        "}",
        "[[",
        ",",
        "&a ",
        "*a",
        "!!int ",
        "!",
        "@",
        "`",
        "~",
        "null",
    ),
    *("---\n", "...\n", "+++\n", "+++ {", "<<: ", "<<<<<<< HEAD\n", "=======\n", ">>>>>>> x\n"),
    *(
        "\u00a0",
        "\u200b",
        "\ufeff",
        "\u3000",
        "\u2028",
        "\x85",
        "\0",
        "\x07",
        "\r",
        "\r\n",
        "가",
        "ᄀ",
        "😀",
    ),
    *(
        "```",
        "```{code-cell}\n",
        ":::",
        ":::{note}\n",
        ":::{exercise} x\n",
        ":tags: ",
        ":alt:",
        "$$",
        "$",
    ),
    *(
        "![](x)",
        "[x](y)",
        "[x](#y)",
        "[^1]",
        "{term}`x`",
        "{source}`<`",
        "<img>",
        "<a href=x>",
        "#### ",
    ),
    *('"cells"', '"source"', "\\u", "\\ud83d", "\\", "9" * 400, "1e999", "-0x", "true", "\\\n"),
)


def mutated(text: str) -> st.SearchStrategy[bytes]:
    """Cut, repeat and disturb a valid file."""
    place = st.integers(0, len(text))
    edit = st.tuples(place, st.integers(0, 12), st.sampled_from(NASTY))

    def apply(edits: list[tuple[int, int, str]]) -> bytes:
        changed = text
        for start, length, word in edits:
            changed = changed[:start] + word + changed[start + length :]
        return changed.encode()

    return st.lists(edit, min_size=1, max_size=4).map(apply)


def problems_with(path: str, content: bytes) -> tuple[str, list[Problem]]:
    """Load and check the whole course with one file changed."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name, text in WHOLE_COURSE.items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content if name == path else text.encode())
        course, problems = load_course(root)
        problems += check_course(Documents(course), date(2026, 11, 21))
        return content.decode("utf-8", "replace"), located(root, problems)


def assert_in_place(path: str, content: bytes) -> None:
    text, problems = problems_with(path, content)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for problem in problems:
        where = problem.where
        assert isinstance(where, Place)
        assert str(problem.message)
        assert str(problem.fix)
        if where.path == path:
            assert 1 <= where.line <= len(lines), problem
            assert 1 <= where.column <= len(lines[where.line - 1]) + 1, problem


FUZZED = [path for path in WHOLE_COURSE if path.endswith((".yml", ".md", ".ipynb"))]


@pytest.mark.parametrize("path", FUZZED)
@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_a_disturbed_file_gives_problems_at_places_within_it(
    path: str, data: st.DataObject
) -> None:
    assert_in_place(path, data.draw(mutated(WHOLE_COURSE[path])))


@pytest.mark.parametrize("path", FUZZED)
@settings(max_examples=3, deadline=None)
@given(content=st.binary(max_size=400))
def test_random_bytes_give_problems_at_places_within_them(path: str, content: bytes) -> None:
    assert_in_place(path, content)
