from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from courses import BuildCourse
from seodang.cache.fingerprint import LastBuild, fingerprint_inputs
from seodang.cache.store import Store

SETTINGS = {"today": "2026-11-21"}


def unchanged(root: Path, store: Store, settings: Mapping[str, str]) -> dict[str, Any] | None:
    return LastBuild(root, (root / "site",), store, settings).report(fingerprint_inputs(root))


def remembered(root: Path) -> Store:
    store = Store(root / ".seodang" / "store")
    (root / "site").mkdir(exist_ok=True)
    (root / "site" / "index.html").write_text("<p>")
    last = LastBuild(root, (root / "site",), store, SETTINGS)
    last.remember(fingerprint_inputs(root), {"lessons": 1})
    return store


def test_an_unchanged_course_gives_the_last_report(build_course: BuildCourse) -> None:
    root = build_course({})
    assert unchanged(root, remembered(root), SETTINGS) == {"lessons": 1}


def test_a_course_never_built_has_changed(build_course: BuildCourse) -> None:
    root = build_course({})
    assert unchanged(root, Store(root / ".seodang" / "store"), SETTINGS) is None


def test_an_edit_of_the_same_length_and_time_is_noticed(build_course: BuildCourse) -> None:
    root = build_course({})
    store = remembered(root)
    notebook = root / "lessons/a/notebook.md"
    times = notebook.stat()
    notebook.write_text(notebook.read_text().replace("1 + 1", "1 + 2"))
    os.utime(notebook, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert unchanged(root, store, SETTINGS) is None


def test_another_day_option_or_renamed_file_is_a_change(build_course: BuildCourse) -> None:
    root = build_course({})
    store = remembered(root)
    assert unchanged(root, store, {"today": "2026-11-22"}) is None
    (root / "lessons/a").rename(root / "lessons/b")
    assert unchanged(root, store, SETTINGS) is None


def test_a_page_deleted_or_changed_by_hand_is_noticed(build_course: BuildCourse) -> None:
    root = build_course({})
    store = remembered(root)
    (root / "site" / "index.html").write_text("<p>changed")
    assert unchanged(root, store, SETTINGS) is None
    (root / "site" / "index.html").unlink()
    assert unchanged(root, store, SETTINGS) is None


def test_an_edit_made_while_building_is_not_forgotten(build_course: BuildCourse) -> None:
    root = build_course({})
    store = Store(root / ".seodang" / "store")
    before = fingerprint_inputs(root)
    (root / "lessons/a/notebook.md").write_text("edited meanwhile")
    LastBuild(root, (root / "site",), store, SETTINGS).remember(before, {"lessons": 1})
    assert unchanged(root, store, SETTINGS) is None


def test_a_link_to_itself_is_a_state_like_any_other(build_course: BuildCourse) -> None:
    root = build_course({})
    before = fingerprint_inputs(root)
    (root / "curriculum/tools.yml").symlink_to("tools.yml")
    assert fingerprint_inputs(root).digests != before.digests


def test_an_edit_within_a_tick_of_the_clock_is_noticed(build_course: BuildCourse) -> None:
    root = build_course({})
    notebook = root / "lessons/a/notebook.md"
    notebook.write_text("one")
    looked = fingerprint_inputs(root)
    assert not looked.changed(root)
    notebook.write_text("two")
    state = notebook.stat()
    same = (state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)
    # As a file system would give it whose clock ticks slowly.
    slow = replace(looked, states={**looked.states, "lessons/a/notebook.md": same})
    assert slow.changed(root) == {"lessons/a/notebook.md"}


def test_a_folder_that_becomes_a_link_is_a_change(build_course: BuildCourse) -> None:
    root = build_course({})
    before = fingerprint_inputs(root)
    (root / "lessons/a").rename(root / "elsewhere")
    (root / "lessons/a").symlink_to(root / "elsewhere")
    assert fingerprint_inputs(root).digests != before.digests
    assert before.changed(root)


def test_a_pipe_among_the_files_is_not_waited_for(build_course: BuildCourse) -> None:
    root = build_course({})
    os.mkfifo(root / "lessons/a/pipe")
    assert "lessons/a/pipe" in fingerprint_inputs(root).digests
