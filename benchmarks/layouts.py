"""The corpus as each tool wants it on disk."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.corpus import Lesson, lessons

SECTION = 20
"""Lessons a section of the navigation."""


def write(layout: str, folder: Path, count: int) -> None:
    """Write a corpus of so many lessons into a folder that holds nothing else."""
    shutil.rmtree(folder, ignore_errors=True)
    fill(layout, folder, count)


def fill(layout: str, folder: Path, count: int) -> None:
    """Write a corpus beside what a folder holds."""
    folder.mkdir(parents=True, exist_ok=True)
    _LAYOUTS[layout](folder, list(lessons(count)))


def edit_code(layout: str, folder: Path) -> None:
    """Change one code cell of the second lesson, which draws nothing; each time to another text."""
    path = "lessons/lesson-00001/notebook.md" if layout == "seodang" else "docs/lesson-00001.ipynb"
    file = folder / path
    text = file.read_text("utf-8")
    file.write_text(text.replace("건", "번째 건", 1), "utf-8", newline="\n")


def _seodang(folder: Path, corpus: list[Lesson]) -> None:
    programme = {
        "seodang": 1,
        "title": "견주기",
        "language": "ko",
        "url": "https://example.org/",
        "licence": "CC0-1.0",
    }
    to_json(folder / "curriculum/programme.yml", programme)
    for number, section in enumerate(_sections(corpus)):
        track = {
            "title": f"과정 {number}",
            "summary": "견주기 위한 과정입니다.",
            "format": "class",
            "audience": "누구나",
            "outcomes": ["한 가지를 배웁니다"],
            "modules": [{"title": "하나", "lessons": [lesson.name for lesson in section]}],
        }
        to_json(folder / f"curriculum/tracks/track-{number:03d}.yml", track)
    for lesson in corpus:
        details = {
            "title": lesson.title,
            "summary": "견주기 위한 수업입니다.",
            "format": "class",
            "minutes": 30,
            "level": "beginner",
            "objectives": ["한 가지를 배웁니다"],
        }
        to_json(folder / f"lessons/{lesson.name}/lesson.yml", details)
        to_text(folder / f"lessons/{lesson.name}/notebook.md", _myst(lesson))


def _myst(lesson: Lesson) -> str:
    front = "---\nkernelspec:\n  display_name: Python 3\n  language: python\n  name: python3\n---\n"
    pieces = [front]
    for kind, source in lesson.cells:
        if kind == "code":
            alt = ":alt: 막대그래프\n\n" if "plt." in source else ""
            source = f"```{{code-cell}} ipython3\n{alt}{source}\n```"  # noqa: PLW2901
        pieces.append(source + "\n")
    return "\n".join(pieces)


def _mkdocs(folder: Path, corpus: list[Lesson]) -> None:
    _notebooks(folder / "docs", corpus)
    to_text(folder / "docs/index.md", "# 견주기\n")
    sections = [
        {f"과정 {number}": [f"{lesson.name}.ipynb" for lesson in section]}
        for number, section in enumerate(_sections(corpus))
    ]
    settings = {
        "site_name": "견주기",
        "theme": {"name": "material", "language": "ko", "font": False},
        "plugins": ["search", {"mkdocs-jupyter": {"execute": True}}],
        "nav": [{"처음": "index.md"}, *sections],
    }
    to_json(folder / "mkdocs.yml", settings)


def _jupyter_book_1(folder: Path, corpus: list[Lesson]) -> None:
    _notebooks(folder / "docs", corpus)
    to_text(folder / "docs/index.md", "# 견주기\n")
    config = {"title": "견주기", "execute": {"execute_notebooks": "cache"}}
    to_json(folder / "docs/_config.yml", config)
    parts = [
        {"caption": f"과정 {n}", "chapters": [{"file": lesson.name} for lesson in section]}
        for n, section in enumerate(_sections(corpus))
    ]
    to_json(folder / "docs/_toc.yml", {"format": "jb-book", "root": "index", "parts": parts})


def _jupyter_book_2(folder: Path, corpus: list[Lesson]) -> None:
    _notebooks(folder / "docs", corpus)
    to_text(folder / "docs/index.md", "# 견주기\n")
    # The HTML template comes from the network; with a stub in its place the content is made.
    to_json(folder / "template/template.yml", {"jtex": "v1", "title": "stub", "build": {}})
    toc = [{"file": "index.md"}, *({"file": f"{lesson.name}.ipynb"} for lesson in corpus)]
    site = {"template": str(folder / "template")}
    project = {"title": "견주기", "toc": toc}
    to_json(folder / "docs/myst.yml", {"version": 1, "project": project, "site": site})
    # Its Jupyter server refuses root unless told otherwise.
    allow = "c.ServerApp.allow_root = True\n"
    to_text(folder / "settings/jupyter_server_config.py", allow)


_LAYOUTS: Mapping[str, Callable[[Path, list[Lesson]], None]] = {
    "seodang": _seodang,
    "mkdocs-jupyter": _mkdocs,
    "jupyter-book-1": _jupyter_book_1,
    "jupyter-book-2": _jupyter_book_2,
}


def _notebooks(folder: Path, corpus: Iterable[Lesson]) -> None:
    for lesson in corpus:
        cells = [{"cell_type": "markdown", "metadata": {}, "source": f"# {lesson.title}"}]
        cells += [_cell(kind, source) for kind, source in lesson.cells]
        for number, cell in enumerate(cells):
            cell["id"] = f"cell-{number}"
        spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
        notebook = {
            "cells": cells,
            "metadata": {"kernelspec": spec},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        to_json(folder / f"{lesson.name}.ipynb", notebook)


def _cell(kind: str, source: str) -> dict[str, Any]:
    if kind == "prose":
        return {"cell_type": "markdown", "metadata": {}, "source": source}
    empty: dict[str, Any] = {"metadata": {}, "outputs": [], "execution_count": None}
    return {"cell_type": "code", "source": source, **empty}


def _sections(corpus: list[Lesson]) -> Iterable[list[Lesson]]:
    return [corpus[start : start + SECTION] for start in range(0, len(corpus), SECTION)]


def to_json(file: Path, value: object) -> None:
    """Write JSON, which is YAML too, making the folders it needs."""
    to_text(file, json.dumps(value, ensure_ascii=False, indent=1) + "\n")


def to_text(file: Path, text: str) -> None:
    """Write a text with LF line ends, making the folders it needs."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8", newline="\n")
