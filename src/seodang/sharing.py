"""Sharing work out over processes: forked from this one where that is safe, else spawned."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Protocol, TypeAlias, TypeVar

from seodang.forking import can_fork, fork
from seodang.spawning import spawn

Item = TypeVar("Item")
Work: TypeAlias = Callable[[Iterable[Item]], Any]
"""Does a share and returns a JSON value."""

START_METHOD: Final = "SEODANG_START_METHOD"
"""The environment variable that has processes spawned where they could be forked."""
START_METHODS: Final = ("fork", "spawn")
"""What it may say, in the words of multiprocessing."""

WORTH_A_FORK: Final = 16
"""Items below which forking takes longer than it saves."""
WORTH_A_SPAWN: Final = 64


@dataclass(frozen=True, slots=True)
class Workers:
    """How many processes may work at a time, and whether none of them may be forked."""

    most: int = 1
    are_spawned: bool = False


ALONE: Final = Workers()
"""One process does all."""


def workers_of(jobs: int, environ: Mapping[str, str]) -> Workers:
    """Return `jobs` workers, started as the environment says."""
    return Workers(jobs, environ.get(START_METHOD) == "spawn")


class _Process(Protocol):
    def answer(self) -> bytes:
        """Wait for the process; returns nothing where it failed."""

    def end(self) -> None:
        """Have no more to do with it."""


def shared_out(
    work: Work[Item],
    items: Sequence[Item],
    workers: Workers,
    make: Callable[[], Work[Item]] | None = None,
) -> list[Any]:
    """Do some work for all items in several processes; returns what each share gave.

    A process that cannot be forked is told by `make`, which pickle has to be able to hold as well
    as the items, how the same work is made; without it, this process does all. A share whose
    process failed is done here, so that its mistake is told as if it had been the only process.
    """
    is_forked = can_fork() and not workers.are_spawned
    worth = WORTH_A_FORK if is_forked else WORTH_A_SPAWN
    jobs = min(workers.most, len(items) // worth)
    if jobs <= 1 or (make is None and not is_forked):
        return [work(items)]
    shares = [items[first::jobs] for first in range(jobs)]
    others: Sequence[_Process]
    others = fork(work, shares[1:]) if make is None or is_forked else spawn(make, shares[1:])
    return _together(work, shares, others)


def _together(
    work: Work[Item], shares: Sequence[Sequence[Item]], others: Sequence[_Process]
) -> list[Any]:
    """Do the first share while others do the rest."""
    try:
        done = [work(shares[0])]
    except BaseException:
        for process in others:
            process.end()
        raise
    answers = [process.answer() for process in others]
    return done + [
        json.loads(answer) if answer else work(share)
        for answer, share in zip(answers, shares[1:], strict=True)
    ]
