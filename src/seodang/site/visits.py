"""Which pages were inspected before, among the same files and anchors, and found right."""

from __future__ import annotations

import sys

from seodang.forking import warmed
from seodang.freshness import engine_key
from seodang.ledger import Ledger
from seodang.site.published import Published, is_page
from seodang.store import Key, key_of


class Visits:
    """Remembers the pages without problems.

    Whether a page is right depends on itself, on which files and anchors there are for its
    links, and on the sizes of the files it loads.
    """

    def __init__(self, published: Published, jobs: int) -> None:
        basis = [engine_key(), str(published.site.folder), sys.prefix, published.site.url]
        self._published = published
        self._ledger = Ledger(published.site.store, "inspected pages", basis)
        self._pages = sorted(address for address in published.files if is_page(address))
        self._known = {n: self._ledger.recall(n, self._state(n)) for n in self._pages}
        warmed(published.facts, [n for n in self._pages if not self._known[n]], jobs)
        self._anchors = {address: self._anchors_of(address) for address in self._pages}
        self._around = self._surroundings()

    def due(self) -> list[str]:
        """Return the addresses of the pages to look at."""
        return [n for n in self._pages if [self._anchors[n], self._around] not in self._known[n]]

    def note(self, address: str) -> None:
        """Remember that a page is right."""
        value = [self._anchors[address], self._around]
        self._ledger.note(address, self._state(address), value)

    def close(self) -> None:
        """Keep what is known for the next inspection."""
        self._ledger.close()

    def _state(self, address: str) -> str:
        return str(self._published.files[address])

    def _anchors_of(self, address: str) -> str:
        for anchors, _ in self._known[address]:
            return str(anchors)
        return key_of(self._published.facts(address).anchors)

    def _surroundings(self) -> Key:
        sizes = [(n, size) for n, (size, _) in self._published.files.items() if not is_page(n)]
        return key_of(sorted(sizes), self._anchors)
