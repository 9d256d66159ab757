"""Doing shares of some work in processes forked from this one, which hold all it made ready."""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

Item = TypeVar("Item")


def can_fork() -> bool:
    """Whether this process can be forked safely."""
    # macOS has fork, but its frameworks do not survive one; a thread may hold any lock.
    return sys.platform == "linux" and threading.active_count() == 1


@dataclass(frozen=True, slots=True)
class Forked:
    """A process that is doing a share."""

    pid: int
    pipe: int

    def answer(self) -> bytes:
        """Wait for the process; returns nothing where it failed."""
        with os.fdopen(self.pipe, "rb") as pipe:
            answer = pipe.read()
        _, status = os.waitpid(self.pid, 0)
        return answer if status == 0 else b""

    def end(self) -> None:
        """Wait for the process, whose answer nobody needs any more."""
        self.answer()


def fork(work: Callable[[Iterable[Item]], Any], shares: Sequence[Sequence[Item]]) -> list[Forked]:
    """Have each share done by a process of its own."""
    return [_forked(work, share) for share in shares]


def _while_parent_lives(items: Iterable[Item], parent: int) -> Iterator[Item]:
    """Stop with a parent that was killed: the next build must not meet a process of this one."""
    for item in items:
        if os.getppid() != parent:
            os._exit(1)
        yield item


def _forked(work: Callable[[Iterable[Item]], Any], share: Sequence[Item]) -> Forked:
    reading, writing = os.pipe()
    parent = os.getpid()
    pid = os.fork()
    if pid:
        os.close(writing)
        return Forked(pid, reading)
    code = 1
    try:
        os.close(reading)
        answer = json.dumps(work(_while_parent_lives(share, parent))).encode()
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(answer)
        code = 0
    finally:
        os._exit(code)  # nothing of the parent's is flushed, closed or told twice
