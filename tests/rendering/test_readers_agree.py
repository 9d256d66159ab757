"""Our reader of MyST notebooks finds the cells that jupytext finds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import jupytext
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seodang.documents.myst import read_myst

HEADER = "---\njupytext:\n  text_representation:\n    format_name: myst\nkernelspec:\n  display_name: P\n  language: python\n  name: python3\n---\n"
TRICKY = {
    "prose only": "\n가\n\n나\n",
    "code first": "\n```{code-cell} ipython3\nx\n```\n",
    "no blank lines": "가\n```{code-cell} ipython3\nx\n```\n나\n",
    "options in short form": "```{code-cell} ipython3\n:tags: [hide-input, a]\n:alt: 그림 하나\n\nx\n```\n",
    "options as a block": "```{code-cell}\n---\ntags: [a]\nalt: |\n  둘\n---\nx\n\ny\n```\n",
    "a blank line ends code below options": "```{code-cell}\n:tags: [a]\nx\n\n\n```\n",
    "only blank lines below options": "```{code-cell}\n:tags: [a]\n\n\n```\n",
    "a colon in code": "```{code-cell}\n\n:x\n```\n",
    "blank lines in code": "```{code-cell}\n\n\nx\n\n\n```\n",
    "more backticks": "````{code-cell}\n```\nx\n```\n````\n",
    "tildes": "~~~{code-cell}\nx\n~~~\n",
    "unclosed": "가\n\n```{code-cell}\nx\n",
    "a break": "가\n\n+++\n\n나\n",
    "a break with metadata": '가\n\n+++ {"tags": ["instructor"], "n": 1}\n\n나\n',
    "breaks in a row": "+++\n\n+++\n\n가\n\n+++\n",
    "a break in a code block": "```\n+++\n```\n",
    "a break in a quote": "> 가\n> +++\n> 나\n",
    "a cell in a list": "- 가\n\n  ```{code-cell}\n  x\n  ```\n\n나\n",
    "a cell in a quote": "> ```{code-cell}\n> x\n> ```\n",
    "an indented fence": "  ```{code-cell}\n  x\n  ```\n",
    "a raw cell": "```{raw-cell}\n:raw_mimetype: text/html\n<b>\n```\n",
    "an exercise": "가\n\n:::{exercise} b\n:::\n\n나\n",
    "a directive around a cell": ":::{note}\n```{code-cell}\nx\n```\n:::\n",
    "html around a cell": "<details>\n\n```{code-cell}\nx\n```\n\n</details>\n",
    "white space at line ends": "가  \n나\t\n\n```{code-cell}  ipython3  \nx  \n```   \n",
    "hangul jamo": "각\n",
    "nothing": "",
}


def _cells(text: str) -> list[tuple[str, str, Any]]:
    # What it has to say of unclosed cells and the like is tested where the rules are.
    notebook, _ = read_myst(text, "notebook.md")
    return [(cell.kind.value, cell.source, _bare(cell.metadata)) for cell in notebook.cells]


def _jupytexts(text: str) -> list[tuple[str, str, Any]]:
    notebook = jupytext.reads(text, fmt="md:myst")
    return [(cell.cell_type, cell.source, _bare(cell.metadata)) for cell in notebook.cells]


def _bare(metadata: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out the line end after a text of several lines, which nobody sees."""
    return {k: v.rstrip("\n") if isinstance(v, str) else v for k, v in metadata.items()}


@pytest.mark.parametrize("name", TRICKY)
def test_tricky_notebooks_have_the_same_cells(name: str) -> None:
    text = HEADER + TRICKY[name]
    assert _cells(text) == _jupytexts(text)


_LINES = st.sampled_from(
    [
        "",
        "",
        "가 나",
        "# 제목",
        "+++",
        '+++ {"tags": ["x"]}',
        "```{code-cell} ipython3",
        "````{code-cell}",
        "```",
        "````",
        "~~~",
        ":tags: [a]",
        ":alt: 그림",
        "x = 1",
        "    y = 2",
        "- 하나",
        "> 인용",
        ":::{note}",
        ":::",
        "| a | b |",
        "|---|---|",
        "```python",
        "<div>",
        "</div>",
        "$$",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_LINES, max_size=14))
def test_any_lines_have_the_same_cells_or_a_problem(lines: list[str]) -> None:
    text = HEADER + "\n".join(lines) + "\n"
    if read_myst(text, "notebook.md")[1]:
        return  # an author is told of it, and no page is made of it
    # Where jupytext refuses a text, it raises; we have a problem to show.
    assert _cells(text) == _jupytexts(text)
