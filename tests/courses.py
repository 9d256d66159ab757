"""Tiny courses for tests."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

BuildCourse = Callable[[Mapping[str, str]], Path]

SMALLEST_COURSE: Mapping[str, str] = {
    "curriculum/programme.yml": (
        "seodang: 1\n"
        "title: 작은 과정\n"
        "language: ko\n"
        "url: https://example.org/ai/\n"
        "licence: CC-BY-4.0\n"
    ),
    "curriculum/tracks/first.yml": (
        "title: 첫 과정\n"
        "summary: 시험용 과정입니다.\n"
        "format: class\n"
        "audience: 누구나\n"
        "outcomes: [한 가지를 배웁니다]\n"
        "modules:\n"
        "  - {title: 하나, lessons: [a]}\n"
    ),
    "lessons/a/lesson.yml": (
        "title: 첫 수업\n"
        "summary: 시험용 수업입니다.\n"
        "format: class\n"
        "minutes: 30\n"
        "level: beginner\n"
        "objectives: [한 가지를 배웁니다]\n"
    ),
    "lessons/a/notebook.md": (
        "---\n"
        "kernelspec:\n"
        "  display_name: Python 3\n"
        "  language: python\n"
        "  name: python3\n"
        "---\n"
        "\n"
        "## 시작\n"
        "\n"
        "안녕하세요.\n"
        "\n"
        "```{code-cell} ipython3\n"
        "print(1 + 1)\n"
        "```\n"
    ),
}


def write_course(root: Path, files: Mapping[str, str]) -> Path:
    """Write the smallest course that builds, changed and completed by the files given.

    An empty text leaves a file out. Returns `root`.
    """
    for path, text in {**SMALLEST_COURSE, **files}.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if text:
            file.write_bytes(text.encode())
        else:
            file.unlink(missing_ok=True)
    return root
