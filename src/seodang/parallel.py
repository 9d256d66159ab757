"""Sharing work out over processes forked from this one, which hold all that it made ready."""

from __future__ import annotations

import gc
import json
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, TypeVar

Item = TypeVar("Item")
Work: TypeAlias = Callable[[Iterable[Item]], Any]
"""Does a share of the items and returns a JSON value."""

WORTH_A_FORK: Final = 16
"""Items below which forking takes longer than it saves."""


def can_fork() -> bool:
    """Whether this process can be forked safely; elsewhere it does all by itself."""
    # macOS has fork, but its frameworks do not survive one; a thread may hold any lock.
    return sys.platform == "linux" and threading.active_count() == 1


def parallel_map(work: Work[Item], items: Sequence[Item], jobs: int) -> list[Any]:
    """Do some work for all items in at most `jobs` processes; returns what each share gave.

    A share whose process failed is done here, so that its mistake is told as if it had been
    the only process.
    """
    number = min(jobs, len(items) // WORTH_A_FORK) if can_fork() else 1
    # Neighbours cost alike (a large lesson's texts stand together), so they are dealt out in turn.
    shares = [items[n::number] for n in range(number)] if number > 1 else [items]
    others = [_fork(work, share) for share in shares[1:]]
    try:
        done = [work(shares[0])]
    except BaseException:
        for process in others:
            process.answer()
        raise
    answers = [process.answer() for process in others]
    return done + [
        json.loads(answer) if answer else work(share)
        for answer, share in zip(answers, shares[1:], strict=True)
    ]


@dataclass(frozen=True, slots=True)
class _Forked:
    pid: int
    pipe: int

    def answer(self) -> bytes:
        """Wait for the process; returns nothing where it failed."""
        with os.fdopen(self.pipe, "rb") as pipe:
            answer = pipe.read()
        _, status = os.waitpid(self.pid, 0)
        return answer if status == 0 else b""


def _while_parent_lives(items: Iterable[Item], parent: int) -> Iterator[Item]:
    """Stop with a parent that was killed: the next build must not meet a process of this one."""
    for item in items:
        if os.getppid() != parent:
            os._exit(1)
        yield item


def _fork(work: Work[Item], share: Sequence[Item]) -> _Forked:
    reading, writing = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid:
        os.close(writing)
        return _Forked(pid, reading)
    code = 1
    try:
        os.close(reading)
        gc.freeze()  # what the parent made stays, and to look through it would copy its pages
        answer = json.dumps(work(_while_parent_lives(share, parent))).encode()
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
        code = 0
    finally:
        os._exit(code)  # nothing of the parent's is flushed, closed or told twice
