"""A notebook's own process puts out what a Jupyter kernel would."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from execution.tricky_notebooks import TRICKY, WORDS
from execution.witness import Witness, by_nbclient, code_cell, differences, job_of
from seodang.cache.store import Store
from seodang.course.loader import load_course
from seodang.documents.documents import Documents
from seodang.documents.notebook import Notebook
from seodang.execution.child.workspace_copy import file_digest
from seodang.execution.figures import matplotlib_files
from seodang.execution.outcomes import Job
from seodang.execution.workspace import workspace_of

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.kernel


def _tricky_jobs(folder: Path) -> Iterator[Job]:
    (folder / "words.py").write_text(WORDS, "utf-8")
    workspace = {"words.py": file_digest(folder / "words.py")}
    for name, sources in TRICKY.items():
        cells = tuple(code_cell(number, source) for number, source in enumerate(sources))
        notebook = Notebook("lessons/a/notebook.md", "python3", cells)
        yield job_of(name, notebook, str(folder), workspace)


def _curriculum_jobs() -> Iterator[Job]:
    course, _ = load_course(ROOT)
    documents = Documents(course)
    for lesson in course.lessons.values():
        document = documents.open(documents.refs[course.notebooks[lesson.id]])
        workspace, problems = workspace_of(ROOT, lesson)
        assert not problems
        folder = str(ROOT / lesson.folder)
        yield job_of(lesson.id, document.notebook, folder, workspace)


@pytest.fixture(scope="module")
def witness(tmp_path_factory: pytest.TempPathFactory) -> Witness:
    place = tmp_path_factory.mktemp("nbclient")
    figures = matplotlib_files(Store(place / "store"))
    folder = tmp_path_factory.mktemp("lesson")
    jobs = [*_tricky_jobs(folder), *_curriculum_jobs()]
    return Witness(jobs, by_nbclient(jobs, figures, place), figures, place)


@pytest.mark.parametrize("way", ["forked", "spawned", "kernel"])
def test_every_output_is_the_one_a_kernel_gives(way: str, witness: Witness, tmp_path: Path) -> None:
    found, _ = differences(witness, way, tmp_path)
    assert found == []
