"""Which files of the site have to be made anew, decided before MkDocs is imported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from seodang.cache.store import Key
from seodang.editions.site.page_keys import around_keys, has_templates, rest_key, setting_key
from seodang.editions.site.pages import SitePage, assets_of
from seodang.editions.site.patch_page import patch_page
from seodang.editions.site.publication import Publication
from seodang.output.journal import State
from seodang.output.manifest import Manifest, PageRecord
from seodang.problems import Problem


@dataclass(frozen=True, slots=True)
class Work:
    """What to make of a site: pages whose content alone changed, other pages, and the rest.

    `files` are those that pages show, with their keys in the store. `still` is right as it is
    published. `records` say what all pages are made from.
    """

    records: Mapping[str, PageRecord]
    rest: Key
    setting: Key
    edited: tuple[tuple[SitePage, PageRecord], ...]
    stale: frozenset[str]
    has_stale_rest: bool
    files: Mapping[str, Key]
    still: frozenset[str]


def work_for(
    publication: Publication,
    pages: tuple[SitePage, ...],
    known: Manifest,
    states: Mapping[str, State],
) -> Work:
    """Compare what the pages show with what is known of the site; `states` are its files' now."""
    intact = frozenset(n for n, state in known.states.items() if states.get(n) == state)
    sorting = _Sorting(publication, known, intact, has_templates(publication))
    setting = setting_key(publication)
    is_same = setting == known.setting and known.pages.keys() == {page.address for page in pages}
    arounds = {} if is_same else around_keys(publication, pages)
    for page in pages:
        around = known.pages[page.address].around if is_same else arounds[page.address]
        sorting.page(page, around)
    rest = known.rest if is_same and known.rest else rest_key(publication, pages)
    others = known.files_of_rest()
    is_rest_right = rest == known.rest and others <= intact
    return Work(
        records=sorting.records,
        rest=rest,
        setting=setting,
        edited=tuple(sorting.edited),
        stale=frozenset(sorting.stale),
        has_stale_rest=not is_rest_right,
        files=sorting.files,
        still=frozenset(sorting.still) | (others if is_rest_right else frozenset()),
    )


@dataclass(slots=True)
class _Sorting:
    """Puts each page where it belongs."""

    publication: Publication
    known: Manifest
    intact: frozenset[str]
    has_templates: bool
    records: dict[str, PageRecord] = field(default_factory=dict)
    edited: list[tuple[SitePage, PageRecord]] = field(default_factory=list)
    stale: set[str] = field(default_factory=set)
    files: dict[str, Key] = field(default_factory=dict)
    still: set[str] = field(default_factory=set)

    def page(self, page: SitePage, around: Key) -> None:
        """Sort a page, and the files it shows."""
        known = self.known.pages.get(page.address)
        is_same = known is not None and known.fragment == page.fragment
        assets = known.assets if known and is_same else assets_of(self.publication, page)
        self.records[page.address] = PageRecord(around, page.fragment, assets)
        self._assets(known.assets if known else {}, assets)
        if known is None or known.around != around or page.address not in self.intact:
            self.stale.add(page.address)
        elif is_same:
            self.still.add(page.address)
        elif self.has_templates:
            self.stale.add(page.address)
        else:
            self.edited.append((page, known))

    def _assets(self, known: Mapping[str, Key], assets: Mapping[str, Key]) -> None:
        for address, key in assets.items():
            if known.get(address) == key and address in self.intact:
                self.still.add(address)
            else:
                self.files[address] = key


def do(work: Work, publication: Publication, staging: Path, site: Path, jobs: int) -> list[Problem]:
    """Make what is stale in an empty folder; returns what is wrong with settings or the theme."""
    stale = set(work.stale)
    for page, known in work.edited:
        html = _patched(publication, page, known, site / page.address)
        if html is None:
            stale.add(page.address)
        else:
            _write(staging / page.address, html.encode())
    for address, key in work.files.items():
        _write(staging / address, publication.asset(key))
    if not stale and not work.has_stale_rest:
        return []
    # Importing MkDocs and reading its settings takes as long as building a hundred pages.
    from seodang.editions.site.mkdocs_build import Wanted, build_some

    wanted = Wanted(frozenset(stale), work.has_stale_rest)
    return build_some(publication, staging, wanted, jobs)


def _patched(publication: Publication, page: SitePage, known: PageRecord, file: Path) -> str | None:
    if known.fragment is None or page.fragment is None:
        return None
    old = publication.find_fragment(known.fragment)
    html = file.read_bytes().decode("utf-8")
    return None if old is None else patch_page(html, old, publication.fragment(page.fragment))


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
