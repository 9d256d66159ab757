"""What browsers are told of: which files of the site changed, and what is wrong."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

Problems = tuple[str, ...]
_KEEP_ALIVE: Final = 10.0
"""Seconds after which a silent line is used once, to learn whether anybody still listens."""


@dataclass(frozen=True, slots=True)
class Event:
    """The state of the site after a build.

    `edition` names the state. `changed` are the addresses that differ from the edition a
    browser has; None where that is not known. `problems` are as the terminal shows them.
    """

    edition: str
    changed: tuple[str, ...] | None
    problems: Problems

    def as_json(self) -> str:
        """Return the event as the browser's script reads it."""
        facts = {"edition": self.edition, "changed": self.changed, "problems": self.problems}
        return json.dumps(facts, ensure_ascii=False)


class EventStream:
    """Keeps the newest state, and lets any number of browsers wait for a newer one."""

    def __init__(self) -> None:
        # A browser may come back after `serve` was started again: its edition is unknown then.
        self._start = secrets.token_hex(4)
        self._number = 0
        # By address, when it changed last: a tab that comes back is told of what it missed alone.
        self._last_change: dict[str, int] = {}
        self._problems: Problems = ()
        self._is_open = True
        self._condition = threading.Condition()

    @property
    def edition(self) -> str:
        """The name of the newest state."""
        return f"{self._start}.{self._number}"

    @property
    def problems(self) -> Problems:
        """What is wrong now."""
        return self._problems

    def publish(self, changed: Iterable[str], problems: Problems) -> None:
        """Tell everybody what changed, and what is wrong from now on."""
        with self._condition:
            self._number += 1
            self._last_change |= dict.fromkeys(changed, self._number)
            self._problems = problems
            self._condition.notify_all()

    def since(self, edition: str) -> Event:
        """Return what a browser that has an edition needs to know, at once."""
        with self._condition:
            number = self._number_of(edition)
            return Event(self.edition, self._changed_since(number), self._problems)

    def wait(self, edition: str) -> Event | None:
        """Return the next event as soon as there is one; None when none came for a while."""
        with self._condition:
            self._condition.wait_for(
                lambda: not self._is_open or edition != self.edition, timeout=_KEEP_ALIVE
            )
        return None if edition == self.edition else self.since(edition)

    @property
    def is_open(self) -> bool:
        """Whether more events may come."""
        return self._is_open

    def close(self) -> None:
        """Let nobody wait any longer."""
        with self._condition:
            self._is_open = False
            self._condition.notify_all()

    def _number_of(self, edition: str) -> int | None:
        start, _, number = edition.partition(".")
        return int(number) if start == self._start and number.isdecimal() else None

    def _changed_since(self, number: int | None) -> tuple[str, ...] | None:
        if number is None:
            return None
        return tuple(sorted(name for name, last in self._last_change.items() if last > number))
