"""What was worked out from many small things the last time, in one entry of the store.

Reading a thousand entries takes as long as much of the work they save; reading one takes
milliseconds.
"""

from __future__ import annotations

from typing import Any

from seodang.store import Key, Store, key_of


class Ledger:
    """Remembers a JSON value for each name, as long as the name's key stays the same.

    `basis` stands for all that the values depend on beside their keys.
    """

    def __init__(self, store: Store, kind: str, basis: object) -> None:
        self._store = store
        self._kind = kind
        self._basis = key_of(basis)
        last = store.load_json("ledgers", self._entry)
        self._last: dict[str, list[Any]] = last["lines"] if self._is_right(last) else {}
        self._lines: dict[str, list[Any]] = {}

    def recall(self, name: str, key: str) -> list[Any]:
        """Return what is known of a name in a list, or an empty list."""
        line = self._last.get(name)
        if line is None or line[0] != key:
            return []
        self._lines[name] = line
        return line[1:]

    def note(self, name: str, key: str, value: Any) -> None:
        """Remember a value."""
        self._lines[name] = [key, value]

    def close(self) -> None:
        """Keep what was recalled or noted; all else is forgotten."""
        if self._lines != self._last:
            kept = {"basis": self._basis, "lines": self._lines}
            self._store.save_json("ledgers", self._entry, kept)

    @property
    def _entry(self) -> Key:
        return key_of(self._kind)

    def _is_right(self, last: Any) -> bool:
        return last is not None and last["basis"] == self._basis
