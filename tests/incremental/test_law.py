"""The law of incremental builds: incremental = clean, byte for byte, = plain `mkdocs build`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from datetime import date, timedelta
from functools import reduce
from itertools import pairwise
from pathlib import Path

from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as trying
from hypothesis import strategies as st

from courses import tree
from incremental.edits import COURSE, EDITS, TODAY, Edit, built, clean, write
from seodang.build_settings import Settings
from seodang.output.made_files import FILE_LIST
from seodang.outputs import OFFLINE_FOLDER
from seodang.pipeline import build

EXAMPLES = int(os.environ.get("SEODANG_EXAMPLES", "6"))
OVERDUE = "그 뒤로 내용이 바뀌었을 수 있습니다".encode()
STEPS = st.tuples(st.sampled_from(EDITS), st.integers(0, 9), st.integers(0, 1))


@trying(
    max_examples=EXAMPLES,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking would build for minutes
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(st.lists(STEPS, min_size=2, max_size=5))
def test_whatever_authors_do_the_site_is_that_of_a_clean_build(
    steps: list[tuple[Edit, int, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root, files = Path(folder) / "course", COURSE
        write(root, files)
        built(root)
        for edit, number, days in steps:
            files = edit(files, number)
            write(root, files)
            today = TODAY + timedelta(days=days)
            assert _different(built(root, today, jobs=2), clean(root, files, today)) == []


def test_after_every_kind_of_edit_the_site_is_that_of_mkdocs_build(tmp_path: Path) -> None:
    root, files = tmp_path / "course", COURSE
    today = date.today()  # noqa: DTZ011 (the day that `mkdocs build` goes by)
    for number, edit in enumerate((*EDITS, *EDITS)):
        files = edit(files, number)
        write(root, files)
        site = built(root, today)
    assert _different(site, clean(root, files, today)) == []
    assert OVERDUE in site["lessons/b.html"]
    shutil.rmtree(root / "site")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=root,
        env={**os.environ, "LC_ALL": "C.UTF-8", "NO_MKDOCS_2_WARNING": "1"},
        check=True,
        timeout=120,
    )
    del site[FILE_LIST]  # which only our own writer needs
    assert _different(site, tree(root / "site")) == []


def _pages(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return what differs, but the lists that hold digests of pages."""
    return [name for name in _different(one, other) if not name.startswith(f"{OFFLINE_FOLDER}/")]


def test_a_day_changes_the_pages_on_which_it_decides_something_and_no_others(
    tmp_path: Path,
) -> None:
    root = tmp_path / "course"
    write(root, COURSE)
    sites = [built(root, TODAY + timedelta(days=days)) for days in range(3)]
    assert [_pages(one, other) for one, other in pairwise(sites)] == [["lessons/b.html"], []]
    assert [site["lessons/b.html"].count(OVERDUE) for site in sites] == [1, 2, 2]
    assert sites[1] == clean(root, COURSE, TODAY + timedelta(days=1))


def test_forked_processes_make_the_same_site_as_one(tmp_path: Path) -> None:
    write(tmp_path / "course", LARGE)
    site = built(tmp_path / "course", jobs=3)
    assert len([name for name in site if name.endswith(".html")]) > LESSONS
    assert _different(site, clean(tmp_path / "course", LARGE)) == []


def test_a_mistake_on_a_page_is_told_as_by_one_process(tmp_path: Path) -> None:
    mistake = "{% if page.url == 'lessons/n50.html' %}{{ nothing.at.all }}{% endif %}"
    template = '{% extends "main.html" %}{% block content %}' + mistake + "{% endblock %}"
    write(tmp_path, {**LARGE, "theme/lesson.html": template})
    settings = Settings(tmp_path, TODAY, trusts=True)
    alone = build(settings, lambda _: None)
    assert [one.rule for one in alone.problems if one.is_error] == ["site-settings"]
    assert build(replace(settings, jobs=3), lambda _: None).problems == alone.problems


def _with_lesson(files: dict[str, str], number: int) -> dict[str, str]:
    new = {
        path.replace("lessons/d/", f"lessons/n{number}/"): text
        for path, text in COURSE.items()
        if path.startswith("lessons/d/")
    }
    track = files["curriculum/tracks/second.yml"].replace("]}", f", n{number}]}}")
    return {**files, **new, "curriculum/tracks/second.yml": track}


LESSONS = 60
LARGE = reduce(_with_lesson, range(LESSONS), dict(COURSE))


def _different(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in {*one, *other} if one.get(name) != other.get(name))
