"""The finished site, as an inspection looks at it: files, the facts of pages, where links lead."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from typing import Final
from urllib.parse import unquote, urlsplit

from seodang.problems import Message, Place, Problem
from seodang.site.html_facts import PageFacts, facts_of
from seodang.site.journal import State, states_of
from seodang.site.write import Site
from seodang.store import key_of

_MOST_AT_ONCE: Final = 256
_FACTS: Final = "page-facts"
_FACTS_VERSION: Final = 1


class Published:
    """A site with all its files by address; the facts of a page are read when asked for."""

    def __init__(self, site: Site, files: Mapping[str, State]) -> None:
        self.site = site
        self.files = files
        # Not all at once: the facts of five thousand pages are as large as the pages.
        self.facts = lru_cache(_MOST_AT_ONCE)(partial(_facts, site))

    def exists(self, address: str, anchor: str) -> bool:
        """Whether a file is there and, if it is a page, has the anchor."""
        if address not in self.files or anchor in ("", "top") or not is_page(address):
            return address in self.files
        return anchor in self.facts(address).anchors

    def size(self, address: str) -> int:
        """Return the bytes of a file; none where it is not there."""
        return self.files[address][0] if address in self.files else 0


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """One page of a published site."""

    published: Published
    address: str
    asked: set[str] = field(default_factory=set)
    """The other pages whose anchors it was asked about."""

    def leads_to(self, address: str, anchor: str) -> bool:
        """Whether a link with this target leads somewhere."""
        if anchor and address != self.address and is_page(address):
            self.asked.add(address)
        return self.published.exists(address, anchor)

    @property
    def facts(self) -> PageFacts:
        """What was read from the page's HTML."""
        return self.published.facts(self.address)

    def text(self) -> str:
        """Return the page's HTML."""
        return (self.published.site.folder / self.address).read_text("utf-8")

    def target(self, link: str) -> tuple[str, str] | None:
        """Return the address and the anchor a link leads to; None where it leaves the site."""
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            return None
        path = unquote(parts.path)
        if path.startswith("/"):  # as on the page for missing pages, which stands everywhere
            path = path.removeprefix(urlsplit(self.published.site.url).path)
        elif path:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(self.address), path))
        else:
            path = self.address
        return path or "index.html", unquote(parts.fragment)

    def loads(self) -> list[tuple[str, str]]:
        """Return what the page loads from its own site: as it is written, and its address."""
        found = ((written, self.target(written)) for written in self.facts.loads)
        return [(written, target[0]) for written, target in found if target is not None]

    def problem(self, rule: str, message: Message, fix: Message) -> Problem:
        """Return a problem of this page, at the authors' file it was made from."""
        path = self.published.site.sources.get(self.address, f"site/{self.address}")
        return Problem(rule, Place(path), message, fix)


def is_page(address: str) -> bool:
    """Whether readers see what lies at an address as a page."""
    return address.endswith(".html")


def look_at(site: Site) -> Published:
    """Look at the files of a site."""
    return Published(site, states_of(site.folder))


def _facts(site: Site, address: str) -> PageFacts:
    content = (site.folder / address).read_bytes()
    key = key_of(_FACTS, _FACTS_VERSION, hashlib.sha256(content).hexdigest())
    kept = site.store.load_json(_FACTS, key)
    if kept is not None:
        return PageFacts.from_json(kept)
    facts = facts_of(content.decode("utf-8"))
    site.store.save_json(_FACTS, key, facts.to_json())
    return facts
