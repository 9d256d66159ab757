"""Tiny courses for tests."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

BuildCourse = Callable[[Mapping[str, str]], Path]

SMALLEST_COURSE: Mapping[str, str] = {
    "curriculum/programme.yml": (
        "seodang: 1\n"
        "title: 작은 과정\n"
        "language: ko\n"
        "url: https://seodang.test/ai/\n"
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


@dataclass(frozen=True)
class Run:
    """What a run of the command line gave back."""

    code: int
    out: str
    err: str
    report: dict[str, Any]


def run_cli(root: Path, *arguments: str, language: str = "C.UTF-8") -> Run:
    """Run `seodang` in a process of its own and read the report, if its command writes one."""
    report = root.parent / "report.json"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "seodang.cli", *arguments, "--root", str(root)]
    done = subprocess.run(
        command if arguments[:1] == ("clean",) else [*command, "--report", str(report)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": language, "PYTHONUTF8": "1"},
        cwd=root.parent,
        timeout=300,
    )
    found = json.loads(report.read_text("utf-8")) if report.exists() else {}
    return Run(done.returncode, done.stdout, done.stderr, found)


def tree(folder: Path) -> dict[str, bytes]:
    """Return the bytes of every file below a folder by its relative path."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}
