"""How notebooks run that were written for other machines, or for Jupyter Book."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from courses import BuildCourse
from execution.small_courses import LESSON, Run, lesson, notebook
from seodang.checks.check_course import check_course
from seodang.course.loader import load_course
from seodang.documents.documents import Documents
from seodang.documents.kernel_metadata import kernel_language
from seodang.kernels import kernel_to_run


def texts(run: Run, files: dict[str, str]) -> list[str]:
    """Run a lesson and return what each of its cells printed or raised, sorted."""
    built = run(files)
    assert built.problems == []
    cells = built.outputs().values()
    return sorted("".join(one.get("text", one.get("ename", "")) for one in cell) for cell in cells)


@pytest.mark.parametrize("name", ["python385jvsc74a57bd0", "conda-env-class-py", "my-venv"])
def test_a_kernel_of_python_that_is_not_here_runs_as_python3(name: str, run: Run) -> None:
    files = {**lesson("1"), "lessons/a/notebook.md": notebook("print(6 * 7)", kernel=name)}
    assert texts(run, files) == ["42\n"]


@pytest.mark.parametrize(
    ("metadata", "language"),
    [
        ({"kernelspec": {"name": "x", "language": "python"}}, "python"),
        ({"kernelspec": {"name": "x"}, "language_info": {"name": "python"}}, "python"),
        ({"kernelspec": {"name": "conda-root-py"}}, "python"),
        ({"kernelspec": {"name": "ir", "language": "R"}}, "r"),
        ({"kernelspec": {"name": "ir"}}, ""),
        ({"kernelspec": {"name": ["x"]}, "language_info": 5}, "python"),
        ({}, "python"),
    ],
)
def test_the_language_of_a_kernel_is_told_by_its_notebook(
    metadata: dict[str, object], language: str
) -> None:
    assert kernel_language(metadata) == language


def test_a_kernel_of_another_language_stays() -> None:
    assert kernel_to_run("ir", "r") == "ir"
    assert kernel_to_run("python3", "python") == "python3"


def problems_of(root: Path) -> list[str]:
    course, found = load_course(root)
    found += check_course(Documents(course), date(2026, 11, 21))
    return [f"{one.severity} {one.rule} {one.message} / {one.fix}" for one in found]


def test_a_kernel_of_another_language_is_told_before_anything_runs(
    build_course: BuildCourse,
) -> None:
    spec = {"name": "ir", "display_name": "R", "language": "R"}
    cell = {"cell_type": "code", "metadata": {}, "source": "1", "id": "a", "outputs": []}
    file = {"cells": [cell], "metadata": {"kernelspec": spec}, "nbformat": 4, "nbformat_minor": 5}
    root = build_course({"lessons/a/notebook.md": "", "lessons/a/notebook.ipynb": json.dumps(file)})
    [told] = problems_of(root)
    assert told.startswith("error kernel-known this notebook is written for the kernel 'ir'")
    assert "write 'execution: {kernel: python3}' in lesson.yml" in told


def test_a_kernel_that_lesson_yml_names_is_looked_for_too(build_course: BuildCourse) -> None:
    [told] = problems_of(build_course(lesson("1", kernel="no-such")))
    assert "kernel 'no-such'" in told


def test_a_notebook_without_ids_or_with_those_of_a_later_format_is_valid(
    build_course: BuildCourse,
) -> None:
    spec = {"name": "python3", "language": "python"}
    cells: list[dict[str, object]] = [
        {"cell_type": "code", "metadata": {}, "source": "1"},
        {"cell_type": "code", "metadata": {}, "source": "1", "outputs": [{"odd": 1}]},
    ]
    for minor, ids in ((5, ({}, {})), (4, ({"id": "a"}, {"id": "a"}))):
        file = {
            "cells": [cell | one for cell, one in zip(cells, ids, strict=True)],
            "metadata": {"kernelspec": spec},
            "nbformat": 4,
            "nbformat_minor": minor,
        }
        files = {"lessons/a/notebook.md": "", "lessons/a/notebook.ipynb": json.dumps(file)}
        [told] = problems_of(build_course(files))
        assert told.startswith("warning notebook-stripped"), "which is told once a notebook"


FAULTY = "raise ValueError('일부러')"


@pytest.mark.parametrize(
    ("keys", "front"),
    [
        ({"allow_errors": "true"}, ""),
        ({}, "mystnb:\n  execution_allow_errors: true\n"),
        ({}, "execution:\n  allow_errors: true\n"),
    ],
)
def test_where_errors_are_allowed_cells_may_raise_and_need_not(
    keys: dict[str, str], front: str, run: Run
) -> None:
    files = lesson(FAULTY, "print('그래도')", **keys)
    files["lessons/a/notebook.md"] = files["lessons/a/notebook.md"].replace(
        "---\n", f"---\n{front}", 1
    )
    assert texts(run, files) == ["ValueError", "그래도\n"]


@pytest.mark.kernel
def test_errors_are_allowed_in_a_kernel_too(run: Run) -> None:
    files = lesson(FAULTY, "print('그래도')", allow_errors="true", isolation="kernel")
    assert texts(run, files) == ["ValueError", "그래도\n"]


def test_allowing_errors_is_a_reason_to_run_again(run: Run) -> None:
    run(lesson("print(1)"))
    built = run(lesson("print(1)", allow_errors="true"))
    assert built.reasons() == {"a": "allow_errors was False, is True"}


def test_a_cell_with_the_tag_skip_execution_does_not_run(run: Run) -> None:
    assert texts(run, lesson(f":tags: [skip-execution]\n\n{FAULTY}", "print(2)")) == ["", "2\n"]


def test_data_whose_name_macos_decomposed_is_there_under_the_name_that_code_writes(
    run: Run,
) -> None:
    decomposed = unicodedata.normalize("NFD", "자료/한글.csv")
    files = {
        "lessons/a/lesson.yml": LESSON + "execution: {data: [자료/한글.csv]}\n",
        "lessons/a/notebook.md": notebook("print(open('자료/한글.csv').read())"),
        f"lessons/a/{decomposed}": "하나",
    }
    assert texts(run, files) == ["하나\n"]
