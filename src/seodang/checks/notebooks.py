"""Rules about notebook files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from seodang.checks.context import CourseContext, TextContext
from seodang.course.layout import NOTEBOOKS
from seodang.ids import nearest
from seodang.problems import Place, Problem, say

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


def notebook_exists(context: CourseContext) -> Iterator[Problem]:
    """See that every lesson has a notebook; a retired one needs none."""
    course = context.course
    for lesson in course.lessons.values():
        is_misnamed = ("notebooks", lesson.id) in course.broken
        if lesson.id not in course.notebooks and lesson.status != "retired" and not is_misnamed:
            yield Problem(
                "notebook-exists",
                Place(f"{lesson.folder}/{NOTEBOOKS[0]}"),
                say("the lesson '{lesson}' has no notebook", lesson=lesson.id),
                say("write notebook.md in its folder, or save notebook.ipynb there"),
            )


def notebook_valid(text: TextContext) -> Iterator[Problem]:
    """See that an .ipynb follows the schema of its version of nbformat."""
    for fault in text.contents.faults:
        yield Problem(
            "notebook-valid",
            fault.where,
            say(
                "this part of the notebook is not as Jupyter's format asks: {reason}",
                reason=fault.reason,
            ),
            say("open the notebook in Jupyter and save it again"),
        )


def notebook_stripped(text: TextContext) -> Iterator[Problem]:
    """See that an .ipynb holds no outputs: they are made anew, and would hide what changed."""
    full = text.contents.outputs
    if full:
        yield Problem(
            "notebook-stripped",
            full[0],
            say(
                "this notebook holds outputs or execution counts (cells: {count})", count=len(full)
            ),
            say("in Jupyter choose 'Edit > Clear Outputs of All Cells' and save"),
        )


def tag_known(text: TextContext) -> Iterator[Problem]:
    """See that no cell's tag is a misspelling of one that means something."""
    for tag in text.contents.tags:
        meant = None if tag.name in KNOWN_TAGS else nearest(tag.name.lower(), KNOWN_TAGS)
        if meant is not None:
            yield Problem(
                "tag-known",
                tag.where,
                say("the tag '{tag}' means nothing here", tag=tag.name),
                say("did you mean '{meant}'?", meant=meant),
            )
