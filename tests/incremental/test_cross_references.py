"""References follow what they name: after every edit elsewhere the site is that of a clean build."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from courses import tree
from incremental.edits import SETTINGS, built, clean, write
from pages.quiet_courses import lesson, track

Files = Mapping[str, str]

REFERRING = (
    "## 시작\n\n{ref}`there`, {numref}`fig`, {eq}`eq`, {doc}`05-B`, {doc}`../../curriculum/pages/about`,"
    " [](#there), [](../b/notebook.md), [](../b/notebook.md#마디)\n"
)
REFERRED = "(there)=\n## 마디\n\n$$\nx\n$$ (eq)\n\n```{figure} images/x.svg\n:name: fig\n:alt: 네모\n말\n```\n"
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><path d="M0 0h9v9z"/></svg>'
COURSE: Files = {
    "mkdocs.yml": SETTINGS,
    **lesson("a", "첫 수업", prose=REFERRING),
    **lesson("b", "둘째 수업", "notebook_was: [05-B.ipynb]\n", prose=REFERRED),
    **lesson("c", "셋째 수업"),
    **track("first", "첫 과정", "a", "b", "c"),
    "lessons/b/images/x.svg": DRAWING,
    "curriculum/pages/about.md": "# 이 사이트\n\n글\n",
    "curriculum/programme.yml": (
        "seodang: 1\ntitle: 과정\nlanguage: ko\nurl: https://seodang.test/\nlicence: CC-BY-4.0\n"
    ),
}
B, C = "lessons/b/notebook.md", "lessons/c/notebook.md"


def swapped(files: Files, path: str, old: str, new: str) -> Files:
    assert old in files[path]
    return {**files, path: files[path].replace(old, new)}


def moved(files: Files) -> Files:
    """Move what is referred to into another lesson."""
    rest = {path: text for path, text in files.items() if path != "lessons/b/images/x.svg"}
    return {
        **rest,
        "lessons/c/images/x.svg": DRAWING,
        B: files[B][: files[B].index("(there)=")] + "## 마디\n\n글\n",
        C: files[C] + "\n" + REFERRED,
    }


# How each edit changes the course, and what the page that refers to it shows then.
EDITS: Mapping[str, tuple[Callable[[Files], Files], str]] = {
    "heading": (
        lambda files: swapped(files, B, "## 마디", "## 딴 마디\n\n## 마디"),
        ">딴 마디</a>",
    ),
    "title": (
        lambda files: swapped(files, "lessons/b/lesson.yml", "title: 둘째 수업", "title: 새 이름"),
        ">새 이름</a>",
    ),
    "page": (
        lambda files: swapped(files, "curriculum/pages/about.md", "# 이 사이트", "# 새 사이트"),
        '<a href="../about.html">새 사이트</a>',
    ),
    "figure before": (
        lambda files: swapped(
            files,
            B,
            "(there)=",
            "```{figure} images/x.svg\n:name: other\n:alt: 네모\n```\n\n(there)=",
        ),
        '<a href="b.html#fig">그림 2</a>',
    ),
    "equation before": (
        lambda files: swapped(files, B, "(there)=", "$$\ny\n$$ (other)\n\n(there)="),
        '<a href="b.html#equation-eq">(2)</a>',
    ),
    "moved": (moved, '<a href="c.html#fig">그림 1</a>'),
    "own target": (
        lambda files: swapped(files, "lessons/a/notebook.md", "## 시작", "(there)=\n## 여기서"),
        '<a href="#there">여기서</a>',
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_a_page_shows_what_its_references_lead_to_after_an_edit_there(
    name: str, tmp_path: Path
) -> None:
    edit, shown = EDITS[name]
    root = tmp_path / "course"
    write(root, COURSE)
    before = built(root)
    assert shown not in before["lessons/a.html"].decode()
    files = edit(COURSE)
    write(root, files)
    site = built(root, jobs=2)
    assert shown in site["lessons/a.html"].decode()
    assert site == clean(root, files)
    write(root, COURSE)
    assert built(root) == before


def test_an_edit_that_moves_no_target_leaves_other_pages_alone(tmp_path: Path) -> None:
    root = tmp_path / "course"
    write(root, COURSE)
    built(root)
    page = root / "site/lessons/a.html"
    state = page.stat()
    write(root, {**COURSE, B: COURSE[B] + "\n글이 더 있다.\n"})
    built(root)
    assert page.stat().st_mtime_ns == state.st_mtime_ns
    assert "글이 더 있다" in tree(root / "site")["lessons/b.html"].decode()
