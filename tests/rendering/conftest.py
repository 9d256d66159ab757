"""Rendering a lesson's text on its own, in a tiny course, without running anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from courses import BuildCourse
from seodang.cache.store import Store
from seodang.catalogue import Speaker
from seodang.course.loader import load_course
from seodang.course.variant import Variant
from seodang.documents.documents import Documents
from seodang.documents.markdown import markdown_reader
from seodang.ids import LessonId
from seodang.rendering.dependencies import Dependencies
from seodang.rendering.fragment_writer import lesson_fragment, written_cells
from seodang.rendering.writer import RenderContext
from showing import Show, Shown


@pytest.fixture
def show(build_course: BuildCourse, tmp_path: Path) -> Show:
    """Render a lesson: its prose and cells in MyST, outputs by number of the code cell."""

    def render(
        text: str,
        outputs: Mapping[int, Sequence[Any]] | None = None,
        files: Mapping[str, str | bytes] | None = None,
        language: str = "ko",
    ) -> Shown:
        name = LessonId("a")
        texts = {path: file for path, file in (files or {}).items() if isinstance(file, str)}
        # A lesson's notebook is notebook.md, unless the test brings another one.
        notebook = {} if "lessons/a/notebook.ipynb" in texts else {"lessons/a/notebook.md": text}
        root = build_course({**notebook, **texts})
        if not notebook:
            (root / "lessons/a/notebook.md").unlink(missing_ok=True)
        for path, content in (files or {}).items():
            if isinstance(content, bytes):
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_bytes(content)
        course, problems = load_course(root)
        assert problems == []
        documents = Documents(course)
        document = documents.open(documents.refs[course.notebooks[name]], Variant(language))
        found = document.notebook
        assert document.problems == ()
        store = Store(tmp_path / "store")
        dependencies = Dependencies(
            course, store, found.path, "lessons/a.html", course.lessons[name]
        )
        by_cell = {
            cell.id: (outputs or {}).get(number, ())
            for number, cell in enumerate(found.code_cells(), 1)
        }
        context = RenderContext(
            dependencies, Speaker(language, "rendering"), markdown_reader(), by_cell, "python"
        )
        cells = written_cells(document, context)
        fragment, problems = lesson_fragment(document, replace(context, cells=cells))
        return Shown(fragment, problems, store)

    return render
