"""Read line by line, a notebook has the borders that the block parser finds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.token import Token

from seodang.documents.myst_borders import _block_parser, _by_lines, _PuzzledError, borders

ROOT = Path(__file__).parents[2]
LINES = st.sampled_from(
    ["", " ", "\t", "가 나", "# 제목", "+++", '+++ {"n": 1}', "++ +x", "+ + + {}", "+ a", "++", "+",
     "```{code-cell} ipython3", "````{code-cell}", "```", "````", "```\t", "~~~", "~~~{raw-cell} a~b", "``` a`b",
     "    ```", "\t```", "    y", "- 하나", "-", "- ```", "1.", "> ```", "> +++", "> <div>", "- <script>", "- <!--",
     "| a | b |", "|---|---|", "---", "----", "--- ", "...", "===", "***", "% c", "(t)=", "[a]:", "[a]: /x 'ti", "ti'",
     ":::{note}", ":::", "\x0c```", "\u00a0+++", "```\u2028b", "+++ \u3000x", "   ```{code-cell}", "<div>"]
)  # fmt: skip
PUZZLES = ["<div>", "  ```", "   ~~~", " +++", "--- ", "---\na: 1", "a\rb", "a\0b"]


def _outermost(tokens: list[Token]) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = []
    level = 0
    for token in tokens:
        level += token.nesting
        if not level and token.type in ("front_matter", "fence", "myst_block_break"):
            markup = token.markup if token.type == "fence" else ""
            found.append((token.type, token.map, token.content, token.info, markup))
    return found


@settings(max_examples=400, deadline=None)
@given(st.lists(LINES, max_size=14), st.booleans())
def test_any_lines_have_the_borders_of_the_parser(lines: list[str], has_header: bool) -> None:  # noqa: FBT001
    text = "\n".join(["---", "a: 1", "---"] * has_header + lines)
    assert _outermost(borders(text)) == _outermost(_block_parser().parse(text + "\n"))


@pytest.mark.parametrize("text", PUZZLES)
def test_what_a_line_does_not_say_by_itself_is_asked_of_the_parser(text: str) -> None:
    with pytest.raises(_PuzzledError):
        list(_by_lines(text))
    assert _outermost(borders(text)) == _outermost(_block_parser().parse(text + "\n"))


def test_the_lessons_are_read_by_their_lines() -> None:
    texts = [path.read_text("utf-8") for path in (ROOT / "lessons").glob("*/notebook.md")]
    assert texts
    for text in texts:
        found = _outermost(list(_by_lines(text)))
        assert found == _outermost(_block_parser().parse(text + "\n"))
