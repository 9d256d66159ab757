from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from types import MappingProxyType

import psutil
import pytest

from seodang.ledger import Ledger, Noting, noted_by_all
from seodang.pipeline import Settings
from seodang.sharing import WORTH_A_FORK, Afresh, Work, Workers, shared_out, workers_of
from seodang.store import Store

ITEMS = range(3 * WORTH_A_FORK)
FORKED = partial(Workers)
SPAWNED = partial(Workers, are_spawned=True)
BOTH = pytest.mark.parametrize("started", [FORKED, SPAWNED], ids=["forked", "spawned"])
Start = Callable[[int], Workers]


def listed() -> type[list[int]]:
    return list


def afresh(make: Callable[[], Work[int]]) -> Afresh[int]:
    return Afresh(make, 1)


@BOTH
def test_every_item_is_done_once_whatever_the_number_of_processes(started: Start) -> None:
    for jobs in (1, 2, 3, 100):
        done = [
            item
            for share in shared_out(list, ITEMS, started(jobs), afresh(listed))
            for item in share
        ]
        assert sorted(done) == list(ITEMS)


def told(words: MappingProxyType[str, int]) -> Callable[[Iterable[int]], list[object]]:
    return lambda items: [os.getpid(), os.getppid(), dict(words), len(list(items))]


def test_a_spawned_process_is_told_all_it_needs() -> None:
    make = partial(told, MappingProxyType({"ê": 1}))
    shares = shared_out(make(), ITEMS, SPAWNED(3), afresh(make))
    here = os.getpid()
    assert [parent for _, parent, _, _ in shares[1:]] == [here, here]
    assert len({process for process, *_ in shares}) == 3
    assert all(words == {"ê": 1} for _, _, words, _ in shares)
    assert sum(number for *_, number in shares) == len(ITEMS)


def test_without_telling_how_nothing_is_spawned() -> None:
    assert shared_out(list, ITEMS, SPAWNED(3)) == [list(ITEMS)]


def test_what_is_not_worth_a_start_is_done_here_while_there_is_a_thread() -> None:
    def sizes(worth: int) -> list[int]:
        shares = shared_out(list, range(100), Workers(4), Afresh(listed, worth))
        return [len(share) for share in shares]

    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        assert sizes(51) == [100]
        assert sizes(40) == [70, 30]
    finally:
        over.set()
        thread.join()


def test_the_environment_decides_whether_processes_are_spawned() -> None:
    assert workers_of(2, {"SEODANG_START_METHOD": "spawn"}) == SPAWNED(2)
    assert workers_of(2, {}) == workers_of(2, {"SEODANG_START_METHOD": "fork"}) == FORKED(2)


def test_a_build_that_is_watched_stays_in_one_process() -> None:
    settings = Settings(Path(), date(2026, 11, 21), jobs=2)
    assert settings.workers == Workers(2)
    assert replace(settings, is_watched=True).workers == Workers(1)


def killed_half_way(here: int) -> Callable[[Iterable[int]], list[int]]:
    def work(items: Iterable[int]) -> list[int]:
        done = []
        for item in items:
            done.append(item)
            if os.getpid() != here and len(done) == WORTH_A_FORK // 2:
                os.kill(os.getpid(), signal.SIGKILL)
        return done

    return work


@BOTH
def test_a_share_whose_process_was_killed_is_done_here(started: Start) -> None:
    before = psutil.Process().children()  # of other tests
    make = partial(killed_half_way, os.getpid())
    done = [item for share in shared_out(make(), ITEMS, started(3), afresh(make)) for item in share]
    assert sorted(done) == list(ITEMS)
    assert set(psutil.Process().children()) <= set(before)


def mistaken() -> Callable[[Iterable[int]], None]:
    def work(items: Iterable[int]) -> None:
        if ITEMS[-1] in items:
            raise LookupError("the last one")

    return work


@BOTH
def test_a_mistake_is_raised_as_by_one_process(started: Start) -> None:
    with pytest.raises(LookupError, match="the last one"):
        shared_out(mistaken(), ITEMS, started(2), afresh(mistaken))


def slow(folder: Path, here: int) -> Callable[[Iterable[int]], None]:
    """Return work that says who does it, and then takes a minute, or fails in this process."""

    def work(items: Iterable[int]) -> None:
        file = folder / str(os.getpid())
        file.touch()
        if os.getpid() == here:
            raise LookupError("the first share")
        time.sleep(60)

    return work


def test_a_mistake_in_the_first_share_ends_spawned_processes(tmp_path: Path) -> None:
    before = psutil.Process().children()
    make = partial(slow, tmp_path, os.getpid())
    with pytest.raises(LookupError, match="the first share"):
        shared_out(make(), ITEMS, SPAWNED(3), afresh(make))
    assert set(psutil.Process().children()) <= set(before)


def test_spawned_processes_end_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    code = (
        "import sys; from functools import partial; from pathlib import Path\n"
        "from test_sharing import ITEMS, SPAWNED, afresh, slow; from seodang.sharing import shared_out\n"
        "make = partial(slow, Path(sys.argv[1]), 0)\n"
        "shared_out(make(), ITEMS, SPAWNED(3), afresh(make))\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    until(lambda: len(list(tmp_path.iterdir())) == 3)
    children = [psutil.Process(int(file.name)) for file in tmp_path.iterdir()]
    parent.kill()
    parent.wait()
    until(lambda: not any(is_alive(process) for process in children))


def until(is_so: Callable[[], bool]) -> None:
    patience = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < patience
        time.sleep(0.01)


def is_alive(process: psutil.Process) -> bool:
    # Nobody may be there to reap an orphan.
    return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)


def test_a_ledger_forgets_what_has_another_key_or_basis(tmp_path: Path) -> None:
    store = Store(tmp_path)
    ledger = Ledger(store, "kind", "basis")
    ledger.note("a", "1", "one")
    ledger.close()
    assert Ledger(store, "kind", "basis").recall("a", "1") == "one"
    assert Ledger(store, "kind", "basis").recall("a", "2") is None
    assert Ledger(store, "kind", "other").recall("a", "1") is None


def noting(store: Store) -> Noting[int]:
    ledgers = [Ledger(store, "kind", "basis"), Ledger(None, "other", "basis")]

    def work(item: int) -> None:
        ledgers[0].note(str(item), "1", item)
        ledgers[1].note(str(item), "1", -item)

    return Noting(work, ledgers)


@BOTH
def test_what_processes_note_is_brought_together(started: Start, tmp_path: Path) -> None:
    store = Store(tmp_path)
    old = Ledger(store, "kind", "basis")
    old.note("before", "1", "kept")
    old.close()
    here = noting(store)
    noted_by_all(here, ITEMS, started(3), afresh(partial(noting, store)))
    here.ledgers[0].save()
    again = Ledger(store, "kind", "basis")
    assert [again.recall(str(item), "1") for item in ITEMS] == list(ITEMS)
    assert [here.ledgers[1].recall(str(item), "1") for item in ITEMS] == [-item for item in ITEMS]
    assert again.recall("before", "1") == "kept"
