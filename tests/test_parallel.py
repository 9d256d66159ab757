from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable

import psutil
import pytest

from seodang.parallel import WORTH_A_FORK, parallel_map

ITEMS = range(3 * WORTH_A_FORK)


def test_every_item_is_done_once_whatever_the_number_of_processes() -> None:
    for jobs in (1, 2, 3, 100):
        done = [item for share in parallel_map(list, ITEMS, jobs) for item in share]
        assert sorted(done) == list(ITEMS)


SHARES = """
import os
from seodang.parallel import parallel_map
print(len(set(parallel_map(lambda _: os.getpid(), range({items}), 3))))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")
def test_each_share_is_done_by_a_process_of_its_own() -> None:
    # In a process of its own, where no thread of another test forbids forking.
    code = SHARES.format(items=len(ITEMS))
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "3\n"


def test_few_items_are_done_here() -> None:
    assert parallel_map(lambda _: os.getpid(), ITEMS[: WORTH_A_FORK + 1], 3) == [os.getpid()]


def test_a_process_with_threads_does_all_by_itself() -> None:
    over = threading.Event()
    thread = threading.Thread(target=over.wait)
    thread.start()
    try:
        assert parallel_map(list, ITEMS, 3) == [list(ITEMS)]
    finally:
        over.set()
        thread.join()


def killed_half_way(here: int) -> Callable[[Iterable[int]], list[int]]:
    def work(items: Iterable[int]) -> list[int]:
        done = []
        for item in items:
            done.append(item)
            if os.getpid() != here and len(done) == WORTH_A_FORK // 2:
                os.kill(os.getpid(), signal.SIGKILL)
        return done

    return work


def test_a_share_whose_process_was_killed_is_done_here() -> None:
    before = psutil.Process().children()  # of other tests
    shares = parallel_map(killed_half_way(os.getpid()), ITEMS, 3)
    assert sorted(item for share in shares for item in share) == list(ITEMS)
    assert set(psutil.Process().children()) <= set(before)


@pytest.mark.parametrize("item", [ITEMS[0], ITEMS[-1]], ids=["here", "elsewhere"])
def test_a_mistake_is_raised_as_by_one_process(item: int) -> None:
    def mistaken(items: Iterable[int]) -> None:
        if item in items:
            raise LookupError(item)

    before = psutil.Process().children()
    with pytest.raises(LookupError):
        parallel_map(mistaken, ITEMS, 2)
    assert set(psutil.Process().children()) <= set(before)
