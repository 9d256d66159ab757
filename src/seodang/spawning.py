"""Doing shares of some work in processes started afresh, where none can be forked.

Such a process is told how to make the work, and its share of the items, over its standard
input, and answers in JSON over its standard output.
"""

from __future__ import annotations

import copyreg
import io
import json
import os
import pickle
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, BinaryIO, Final

from seodang.freshness import engine_key

_BEGIN: Final = (
    "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer);"
    "from seodang.spawning import main; main()"
)


@dataclass(frozen=True, slots=True)
class Spawned:
    """A process that is doing a share."""

    process: subprocess.Popen[bytes]
    orders: BinaryIO
    answers: BinaryIO

    def order(self, order: bytes) -> None:
        """Tell the process what to do; one that has died says so by the end of its answer."""
        with suppress(OSError):
            self.orders.write(order)
            self.orders.flush()

    def answer(self) -> bytes:
        """Wait for the process; returns nothing where it failed."""
        with self.answers:
            answer = self.answers.read()
        has_failed = self.process.wait()  # before its orders end, which would end it, too
        with suppress(OSError):  # where it died before it was told all
            self.orders.close()
        return b"" if has_failed else answer

    def end(self) -> None:
        """End the process, whose answer nobody waits for any more."""
        self.process.kill()
        self.answer()


def spawn(make: Callable[[], Any], shares: Sequence[Sequence[Any]]) -> list[Spawned]:
    """Have each share done by a process of its own.

    `make` and the items have to be what pickle can hold; `make` returns the work, which returns
    JSON values.
    """
    if not shares:
        return []
    spawned = [_started() for _ in shares]  # they start side by side before any is told
    work = _pickled(sys.path) + _pickled(engine_key()) + _pickled(make)
    for process, share in zip(spawned, shares, strict=True):
        process.order(work + _pickled(share))
    return spawned


def _started() -> Spawned:
    process = subprocess.Popen(  # noqa: S603 (our own interpreter and module)
        # Without -P a course's own json.py would be run.
        [sys.executable, "-P", "-c", _BEGIN],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # a mistake is told by the parent, once
    )
    if process.stdin is None or process.stdout is None:
        raise ValueError("a process that does a share needs pipes")
    return Spawned(process, process.stdin, process.stdout)  # type: ignore[arg-type]


class _Pickler(pickle.Pickler):
    """Knows the mappings that a course is made of, too."""

    dispatch_table = copyreg.dispatch_table.copy()
    dispatch_table[MappingProxyType] = lambda proxy: (_read_only, (dict(proxy),))


def _read_only(values: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    return MappingProxyType(values)  # which pickle would not find by its own name


def _pickled(value: object) -> bytes:
    pickled = io.BytesIO()
    _Pickler(pickled).dump(value)
    return pickled.getvalue()


def main() -> None:
    """Do what the parent says."""
    answers = os.dup(1)
    os.dup2(2, 1)  # what a library prints is no answer
    if pickle.load(sys.stdin.buffer) != engine_key():  # noqa: S301 (our parent's words)
        os._exit(1)  # the engine was changed meanwhile, and its parent is the former one
    make = pickle.load(sys.stdin.buffer)  # noqa: S301
    share = pickle.load(sys.stdin.buffer)  # noqa: S301
    threading.Thread(target=_die_with_parent, daemon=True).start()
    answer = json.dumps(make()(share)).encode()
    with os.fdopen(answers, "wb") as pipe:
        pipe.write(answer)
    os._exit(0)  # the thread is still waiting


def _die_with_parent() -> None:
    """End with a parent that was killed: the next build must not meet a process of this one."""
    os.read(0, 1)  # nothing comes but the end, when nobody holds the other side any more
    os._exit(1)
