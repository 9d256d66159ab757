"""Rules about notebook files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from seodang.checks.reading import Reading
from seodang.checks.survey import Survey
from seodang.course.files import read_text
from seodang.course.ids import nearest
from seodang.course.layout import NOTEBOOKS
from seodang.course.model import Course
from seodang.course.notebook import Cell
from seodang.problems import Place, Pointer, Problem, Where, say

_LONGEST_REASON: Final = 160
KNOWN_TAGS: Final = (
    "hide-input",
    "hide-output",
    "remove-cell",
    "raises-exception",
    "instructor",
    "slide",
    "fragment",
    "notes",
)
"""The tags of cells that mean something here; others are the author's own."""


def notebook_exists(survey: Survey) -> Iterator[Problem]:
    """See that every lesson has a notebook; a retired one needs none."""
    course = survey.course
    for lesson in course.lessons.values():
        if lesson.id not in course.notebooks and lesson.status != "retired":
            yield Problem(
                "notebook-exists",
                Place(f"{lesson.folder}/{NOTEBOOKS[0]}"),
                say("the lesson '{lesson}' has no notebook", lesson=lesson.id),
                say("write notebook.md in its folder, or save notebook.ipynb there"),
            )


def notebook_valid(reading: Reading) -> Iterator[Problem]:
    """See that an .ipynb follows the schema of its version of nbformat."""
    path = reading.text.path
    if reading.notebook is None or not path.endswith(".ipynb") or not reading.text.is_sound:
        return
    # Importing nbformat takes 0.2 s, and many courses have no .ipynb.
    from nbformat.validator import iter_validate

    for error in iter_validate(_raw(reading.course, path)):  # type: ignore[no-untyped-call]
        yield Problem(
            "notebook-valid",
            Pointer(path, tuple(error.relative_path)),
            say(
                "this part of the notebook is not as Jupyter's format asks: {reason}",
                reason=_first_line(error.message),
            ),
            say("open the notebook in Jupyter and save it again"),
        )


def _raw(course: Course, path: str) -> Any:
    text = read_text(course.root, path)
    return {} if isinstance(text, Problem) else json.loads(text)


def _first_line(reason: str) -> str:
    line = reason.partition("\n")[0]
    return line if len(line) <= _LONGEST_REASON else f"{line[:_LONGEST_REASON]}…"


def notebook_stripped(reading: Reading) -> Iterator[Problem]:
    """See that an .ipynb holds no outputs: they are made anew, and would hide what changed."""
    if reading.notebook is None:
        return
    full = [cell for cell in reading.notebook.cells if cell.has_outputs]
    if full:
        yield Problem(
            "notebook-stripped",
            _outputs(full[0]),
            say(
                "this notebook holds outputs or execution counts (cells: {count})", count=len(full)
            ),
            say("in Jupyter choose 'Edit > Clear Outputs of All Cells' and save"),
        )


def _outputs(cell: Cell) -> Where:
    where = cell.where
    if isinstance(where, Place):
        return where
    return Pointer(where.path, (*where.keys[:2], "outputs"), to_key=True)


def tag_known(reading: Reading) -> Iterator[Problem]:
    """See that no cell's tag is a misspelling of one that means something."""
    for cell in reading.notebook.cells if reading.notebook else ():
        for tag in cell.tags:
            meant = None if tag in KNOWN_TAGS else nearest(tag.lower(), KNOWN_TAGS)
            if meant is not None:
                yield Problem(
                    "tag-known",
                    cell.options or cell.where,
                    say("the tag '{tag}' means nothing here", tag=tag),
                    say("did you mean '{meant}'?", meant=meant),
                )
