"""What was worked out from many small things the last time, in one entry of the store.

Reading a thousand entries takes as long as much of the work they save; reading one takes
milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Generic, TypeVar

from seodang.cache.store import Key, Store, key_of
from seodang.parallel import parallel_map

Item = TypeVar("Item")
_LEDGERS: Final = "ledgers"
"""The kind under which the store keeps ledgers."""


class Ledger:
    """Remembers a JSON value for each name, as long as the name's key stays the same.

    `basis` stands for all that the values depend on beside their keys. Without a store it
    remembers no longer than it lives.
    """

    def __init__(self, store: Store | None, kind: str, basis: object) -> None:
        self._store = store
        self._kind = kind
        self._basis = key_of(basis)
        last: Any = store.load_json(_LEDGERS, self._entry) if store else None
        is_right = last is not None and last["basis"] == self._basis
        self._last: Mapping[str, list[Any]] = last["lines"] if is_right else {}
        self._lines: dict[str, list[Any]] = {}
        self._noted: set[str] = set()

    def recall(self, name: str, key: Any) -> Any:
        """Return what is known of a name, or None."""
        line = self._lines.get(name) or self._last.get(name)
        if line is None or line[0] != key:
            return None
        self._lines[name] = line
        return line[1]

    def note(self, name: str, key: Any, value: Any) -> None:
        """Remember a value other than None."""
        self._lines[name] = [key, value]
        self._noted.add(name)

    def noted(self) -> dict[str, list[Any]]:
        """Return the lines that are new."""
        return {name: self._lines[name] for name in sorted(self._noted)}

    def take_over(self, lines: Mapping[str, list[Any]]) -> None:
        """Note what another process noted."""
        self._lines.update(lines)
        self._noted |= lines.keys()

    def save(self) -> None:
        """Keep what is new beside all that was known."""
        self._keep({**self._last, **self._lines})

    def close(self) -> None:
        """Keep what was recalled or noted; all else is forgotten."""
        self._keep(self._lines)

    def _keep(self, lines: Mapping[str, list[Any]]) -> None:
        if self._store is not None and lines != self._last:
            self._store.save_json(_LEDGERS, self._entry, {"basis": self._basis, "lines": lines})

    @property
    def _entry(self) -> Key:
        return key_of(self._kind)


def forget_ledgers(store: Store) -> None:
    """Remove all ledgers, so that what they said is found out anew."""
    store.forget(_LEDGERS)


@dataclass(frozen=True, slots=True)
class Noting(Generic[Item]):
    """Work that notes what it finds in ledgers."""

    work: Callable[[Item], object]
    ledgers: Sequence[Ledger]

    def __call__(self, items: Iterable[Item]) -> list[dict[str, list[Any]]]:
        """Work on items; returns what each ledger has new."""
        for item in items:
            self.work(item)
        return [ledger.noted() for ledger in self.ledgers]


def noted_by_all(noting: Noting[Item], items: Sequence[Item], jobs: int) -> None:
    """Do work that notes what it finds, in several processes, as `parallel_map` does."""
    for answer in parallel_map(noting, items, jobs):
        for ledger, lines in zip(noting.ledgers, answer, strict=True):
            ledger.take_over(lines)
