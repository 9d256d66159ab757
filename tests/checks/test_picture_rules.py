"""What `check` says of pictures that no browser shows, wherever a text takes them from."""

from __future__ import annotations

import base64
import json
import sys
from datetime import date
from pathlib import Path

import pytest

from courses import BuildCourse, run_cli
from pictures_whole import GIF, picture
from seodang.cache.store import Store
from seodang.checks.check_course import check_course
from seodang.course.loader import load_course
from seodang.documents.documents import Documents
from seodang.files.places import located
from seodang.problems import Place, Problem

SVG = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>"
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(60)
POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n"


def found(root: Path, store: Store | None = None) -> list[Problem]:
    course, problems = load_course(root)
    documents = Documents(course, store)
    return located(root, problems + check_course(documents, date(2026, 11, 21), store))


def said(root: Path) -> list[str]:
    return [
        f"{one.where.path}:{one.where.line} [{one.rule}] {one.message}"
        for one in found(root)
        if isinstance(one.where, Place) and one.rule.startswith(("picture-", "file-"))
    ]


def told_of(build_course: BuildCourse, name: str, content: bytes) -> Problem | None:
    root = build_course({"lessons/a/notebook.md": f"## 가\n\n![그림]({name})\n"})
    (root / "lessons/a" / name).parent.mkdir(exist_ok=True)
    (root / "lessons/a" / name).write_bytes(content)
    problems = [one for one in found(root) if one.rule == "picture-readable"]
    assert len(problems) <= 1
    return problems[0] if problems else None


KINDS = ["PNG", "JPEG", "GIF", "WEBP", "AVIF", "BMP", "ICO"]


@pytest.mark.parametrize("kind", KINDS)
def test_whole_pictures_of_all_kinds_that_browsers_show_are_no_problem(
    build_course: BuildCourse, kind: str
) -> None:
    size = (16, 16) if kind == "ICO" else (40, 30)
    assert told_of(build_course, f"images/a.{kind.lower()}", picture(kind, *size)) is None
    # Browsers look at the bytes of a picture, not at its name.
    assert told_of(build_course, "images/a.jpg", picture(kind, *size)) is None


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_a_picture_that_breaks_off_is_told_at_the_line_that_shows_it(
    build_course: BuildCourse, kind: str
) -> None:
    whole = picture(kind, 120, 90)
    for length in (len(whole) - 1, len(whole) - 20, len(whole) // 2, 40, 12):
        problem = told_of(build_course, f"images/a.{kind.lower()}", whole[:length])
        assert problem is not None, length
        assert "a." in str(problem.message)
        assert isinstance(problem.where, Place)
        assert (problem.where.path, problem.where.line) == ("lessons/a/notebook.md", 3)


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.HEIC", HEIC, "'a.HEIC' is in the format HEIC, which browsers do not show"),
        ("a.jpg", HEIC, "'a.jpg' is in the format HEIC, which browsers do not show"),
        ("a.tiff", picture("TIFF"), "'a.tiff' is in the format TIFF, which browsers do not show"),
        ("a.png", b"", "'a.png' is empty"),
        ("a.svg", b"", "'a.svg' is empty"),
        ("a.png", b"PK\3\4" + bytes(40), "'a.png' is no picture but a ZIP archive or an Office"),
        ("a.png", b"<!DOCTYPE html>\n<html><body>", "'a.png' is no picture but a web page"),
        ("a.png", POINTER, "'a.png' is no picture but a pointer of Git LFS to it"),
        ("a.svg", POINTER, "'a.svg' is no picture but a pointer of Git LFS to it"),
        ("a.png", b"%PDF-1.7\n", "'a.png' is no picture but a PDF"),
        ("a.png", SVG.encode(), "'a.png' is an SVG drawing, which browsers show under no other"),
        ("a.svg", picture("PNG"), "'a.svg' is in the format PNG, not an SVG drawing"),
        ("a.csv", b"1,2\n", "'a.csv' is no picture of a kind that browsers show"),
        ("a.mp4", b"\0\0\0\x18ftypisom" + bytes(12), "'a.mp4' is no picture but a video"),
    ],
)
def test_what_is_no_picture_is_named_as_what_it_is(
    build_course: BuildCourse, name: str, content: bytes, message: str
) -> None:
    problem = told_of(build_course, name, content)
    assert problem is not None
    assert str(problem.message).startswith(message)


def test_of_heic_it_is_said_how_to_save_it_as_jpg(build_course: BuildCourse) -> None:
    problem = told_of(build_course, "a.heic", HEIC)
    assert str(problem and problem.fix) == (
        "save it as JPG: on a phone, send it to yourself by messenger; on a PC, 'Save as' in Photos"
    )


def test_a_png_whose_checksum_is_wrong_is_damaged(build_course: BuildCourse) -> None:
    content = bytearray(picture("PNG", 120, 90))
    content[len(content) // 2] ^= 1
    problem = told_of(build_course, "a.png", bytes(content))
    assert "cut off or damaged" in str(problem and problem.message)


@pytest.mark.parametrize("size", [(40_000, 1), (20_000, 11_000)])
def test_a_picture_of_absurd_size_is_told(build_course: BuildCourse, size: tuple[int, int]) -> None:
    problem = told_of(build_course, "a.png", picture("PNG", *size))
    assert "more pixels than" in str(problem and problem.message)


ATTACHED = {
    "b.gif": {"image/gif": base64.b64encode(GIF[:-3].encode()).decode()},
    "c.heic": {"image/heic": base64.b64encode(HEIC).decode()},
    "d.bmp": {"image/bmp": base64.b64encode(picture("BMP")).decode()},
}


def test_every_door_of_a_text_is_looked_at(build_course: BuildCourse) -> None:
    data = base64.b64encode(GIF[:-3].encode()).decode()
    lines = [
        "![가](x.gif)",
        '<img src="x.gif" alt="가">',
        f"![가](data:image/gif;base64,{data})",
        f'<img src="data:image/gif;base64,{data}" alt="가">',
        "[내려받기](data/x.gif)",
        ":::{figure} x.gif\n:alt: 가\n:::",
        "![가](../b/x.gif)",
        "![가](https://example.org/x.png)",
    ]
    root = build_course(
        {
            "lessons/a/notebook.md": "\n\n".join(["## 가", *lines, ":::{exercise} e\n:::"]),
            "lessons/a/x.gif": GIF[:-3],
            "lessons/a/data/x.gif": GIF[:-3],
            "lessons/b/x.gif": GIF,
            "exercises/e.yml": "kind: reflect\nquestion: '![가](images/x.gif)'\n",
            "exercises/images/x.gif": GIF[:-3],
            "curriculum/pages/about.md": "# 안내\n\n![가](x.gif)\n",
            "curriculum/pages/x.gif": GIF[:-3],
        }
    )
    told = [line.partition("] ")[0] for line in said(root)]
    place = "lessons/a/notebook.md"
    readable = {f"{place}:{line} [picture-readable" for line in (3, 5, 7, 9, 11, 13)}
    foreign = {f"{place}:{line} [picture-in-course" for line in (17, 19)}
    others = {
        "exercises/e.yml:2 [picture-readable",
        "curriculum/pages/about.md:3 [picture-readable",
    }
    assert set(told) == readable | foreign | others
    assert run_cli(root, "build").code == 1


def test_attachments_are_looked_at(build_course: BuildCourse) -> None:
    source = "\n\n".join(f"![가](attachment:{name})" for name in ATTACHED)
    cell = {"cell_type": "markdown", "metadata": {}, "source": source, "attachments": ATTACHED}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}
    files = {"lessons/a/notebook.md": "", "lessons/a/notebook.ipynb": json.dumps(notebook)}
    assert [line.partition("] ")[2] for line in said(build_course(files))] == [
        "text cell 1, line 1: 'b.gif' is cut off or damaged",
        "text cell 1, line 3: 'c.heic' is in the format HEIC, which browsers do not show",
        "text cell 1, line 5: 'd.bmp' is attached in a format that pages do not show",
    ]


def test_a_linked_file_that_browsers_only_load_may_be_anything(build_course: BuildCourse) -> None:
    root = build_course(
        {"lessons/a/notebook.md": "## 가\n\n[원본](data/a.heic) [표](data/a.zip)\n"}
    )
    (root / "lessons/a/data").mkdir()
    (root / "lessons/a/data/a.heic").write_bytes(HEIC)
    (root / "lessons/a/data/a.zip").write_bytes(b"PK\3\4")
    assert said(root) == []


def test_an_unchanged_course_is_checked_without_reading_its_pictures(
    build_course: BuildCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = build_course(
        {"lessons/a/notebook.md": "## 가\n\n![가](x.gif)\n", "lessons/a/x.gif": GIF}
    )
    store = Store(root / ".seodang/store")
    assert [one.rule for one in found(root, store)] == []
    monkeypatch.setitem(sys.modules, "PIL", None)
    assert [one.rule for one in found(root, store)] == []
    (root / "lessons/a/x.gif").write_text(GIF[:-3], "utf-8")
    monkeypatch.undo()
    assert [one.rule for one in found(root, store)] == ["picture-readable"]


SETTINGS = """\
site_name: 가
theme:
  name: material
  custom_dir: theme
  logo: assets/logo.png
  favicon: icon.ico
plugins: [seodang]
"""


def test_the_pictures_of_the_theme_are_looked_at_once(
    build_course: BuildCourse, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {"mkdocs.yml": SETTINGS, "theme/assets/logo.png": GIF, "theme/icon.ico": GIF[:-3]}
    root = build_course(files)
    [line] = said(root)
    assert line == "mkdocs.yml:6 [picture-readable] 'theme/icon.ico' is cut off or damaged"
    (root / "theme/icon.ico").write_bytes(picture("ICO", 16, 16))
    store = Store(root / ".seodang/store")
    assert [one.rule for one in found(root, store)] == []
    monkeypatch.setitem(sys.modules, "PIL", None)
    assert [one.rule for one in found(root, store)] == []
