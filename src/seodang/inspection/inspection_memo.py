"""Which pages were inspected before, among the same files, and found right."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from seodang.cache.fingerprint import engine_key
from seodang.cache.memo import Ledger, Noting, noted_by_all
from seodang.cache.store import Key, key_of
from seodang.inspection.site_index import Published, PublishedPage, is_page
from seodang.problems import Problem

PageCheck: TypeAlias = Callable[[PublishedPage], Iterator[Problem]]


class Visits:
    """Checks pages; one without problems is not looked at again for nothing.

    Whether a page is right depends on itself, on which files there are for its links and how
    large those are that it loads, and on the anchors of the pages whose anchors it names.
    """

    def __init__(self, published: Published, checks: Mapping[str, PageCheck]) -> None:
        basis = [engine_key(), str(published.site.folder), sys.prefix, published.site.url]
        self._published = published
        self._checks = checks
        self._ledger = Ledger(published.site.store, "inspected pages", basis)
        self._pages = sorted(address for address in published.files if is_page(address))
        self._around = self._surroundings()

    def problems(self, jobs: int) -> list[Problem]:
        """Return what is wrong with the pages, which several processes look at."""
        new = [address for address in self._pages if not self._is_right(address)]
        noted_by_all(Noting(self._look_at, [self._ledger]), new, jobs)
        found = [problem for n in new if not self._is_right(n) for problem in self._look_at(n)]
        self._ledger.close()
        return found

    def _is_right(self, address: str) -> bool:
        known = self._ledger.recall(address, self._state(address))
        if known is None:
            return False
        _, around, asked = known
        return bool(around == self._around) and all(
            self._anchors_of(other) == key for other, key in asked.items()
        )

    def _look_at(self, address: str) -> list[Problem]:
        page = PublishedPage(self._published, address)
        problems = [problem for check in self._checks.values() for problem in check(page)]
        if not problems:
            asked = {other: self._anchors_of(other) for other in sorted(page.asked)}
            value = [key_of(page.facts.anchors), self._around, asked]
            self._ledger.note(address, self._state(address), value)
        return problems

    def _anchors_of(self, address: str) -> Key | None:
        """Return the key of a page's anchors; None where there is no such page any more."""
        if address not in self._published.files:
            return None
        known = self._ledger.recall(address, self._state(address))
        return key_of(self._published.facts(address).anchors) if known is None else Key(known[0])

    def _state(self, address: str) -> list[int]:
        return list(self._published.files[address])

    def _surroundings(self) -> Key:
        files = self._published.files.items()
        return key_of(sorted((n, 0 if is_page(n) else size) for n, (size, _) in files))
