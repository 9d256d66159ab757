"""What was found holds only while the files it was found among are there: cases that broke it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from incremental.edits import COURSE, TODAY, Files, built, clean, write
from incremental.test_variants import MARK, WITH_NOTES
from pages.quiet_courses import lesson
from seodang.build_settings import Settings
from seodang.editions.site import mkdocs_build
from seodang.pipeline import build, check
from seodang.results import Stopwatch

IPYNB = json.dumps(
    {
        "cells": [
            {
                "cell_type": "markdown",
                "id": "x1",
                "metadata": {},
                "source": "## 시작\n\n글입니다.\n",
            }
        ],
        "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
)
ABOUT, LAST = "curriculum/pages/about.md", "lessons/d/notebook.md"


def said(root: Path) -> list[tuple[str, str, str]]:
    _, problems = check(Settings(root, TODAY), Stopwatch())
    return [(one.rule, str(one.where), str(one.message)) for one in problems]


def without(files: Files, path: str, **more: str) -> Files:
    return {name: text for name, text in files.items() if name != path} | more


@pytest.mark.parametrize("anchor", ["", "#시작"])
@pytest.mark.parametrize(
    ("target", "path", "more"),
    [
        ("../d/notebook.md", LAST, {"lessons/d/notebook.ipynb": IPYNB}),
        ("../../curriculum/pages/about.md", ABOUT, {}),
    ],
)
def test_a_text_that_goes_is_missed_by_those_who_link_to_it(
    tmp_path: Path, anchor: str, target: str, path: str, more: dict[str, str]
) -> None:
    prose = f"## 마디\n\n[글]({target}{anchor})\n"
    about = {ABOUT: "# 이 사이트\n\n## 시작\n\n글\n"}
    files = {**COURSE, **about, **lesson("c", "셋", prose=prose)}
    files[LAST] = files[LAST].replace("## ", "## 시작\n\n## ", 1)
    root, other = tmp_path / "course", tmp_path / "clean"
    write(root, files)
    said(root)
    after = without(files, path, **more)
    write(root, after)
    write(other, after)
    assert "link-exists" in [rule for rule, *_ in said(root)]
    assert said(root) == said(other)


@pytest.mark.parametrize("shown", ["![공책](notebook.md)", "[공책](./notebook.md)", "[공책](../c)"])
def test_a_notebook_is_published_as_its_page_only(tmp_path: Path, shown: str) -> None:
    path = "lessons/c/notebook.md"
    write(tmp_path, {**WITH_NOTES, path: WITH_NOTES[path] + f"\n+++\n\n{shown}\n"})
    build(Settings(tmp_path, TODAY), lambda _: None)
    files = (file for file in (tmp_path / "site").rglob("*") if file.is_file())
    assert [file for file in files if MARK.encode() in file.read_bytes()] == []


@pytest.mark.parametrize(
    ("path", "now", "meanwhile"),
    [
        ("theme/plain.html", "EINS", "ZWEI"),
        ("mkdocs.yml", "copyright: EINS", "copyright: ZWEI"),
    ],
)
def test_a_look_that_changed_while_pages_were_made_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str, now: str, meanwhile: str
) -> None:
    frame = '{% extends "main.html" %}{% block content %}<h1 id="sd-title">{}</h1>{% endblock %}\n'
    first = frame.replace("{}", now) if path.startswith("theme") else f"{COURSE[path]}{now}\n"
    files = {**COURSE, path: first}
    root = tmp_path / "course"
    write(root, files)
    own = mkdocs_build.build_some

    def saved_meanwhile(*given: object) -> object:
        (root / path).write_text(first.replace(now, meanwhile), "utf-8")
        return own(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(mkdocs_build, "build_some", saved_meanwhile)
    built(root)
    monkeypatch.undo()
    write(root, files)
    assert built(root) == clean(root, files)


def test_icons_and_static_templates_of_a_theme_are_followed(tmp_path: Path) -> None:
    icon = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h{}v9z"/></svg>'
    feed = "{% for page in pages %}{{ page.page.meta.description }}\n{% endfor %}"
    theme = "{name: material, static_templates: [feed.txt]}"
    files = {
        **COURSE,
        "mkdocs.yml": COURSE["mkdocs.yml"].replace("{name: material}", theme),
        "theme/partials/logo.html": '{% include ".icons/own/logo.svg" %}',
        "theme/.icons/own/logo.svg": icon.format(1),
        "theme/feed.txt": feed,
    }
    root = tmp_path / "course"
    write(root, files)
    built(root)
    path = "lessons/d/lesson.yml"
    files |= {"theme/.icons/own/logo.svg": icon.format(2)}
    files |= {path: files[path].replace("요약입니다", "다른 요약입니다")}
    write(root, files)
    site = built(root)
    assert b"M0 0h2v9z" in site["index.html"]
    assert "다른 요약" in site["feed.txt"].decode()
    assert site == clean(root, files)
