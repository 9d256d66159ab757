"""What is wrong with pages; one is looked at again when it, or what it asked for, has changed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from seodang.cache.fingerprint import engine_key
from seodang.cache.memo import Memo, Question, memoised_map
from seodang.cache.problem_json import problem_from_json, problem_to_json
from seodang.cache.store import Store, key_of
from seodang.inspection.site_index import PublishedPage, SiteIndex
from seodang.output.artefact import is_page
from seodang.outputs import OFFLINE_FOLDER, SEARCH_FOLDER
from seodang.problems import Problem

PageCheck: TypeAlias = Callable[[PublishedPage], Iterator[Problem]]


class PageInspector:
    """Looks at pages for what the checks ask.

    What is wrong with a page depends on itself, on which files there are for its links and how
    large those are that it loads, and on the anchors of the pages whose anchors it names.
    """

    def __init__(self, index: SiteIndex, checks: Mapping[str, PageCheck], store: Store) -> None:
        output = index.written.output
        # The rules look for the paths of this machine, and links may name the site by its address.
        name, basis = f"{output.label} {output.variant}", [str(index.folder), sys.prefix, index.url]
        self._index = index
        self._checks = checks
        self._anchors = Memo(store, f"anchors of pages {name}", engine_key())
        self._memo = Memo(
            store, f"problems of pages {name}", [engine_key(), basis], answer=self._answer
        )
        # What stayed was looked at when it was made; what it links to may have changed since.
        pages = (address for address in index.own if is_page(address))
        self._pages = [address for address in pages if not index.has_stayed(address)]
        self._others = _others(index)

    def run_all(self, jobs: int) -> list[Problem]:
        """Return what is wrong with the pages, which several processes look at."""
        new = [address for address in self._pages if self._known(address) is None]
        memoised_map(self._look_at, new, [self._memo, self._anchors], jobs)
        found = [problem_from_json(one) for page in self._pages for one in self._known(page)]
        self._memo.save()
        self._anchors.save()
        return found

    def _known(self, address: str) -> Any:
        return self._memo.get(address, self._key(address))

    def _look_at(self, address: str) -> None:
        page = PublishedPage(self._index, address)
        problems = [problem for check in self._checks.values() for problem in check(page)]
        value = [problem_to_json(problem) for problem in problems]
        self._memo.put(address, self._key(address), value, page.asked)
        self._answer(("anchors", address))  # while the page is in memory: other pages will ask

    def _key(self, address: str) -> list[Any]:
        return [list(self._index.files[address]), self._others, self._index.place_of(address)]

    def _answer(self, question: Question) -> Any:
        """Return the key of a page's anchors; None where there is no such page any more."""
        address = question[1]
        if address not in self._index.files:
            return None
        if self._index.is_unsure(address):
            return "any"
        state = list(self._index.files[address])
        known = self._anchors.get(address, state)
        if known is None:
            known = key_of(self._index.facts(address).anchors)
            self._anchors.put(address, state, known)
        return known


def _others(index: SiteIndex) -> str:
    """Return the key of which files there are, and of the sizes of those that pages may load."""
    sizes = (
        (n, 0 if is_page(n) or _is_fetched_later(n) else size)
        for n, (size, _) in index.files.items()
    )
    return key_of(sorted(sizes))


def _is_fetched_later(address: str) -> bool:
    """Whether no page loads a file: it is fetched when somebody searches or saves a course."""
    return any(f"/{folder}/" in f"/{address}" for folder in (SEARCH_FOLDER, OFFLINE_FOLDER))
