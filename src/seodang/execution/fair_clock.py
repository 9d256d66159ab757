"""A clock that stands still while a notebook waits for a processor that others use.

A limit of time is for what a lesson does. On a busy machine the same lesson takes longer by the
clock on the wall, and would fail there one day and not the next.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from seodang.execution.limits import Usage

MOST_STRETCH: Final = 10
"""By the clock on the wall nothing takes longer than its limit times this."""


@dataclass(slots=True)
class FairClock:
    """The seconds since `begun` that were not the notebook's own, as far as looks at it tell."""

    begun: float
    stood_still: float = 0.0
    _looked: float = 0.0
    _cpu: float = 0.0
    _waits: Mapping[int, float] = field(default_factory=dict)

    def note(self, usage: Usage, now: float) -> None:
        """Take a look at the notebook's processes into account."""
        passed = now - max(self._looked, self.begun)
        # None of the processes at the first look has a wait to compare with.
        waited = max(
            (wait - self._waits[pid] for pid, wait in usage.waits.items() if pid in self._waits),
            default=usage.crowding * passed,
        )
        # What all its processes used is the notebook's own time: those that it starts in great
        # number wait for each other, not for somebody else.
        used = usage.cpu - self._cpu
        self.stood_still += min(max(0.0, waited), max(0.0, passed - max(0.0, used)))
        self._looked, self._cpu, self._waits = now, usage.cpu, usage.waits

    def begin(self, now: float) -> None:
        """Begin anew, with another cell."""
        self.begun, self.stood_still = now, 0.0

    def deadline(self, allowed: float) -> float:
        """Return when so many seconds of the notebook's own will be over, by the usual clock."""
        return self.begun + min(allowed + self.stood_still, MOST_STRETCH * allowed)
