from __future__ import annotations

import os
import shutil
import threading
from pathlib import Path

import pytest

from seodang.cache.store import Store, key_of, replace_file


def entry_file(store: Store) -> Path:
    (file,) = (path for path in store.folder.rglob("*") if path.is_file())
    return file


def test_what_was_kept_is_given_back(tmp_path: Path) -> None:
    store, key = Store(tmp_path), key_of("a", 1)
    store.save("outputs", key, b"bytes\nof two lines")
    assert store.load("outputs", key) == b"bytes\nof two lines"
    assert store.load("fragments", key) is None


def test_a_damaged_or_shortened_entry_counts_as_absent(tmp_path: Path) -> None:
    store, key = Store(tmp_path), key_of("a")
    store.save("outputs", key, b"0123456789")
    whole = entry_file(store).read_bytes()
    for damaged in (whole[:-1], whole.replace(b"5", b"6"), b"", whole[:10]):
        entry_file(store).write_bytes(damaged)
        assert store.load("outputs", key) is None


def test_a_key_depends_on_every_part_and_on_nothing_else() -> None:
    assert key_of("a", {"x": 1, "y": 2}) == key_of("a", {"y": 2, "x": 1})
    assert len({key_of("a", "b"), key_of("ab"), key_of(["a", "b"]), key_of("a", 1)}) == 4


def test_a_failed_write_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    target = tmp_path / "folder"
    target.mkdir()
    (target / "inside").write_text("kept")
    with pytest.raises(OSError, match="folder"):
        replace_file(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["folder"]


def test_two_writers_of_one_entry_both_succeed(tmp_path: Path) -> None:
    store, key = Store(tmp_path), key_of("a")
    content = b"x" * 100_000

    def save_often() -> None:
        for _ in range(50):
            store.save("k", key, content)

    writers = [threading.Thread(target=save_often) for _ in range(2)]
    for writer in writers:
        writer.start()
    while any(writer.is_alive() for writer in writers):
        assert store.load("k", key) in (None, content)
    assert store.load("k", key) == content


def test_an_entry_is_kept_though_clean_removes_its_folder_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, real = Store(tmp_path / "store"), os.chmod
    removals = iter([True, True])

    def chmod(path: str, mode: int) -> None:
        if next(removals, False):
            shutil.rmtree(tmp_path / "store")
        real(path, mode)

    monkeypatch.setattr(os, "chmod", chmod)
    store.save("outputs", key_of(1), b"x")
    assert store.load("outputs", key_of(1)) == b"x"
