"""What stages find out about a text is found out in one pass over it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from courses import BuildCourse
from seodang.build_settings import Settings
from seodang.cache.fingerprint import look_through
from seodang.cache.store import Store
from seodang.checks.check_course import check_course
from seodang.course.loader import load_course
from seodang.documents.document import parse_notebook, read_prose
from seodang.execution.outcomes import Executed
from seodang.execution.plan import plan_build
from seodang.pipeline import Stopwatch, check
from seodang.reading_ahead import read_ahead
from seodang.rendering.render import render

FILES = {
    f"lessons/{name}/{file}": text
    for name in "ab"
    for file, text in {
        "lesson.yml": "title: 가\nsummary: 가\nformat: class\nminutes: 5\nlevel: beginner\n"
        "objectives: [가]\n",
        "notebook.md": f"## 수업 {name}\n\n글.\n",
    }.items()
}


def parsed(root: Path, store: Store) -> int:
    """Return how many notebooks a build of all stages but execution parses."""
    parse_notebook.cache_clear()
    read_prose.cache_clear()
    course, _ = load_course(root, store)
    read_ahead(course, store, 1)
    check_course(course, store)
    plan_build(course, store, today=None)  # type: ignore[arg-type]
    render(course, Executed({}, 0, 0, frozenset()), store)
    return parse_notebook.cache_info().misses


def test_each_new_notebook_is_parsed_once_and_an_old_one_never(build_course: BuildCourse) -> None:
    root = build_course(FILES)
    store = Store(root / ".seodang/store")
    assert parsed(root, store) == 2
    assert parsed(root, store) == 0
    (root / "lessons/b/notebook.md").write_text("## 수업 b\n\n다른 글.\n", "utf-8")
    assert parsed(root, store) == 1


def test_a_text_saved_while_a_build_runs_is_kept_as_what_it_was(build_course: BuildCourse) -> None:
    root = build_course(FILES)
    store = Store(root / ".seodang/store")
    notebook = root / "lessons/b/notebook.md"
    first = notebook.read_text("utf-8")
    before = look_through(root)
    notebook.write_text("## 그사이에 고친 글\n", "utf-8")
    course, _ = load_course(root, store, before)
    read_ahead(course, store, 1)
    made_meanwhile, _ = render(course, Executed({}, 0, 0, frozenset()), store)
    notebook.write_text(first, "utf-8")
    course, _ = load_course(root, store)
    made_now, _ = render(course, Executed({}, 0, 0, frozenset()), store)
    assert made_now.lessons != made_meanwhile.lessons
    clean, _ = render(course, Executed({}, 0, 0, frozenset()), Store(root / "another"))
    assert made_now == clean


def test_what_was_found_among_files_that_changed_meanwhile_is_forgotten(
    build_course: BuildCourse,
) -> None:
    root = build_course({**FILES, "lessons/a/notebook.md": "## 가\n\n![그림](x.gif)\n"})
    settings = Settings(root, date(2026, 11, 21), authored=look_through(root))
    # The picture comes after the files were looked through, and goes again after the check.
    (root / "lessons/a/x.gif").write_bytes(b"GIF89a")
    assert "link-exists" not in rules(settings)
    (root / "lessons/a/x.gif").unlink()
    assert "link-exists" in rules(replace(settings, authored=None))


def rules(settings: Settings) -> list[str]:
    return [problem.rule for problem in check(settings, Stopwatch())[1]]
