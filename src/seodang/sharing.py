"""Sharing work out over processes: forked from this one where that is safe, else spawned."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, Protocol, TypeAlias, TypeVar

from seodang.forking import can_fork, fork
from seodang.spawning import spawn

Item = TypeVar("Item")
Work: TypeAlias = Callable[[Iterable[Item]], Any]
"""Does a share and returns a JSON value."""

START_METHOD: Final = "SEODANG_START_METHOD"
"""The environment variable that has processes spawned, if it says so in multiprocessing's word."""
_SPAWN: Final = "spawn"

WORTH_A_FORK: Final = 16
"""Items below which forking takes longer than it saves."""


@dataclass(frozen=True, slots=True)
class Afresh(Generic[Item]):
    """How to make the same work in a process that knows nothing yet.

    Pickle has to be able to hold `make` and the items. While such a process starts, this one does
    `worth` items: that many the others are spared, and with fewer for each none is started.
    """

    make: Callable[[], Work[Item]]
    worth: int


@dataclass(frozen=True, slots=True)
class Workers:
    """How many processes may work at a time.

    Where `are_spawned`, none is forked, and they are started whether it is worth it or not.
    """

    most: int = 1
    are_spawned: bool = False


ALONE: Final = Workers()
"""One process does all."""


def workers_of(jobs: int, environ: Mapping[str, str]) -> Workers:
    """Return `jobs` workers, started as the environment says."""
    return Workers(jobs, environ.get(START_METHOD) == _SPAWN)


class _Process(Protocol):
    def answer(self) -> bytes:
        """Wait for the process; returns nothing where it failed."""

    def end(self) -> None:
        """Have no more to do with it."""


def shared_out(
    work: Work[Item],
    items: Sequence[Item],
    workers: Workers,
    afresh: Afresh[Item] | None = None,
) -> list[Any]:
    """Do some work for all items in several processes; returns what each share gave.

    Where processes cannot be forked they are started afresh; without knowing how, this one does
    all. A share whose process failed is done here, so that its mistake is told as if it had been
    the only process.
    """
    if can_fork() and not workers.are_spawned:
        shares = _shares(items, workers.most, WORTH_A_FORK, 0)
        return _together(work, shares, fork(work, shares[1:]))
    if afresh is None:
        return [work(items)]
    worth = 1 if workers.are_spawned else afresh.worth
    shares = _shares(items, workers.most, worth, worth)
    return _together(work, shares, spawn(afresh.make, shares[1:]))


def _shares(items: Sequence[Item], most: int, worth: int, head_start: int) -> list[Sequence[Item]]:
    """Divide items into at most so many shares worth a process each; the first has more."""
    number = min(most, len(items) // worth)
    if number <= 1:
        return [items]
    rest = items[head_start:]
    return [[*items[:head_start], *rest[::number]], *(rest[n::number] for n in range(1, number))]


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
