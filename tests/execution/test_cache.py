"""The cache stays in bounds, is shared with care, and is never believed when damaged."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from execution.small_courses import Run, lesson
from seodang.cache.pruning import age_of, drop_unused, size_of
from seodang.cache.shared_store import open_store
from seodang.cache.state_folder import StateFolder
from seodang.cache.store import OUTPUTS, Store, key_of

DAY = 86_400.0


def _filled(folder: Path, count: int, now: float) -> Store:
    store = Store(folder)
    for number in range(count):
        key = key_of(number)
        store.save(OUTPUTS, key, bytes(1000))
        used = now - number * DAY
        os.utime(folder / OUTPUTS / key[:2] / key[2:], (used, used))
    return store


def test_what_was_not_used_for_long_is_dropped(tmp_path: Path) -> None:
    store = _filled(tmp_path, 10, now=100 * DAY)
    dropped = drop_unused(tmp_path, now=100 * DAY, older=4.5 * DAY)
    assert (dropped.entries, dropped.left_entries) == (5, 5)
    assert store.has(OUTPUTS, key_of(4))
    assert not store.has(OUTPUTS, key_of(5))


def test_the_longest_unused_are_dropped_until_the_rest_fits(tmp_path: Path) -> None:
    store = _filled(tmp_path, 10, now=100 * DAY)
    dropped = drop_unused(tmp_path, now=100 * DAY, most=3500)
    assert dropped.left_entries == 3
    assert dropped.left_bytes <= 3500
    assert [store.has(OUTPUTS, key_of(n)) for n in range(4)] == [True, True, True, False]


def test_an_entry_that_is_used_is_not_old_any_more(tmp_path: Path) -> None:
    store = _filled(tmp_path, 3, now=100 * DAY)
    assert store.load(OUTPUTS, key_of(2)) is not None
    dropped = drop_unused(tmp_path, now=tmp_path.stat().st_mtime, older=DAY)
    assert dropped.left_entries == 1
    assert store.has(OUTPUTS, key_of(2))


def test_a_file_left_by_a_killed_build_goes_too(tmp_path: Path) -> None:
    part = tmp_path / OUTPUTS / "ab" / ".new-x"
    part.parent.mkdir(parents=True)
    part.write_text("…")
    drop_unused(tmp_path, now=part.stat().st_mtime + 2 * 3600)
    assert not part.exists()


@pytest.mark.parametrize(
    ("text", "seconds"), [("30d", 30 * DAY), ("12h", DAY / 2), ("", None), ("3", None)]
)
def test_ages_are_written_with_their_unit(text: str, seconds: float | None) -> None:
    assert age_of(text) == seconds


@pytest.mark.parametrize(
    ("text", "size"), [("2GB", 2 * 10**9), ("1.5 MB", 1_500_000), ("2G", None)]
)
def test_sizes_are_written_with_their_unit(text: str, size: int | None) -> None:
    assert size_of(text) == size


_SECRET = b"secret"


def state(folder: Path) -> StateFolder:
    return StateFolder(folder, _SECRET)


def test_a_shared_cache_is_read_and_only_written_when_told(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    reader = open_store(state(tmp_path / "a"), {"SEODANG_CACHE": str(shared)})
    reader.save(OUTPUTS, key_of("a"), b"a")
    assert not shared.exists()
    writing = {"SEODANG_CACHE": str(shared), "SEODANG_CACHE_WRITE": "1"}
    writer = open_store(state(tmp_path / "b"), writing)
    writer.save(OUTPUTS, key_of("b"), b"b")
    writer.save("fragments", key_of("b"), b"b")
    assert reader.load(OUTPUTS, key_of("b")) == b"b"
    assert reader.load("fragments", key_of("b")) is None
    assert Store(tmp_path / "a/store", _SECRET).load(OUTPUTS, key_of("b")) == b"b"


def test_builds_may_write_the_same_entry_at_once(tmp_path: Path) -> None:
    content = os.urandom(100_000)

    def write() -> None:
        for _ in range(20):
            Store(tmp_path).save(OUTPUTS, key_of("x"), content)
            assert Store(tmp_path).load(OUTPUTS, key_of("x")) == content

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Store(tmp_path).load(OUTPUTS, key_of("x")) == content


@pytest.mark.kernel
@pytest.mark.parametrize("damage", ["cut", "changed", "emptied"])
def test_a_damaged_entry_is_noticed_and_made_anew(damage: str, run: Run) -> None:
    files = lesson("'하나'")
    first = run(files)
    key = first.executed.outputs[next(iter(first.executed.outputs))]
    file = first.store.folder / OUTPUTS / key[:2] / key[2:]
    whole = file.read_bytes()
    file.write_bytes({"cut": whole[:-5], "changed": whole[:-5] + b"xxxxx", "emptied": b""}[damage])
    again = run(files)
    assert again.reasons() == {"a": "its result is gone or damaged"}
    assert again.outputs() == first.outputs()
