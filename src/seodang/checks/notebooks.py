"""Rules about notebook files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from seodang.checks.context import CourseContext, TextContext
from seodang.course.layout import NOTEBOOKS
from seodang.ids import nearest
from seodang.kernels import PYTHON
from seodang.problems import Place, Pointer, Problem, Where, say

KNOWN_TAGS: Final = (
    "hide-cell",
    "hide-input",
    "hide-output",
    "remove-cell",
    "remove-input",
    "remove-output",
    "remove-stderr",
    "remove-stdout",
    "raises-exception",
    "skip-execution",
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


def kernel_known(text: TextContext) -> Iterator[Problem]:
    """See that the kernel a notebook asks for is on this machine; any of Python can be python3."""
    notebook, lesson = text.document.notebook, text.lesson
    if lesson is None or not notebook.code_cells():
        return
    execution = lesson.execution
    if "kernel" in execution.model_fields_set:
        if not text.has_kernel(execution.kernel):
            named_at = Pointer(lesson.file, ("execution", "kernel"))
            yield _no_kernel(named_at, execution.kernel, notebook.language)
    elif not text.has_kernel(notebook.kernel):
        where: Where = Place(notebook.path)
        if notebook.path.endswith(".ipynb"):
            where = Pointer(notebook.path, ("metadata", "kernelspec", "name"))
        is_python = notebook.language == PYTHON
        named = _run_as_python if is_python else partial(_no_kernel, language=notebook.language)
        yield named(where, notebook.kernel)


def _run_as_python(where: Where, kernel: str) -> Problem:
    return Problem(
        "kernel-known",
        where,
        say(
            "the kernel '{kernel}' is not on this machine; python3 runs this notebook",
            kernel=kernel,
        ),
        say(
            "in Jupyter choose 'Kernel > Change Kernel > Python 3' and save, and it is the same everywhere"
        ),
    )


def _no_kernel(where: Where, kernel: str, language: str) -> Problem:
    problem = Problem(
        "kernel-known",
        where,
        say(
            "this notebook is written for the kernel '{kernel}' (language: {language}), which is not on this machine",
            kernel=kernel,
            language=language or "?",
        ),
        say(
            "is it Python? then write 'execution: {kernel: python3}' in lesson.yml; if not, install that kernel"
        ),
    )
    return problem.as_error()


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
