"""Sharing work out over processes forked from this one, which hold all it has made ready."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeAlias, TypeVar

Item = TypeVar("Item")
Work: TypeAlias = Callable[[Iterable[Item]], Any]
"""Does a share and returns a JSON value."""

WORTH_A_PROCESS: Final = 16
"""Items below which forking takes longer than it saves."""


def shared_out(work: Work[Item], items: Sequence[Item], jobs: int) -> list[Any]:
    """Do some work for all items in at most `jobs` processes; returns what each share gave.

    Where processes cannot be forked safely (other systems, a process with threads) this one does
    all. A share whose process failed is done here, so that its mistake is told as if it had
    been the only process.
    """
    jobs = min(jobs, len(items) // WORTH_A_PROCESS) if _can_fork() else 1
    if jobs <= 1:
        return [work(items)]
    shares = [items[first::jobs] for first in range(jobs)]
    children = [_fork(work, share) for share in shares[1:]]
    try:
        done = [work(shares[0])]
    finally:
        answers = [child.answer() for child in children]
    return done + [
        json.loads(answer) if answer else work(share)
        for answer, share in zip(answers, shares[1:], strict=True)
    ]


def _can_fork() -> bool:
    # macOS has fork, but its frameworks do not survive one; a thread may hold any lock.
    return sys.platform == "linux" and threading.active_count() == 1


@dataclass(frozen=True, slots=True)
class _Child:
    pid: int
    pipe: int

    def answer(self) -> bytes:
        """Wait for the child; returns nothing where it failed."""
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


def _fork(work: Work[Item], share: Sequence[Item]) -> _Child:
    reading, writing = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid:
        os.close(writing)
        return _Child(pid, reading)
    code = 1
    try:
        os.close(reading)
        answer = json.dumps(work(_while_parent_lives(share, parent))).encode()
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
        code = 0
    finally:
        os._exit(code)  # nothing of the parent's is flushed, closed or told twice
