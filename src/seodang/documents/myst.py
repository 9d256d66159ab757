"""Reading MyST Markdown notebooks (`notebook.md`), the format of jupytext and Jupyter Book.

The cells are those jupytext finds, which the tests compare; reading them here keeps the line
of every cell and of every mistake, and costs a pass over the lines.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from markdown_it.token import Token

from seodang.documents.myst_borders import borders, span_of
from seodang.documents.notebook import Cell, CellKind, Notebook, identified, notebook_of
from seodang.files.yaml_reader import read_yaml
from seodang.problems import Place, Problem, say

_DIRECTIVES = {"{code-cell}": CellKind.CODE, "{raw-cell}": CellKind.RAW}


def read_myst(text: str, path: str) -> tuple[Notebook, list[Problem]]:
    """Split a MyST Markdown notebook into its cells.

    Returns the notebook and a problem for each piece of metadata that cannot be read; a cell
    with such metadata is kept without it.
    """
    lines = text.split("\n")
    tokens = borders(text)
    problems: list[Problem] = []
    metadata: dict[str, Any] = {}
    start = 0
    if tokens and tokens[0].type == "front_matter":
        front = tokens.pop(0)
        start = span_of(front)[1]
        if front.content.strip():
            metadata = _metadata(front.content, path, 1, problems)
    elif lines[0].rstrip() == "---":
        problems.append(_front_matter_open(path))
    cells = identified(_cells(tokens, lines, start, path, problems))
    return notebook_of(path, metadata, cells), problems


def _cells(
    tokens: list[Token], lines: list[str], start: int, path: str, problems: list[Problem]
) -> Iterator[Cell]:
    metadata: dict[str, Any] = {}
    level = 0
    for token in tokens:
        level += token.nesting
        kind = _cell_kind(token)
        if level or (kind is None and token.type != "myst_block_break"):
            continue
        begin, end = span_of(token)
        yield from _markdown_cell(lines, start, begin, path, metadata)
        start, metadata = end, {}
        if kind is not None:
            problems += _unclosed(token, lines, path)
            yield _fenced_cell(token, kind, path, problems)
        else:
            metadata = _break_metadata(token, path, problems)
    yield from _markdown_cell(lines, start, len(lines), path, metadata)


def _cell_kind(token: Token) -> CellKind | None:
    if token.type != "fence":
        return None
    return next((kind for name, kind in _DIRECTIVES.items() if token.info.startswith(name)), None)


def _markdown_cell(
    lines: list[str], start: int, end: int, path: str, metadata: dict[str, Any]
) -> Iterator[Cell]:
    while start < end and not lines[start].strip():
        start += 1
    source = "\n".join(lines[start:end]).rstrip()
    if source:
        yield Cell(CellKind.MARKDOWN, source, Place(path, start + 1), metadata)


def _unclosed(token: Token, lines: list[str], path: str) -> Iterator[Problem]:
    begin, end = span_of(token)
    closing = lines[end - 1].strip()
    if end - begin > 1 and closing.startswith(token.markup) and not closing.strip(token.markup[0]):
        return
    yield Problem(
        "directive-closed",
        Place(path, begin + 1, lines[begin].index(token.markup) + 1),
        say("the code cell that opens here is never closed"),
        say("put {fence} alone on a line below its code", fence=token.markup),
    )


def _break_metadata(token: Token, path: str, problems: list[Problem]) -> dict[str, Any]:
    """Read the JSON after `+++`."""
    if not token.content.strip():
        return {}
    line = span_of(token)[0] + 1
    try:
        metadata = json.loads(token.content)
    except (ValueError, RecursionError):  # also a number of thousands of digits
        metadata = None
    if isinstance(metadata, dict):
        return metadata
    problems.append(
        Problem(
            "cell-metadata",
            Place(path, line),
            say("what follows '+++' is not a JSON object"),
            say('write for example: +++ {"tags": ["instructor"]}'),
        )
    )
    return {}


def _fenced_cell(token: Token, kind: CellKind, path: str, problems: list[Problem]) -> Cell:
    first = span_of(token)[0] + 1
    body = token.content.split("\n")[:-1] if token.content else []
    taken, options = _options(body)
    metadata = _metadata(options, path, first, problems) if options.strip() else {}
    if taken and body[0].lstrip().startswith(":") and not body[-1]:
        body.pop()  # as jupytext does below such options, so that the cell is the same in Jupyter
    # One blank line may part the options from the code.
    if taken < len(body) and not body[taken].strip():
        taken += 1
    source = "\n".join(body[taken:])
    where, opened = Place(path, first + taken + 1), Place(path, first + 1)
    return Cell(kind, source, where, metadata, options=opened)


def _options(body: list[str]) -> tuple[int, str]:
    """Return how many lines the cell's options take, and their YAML on its own lines."""
    if body and body[0].startswith("---"):
        end = next((i for i, line in enumerate(body[1:], 1) if line.startswith("---")), len(body))
        return end + 1, "\n".join(["", *body[1:end]])
    taken = 0
    while taken < len(body) and body[taken].lstrip().startswith(":"):
        taken += 1
    # The colon becomes a space for all lines alike, so that columns stay those of the file.
    return taken, "\n".join(" " + line.lstrip()[1:] for line in body[:taken])


def _metadata(yaml: str, path: str, line: int, problems: list[Problem]) -> dict[str, Any]:
    """Read YAML that begins after `line` of the file."""
    value, found = read_yaml(yaml, path)
    problems += [_shifted(problem, line) for problem in found]
    if found or isinstance(value, dict):
        return value if isinstance(value, dict) else {}
    problems.append(
        Problem(
            "cell-metadata",
            Place(path, line + 1),
            say("these options are not keys with values"),
            say("write each option as ':key: value' on a line of its own"),
        )
    )
    return {}


def _shifted(problem: Problem, line: int) -> Problem:
    where = problem.where
    if not isinstance(where, Place):
        return problem
    return replace(problem, where=replace(where, line=where.line + line))


def _front_matter_open(path: str) -> Problem:
    return Problem(
        "front-matter-closed",
        Place(path),
        say("the notebook's header that opens here is never closed"),
        say("put --- alone on the line below it, as jupytext writes it"),
    )
