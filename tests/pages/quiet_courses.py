"""Courses without code, so that publishing is tested without a kernel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from courses import write_course
from seodang.build_settings import Settings
from seodang.pipeline import build
from seodang.results import Result

_HEAD = "---\nkernelspec:\n  name: python3\n  display_name: Python 3\n---\n\n"
_LESSON = (
    "title: {title}\n"
    "summary: {title}의 요약입니다.\n"
    "format: class\n"
    "minutes: 30\n"
    "level: beginner\n"
    "objectives: [한 가지를 배웁니다]\n"
)
_TRACK = (
    "title: {title}\n"
    "summary: 시험용 과정입니다.\n"
    "format: class\n"
    "audience: 누구나\n"
    "outcomes: [한 가지를 배웁니다]\n"
    "modules:\n"
    "  - {{title: 하나, lessons: [{lessons}]}}\n"
)


def lesson(
    name: str, title: str, more: str = "", prose: str = "## 시작\n\n안녕하세요.\n"
) -> dict[str, str]:
    """Return the files of a lesson without code; `more` follows in its lesson.yml."""
    return {
        f"lessons/{name}/lesson.yml": _LESSON.format(title=title) + more,
        f"lessons/{name}/notebook.md": _HEAD + prose,
    }


def track(name: str, title: str, *lessons: str) -> dict[str, str]:
    """Return the file of a track with one module."""
    text = _TRACK.format(title=title, lessons=", ".join(lessons))
    return {f"curriculum/tracks/{name}.yml": text}


def quiet_course(root: Path, files: Mapping[str, str]) -> Path:
    """Write the smallest course without code, changed by the files given."""
    return write_course(root, {**lesson("a", "첫 수업"), **files})


def publish(root: Path) -> Result:
    """Build a course into its site."""
    return build(Settings(root=root, today=date(2026, 11, 21), trusts=True), lambda _: None)


def published(root: Path, *warned: str) -> Path:
    """Build a course without problems but those of the rules `warned`; return its site's folder."""
    result = publish(root)
    problems = [problem for problem in result.problems if problem.rule not in warned]
    messages = [f"{problem.where}: {problem.message}" for problem in problems]
    assert not messages, messages
    assert result.is_written
    return root / "site"


def page(root: Path, address: str) -> str:
    """Return the HTML of a published page."""
    return (root / "site" / address).read_text("utf-8")
