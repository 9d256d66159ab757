from __future__ import annotations

import json
import os
import shutil
from pathlib import Path

import pytest

from courses import BuildCourse, run_cli, tree
from seodang.cache.state_folder import ForeignPlaceError, open_state
from seodang.cache.store import Store, key_of
from seodang.cache.user_folders import machine_mark


def mark_of(home: Path) -> bytes:
    return machine_mark({"XDG_STATE_HOME": str(home)})


def test_a_mark_is_made_once_and_belongs_to_one_person(tmp_path: Path) -> None:
    assert mark_of(tmp_path / "a") == mark_of(tmp_path / "a") != mark_of(tmp_path / "b")
    file = tmp_path / "a/seodang/machine-mark"
    assert file.read_bytes() == mark_of(tmp_path / "a")
    assert file.stat().st_mode & 0o077 == 0


def test_what_was_made_here_is_kept(tmp_path: Path) -> None:
    first = open_state(tmp_path, {})
    Store(first.store, first.secret).save("outputs", key_of(1), b"x")
    again = open_state(tmp_path, {})
    assert not first.is_foreign
    assert not again.is_foreign
    assert Store(again.store, again.secret).load("outputs", key_of(1)) == b"x"


def test_a_course_that_was_moved_keeps_what_it_has(tmp_path: Path) -> None:
    state = open_state(tmp_path / "a", {})
    (state.path / "store").mkdir()
    (tmp_path / "a").rename(tmp_path / "b")
    moved = open_state(tmp_path / "b", {})
    assert not moved.is_foreign
    assert moved.store.is_dir()


def test_what_came_from_elsewhere_is_emptied(tmp_path: Path) -> None:
    own, other = {"XDG_STATE_HOME": str(tmp_path / "1")}, {"XDG_STATE_HOME": str(tmp_path / "2")}
    folder = open_state(tmp_path / "a", other).path
    (folder / "store").symlink_to(tmp_path)
    (folder / "publishing/.git/hooks").mkdir(parents=True)
    (folder / "install.log").write_text("the bootstrap's own")
    state = open_state(tmp_path / "a", own)
    assert state.is_foreign
    assert {path.name for path in folder.iterdir()} == {
        ".gitignore", "install.log", "origin", "origin.lock",
    }  # fmt: skip
    assert tmp_path.is_dir()
    assert not open_state(tmp_path / "a", own).is_foreign


def test_a_copy_is_not_what_was_copied(tmp_path: Path) -> None:
    folder = open_state(tmp_path / "a", {}).path
    (folder / "store").mkdir()
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    assert open_state(tmp_path / "b", {}).is_foreign


def test_git_passes_over_it_in_any_course(tmp_path: Path) -> None:
    assert (open_state(tmp_path, {}).path / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("is_link", [True, False])
def test_a_file_or_link_in_its_place_is_refused(tmp_path: Path, *, is_link: bool) -> None:
    place = tmp_path / ".seodang"
    place.symlink_to(tmp_path) if is_link else place.write_text("mine")
    with pytest.raises(ForeignPlaceError):
        open_state(tmp_path, {})


def test_a_course_that_cannot_be_written_has_its_state_with_the_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "course").mkdir()
    # A test that runs as root may write everywhere; what the system would say is said for it.
    monkeypatch.setattr(os, "access", lambda path, _: "/course/" not in str(path))
    state = open_state(tmp_path / "course", {"XDG_CACHE_HOME": str(tmp_path / "cache")})
    assert state.path.parent == tmp_path / "cache/seodang"


def test_an_entry_is_bound_to_its_name_and_secret(tmp_path: Path) -> None:
    store = Store(tmp_path, b"mine")
    for key in (key_of(1), key_of(2)):
        store.save("outputs", key, key.encode())
    files = [tmp_path / "outputs" / key[:2] / key[2:] for key in (key_of(1), key_of(2))]
    files[0].replace(files[1])
    assert store.load("outputs", key_of(2)) is None
    Store(tmp_path, b"another's").save("outputs", key_of(1), b"<script>")
    assert store.load("outputs", key_of(1)) is None


@pytest.mark.parametrize("kind", ["file", "folder", "link"])
def test_what_lies_in_the_way_of_an_entry_is_removed(tmp_path: Path, kind: str) -> None:
    store, key = Store(tmp_path / "store"), key_of(1)
    entry = tmp_path / "store/outputs" / key[:2] / key[2:]
    if kind == "file":
        entry.parent.parent.mkdir(parents=True)
        entry.parent.write_text("in the way")
    elif kind == "folder":
        (entry / "below").mkdir(parents=True)
    else:
        entry.parent.parent.mkdir(parents=True)
        entry.parent.symlink_to(tmp_path / "nowhere")
    assert store.load("outputs", key) is None
    store.save("outputs", key, b"x")
    assert store.load("outputs", key) == b"x"


def test_poisoned_entries_are_made_anew(build_course: BuildCourse) -> None:
    root = build_course({})
    assert run_cli(root, "build").code == 0
    site = tree(root / "site")
    for file in (root / ".seodang/store").rglob("*"):
        if file.is_file():
            stat = file.stat()
            file.write_bytes(file.read_bytes()[::-1])
            os.utime(file, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    notebook = root / "lessons/a/notebook.md"
    notebook.write_text(notebook.read_text("utf-8") + "\n한 문장 더.\n", "utf-8")
    assert run_cli(root, "build").code == 0
    assert run_cli(root, "build").code == 0
    added = "한 문장 더.".encode()
    assert {path for path, content in tree(root / "site").items() if added in content}
    assert tree(root / "site").keys() == site.keys()


def test_what_a_folder_brought_along_is_told_and_emptied(build_course: BuildCourse) -> None:
    root = build_course({"victim.txt": "mine"})
    (root / ".seodang").mkdir()
    for name in ("lock", "origin.lock", "origin", "bug.txt"):
        (root / ".seodang" / name).symlink_to(root / "victim.txt")
    journal = {"replaced": [], "removed": ["../victim.txt"]}
    (root / ".seodang/site-journal.json").write_text(json.dumps(journal))
    run = run_cli(root, "build", language="ko_KR.UTF-8")
    assert run.code == 0
    assert "다른 곳에서 온 것" in run.err
    assert (root / "victim.txt").read_text() == "mine"
