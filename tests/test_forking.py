from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest

from seodang.forking import WORTH_A_PROCESS, shared_out
from seodang.ledger import Ledger, noted_by_all
from seodang.store import Store

ITEMS = range(3 * WORTH_A_PROCESS)


def test_every_item_is_done_once_whatever_the_number_of_processes() -> None:
    for jobs in (1, 2, 3, 100):
        done = [item for share in shared_out(list, ITEMS, jobs) for item in share]
        assert sorted(done) == list(ITEMS)


def test_a_share_whose_process_failed_is_done_here() -> None:
    here = os.getpid()

    def work(items: Iterable[int]) -> list[int]:
        if os.getpid() != here:
            os._exit(1)
        return list(items)

    done = [item for share in shared_out(work, ITEMS, 2) for item in share]
    assert sorted(done) == list(ITEMS)


def test_a_mistake_is_raised_as_by_one_process() -> None:
    def work(items: Iterable[int]) -> None:
        if ITEMS[-1] in items:
            raise LookupError("the last one")

    with pytest.raises(LookupError, match="the last one"):
        shared_out(work, ITEMS, 2)


def test_a_ledger_forgets_what_has_another_key_or_basis(tmp_path: Path) -> None:
    store = Store(tmp_path)
    ledger = Ledger(store, "kind", "basis")
    ledger.note("a", "1", "one")
    ledger.close()
    assert Ledger(store, "kind", "basis").recall("a", "1") == "one"
    assert Ledger(store, "kind", "basis").recall("a", "2") is None
    assert Ledger(store, "kind", "other").recall("a", "1") is None


def test_what_processes_note_is_brought_together(tmp_path: Path) -> None:
    store = Store(tmp_path)
    old = Ledger(store, "kind", "basis")
    old.note("before", "1", "kept")
    old.close()
    ledgers = [Ledger(store, "kind", "basis"), Ledger(None, "other", "basis")]

    def work(item: int) -> None:
        ledgers[0].note(str(item), "1", item)
        ledgers[1].note(str(item), "1", -item)

    noted_by_all(work, ITEMS, ledgers, 3)
    ledgers[0].save()
    again = Ledger(store, "kind", "basis")
    assert [again.recall(str(item), "1") for item in ITEMS] == list(ITEMS)
    assert [ledgers[1].recall(str(item), "1") for item in ITEMS] == [-item for item in ITEMS]
    assert again.recall("before", "1") == "kept"
