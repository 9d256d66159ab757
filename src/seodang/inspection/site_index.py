"""The finished site, as an inspection looks at it: files, the facts of pages, where links lead."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from seodang.cache.file_states import states_of
from seodang.cache.memo import Question
from seodang.inspection.html_facts import PageFacts, facts_of
from seodang.output.artefact import is_page
from seodang.output.write_output import Written
from seodang.problems import Message, Place, Problem

_MOST_AT_ONCE: Final = 256


class SiteIndex:
    """A published site's files by address; a page and its facts are read when asked for.

    Addresses count from where the site begins, which the programme publishes at `url`; `own` are
    those of the output that is looked at, which may be one among others of the site.
    """

    def __init__(self, written: Written, url: str) -> None:
        self.written = written
        self.url = url
        self.folder = written.output.home
        way = written.output.folder.relative_to(self.folder)
        self._before = "".join(f"{part}/" for part in way.parts)
        self.files = states_of(self.folder)
        inside = {
            n.removeprefix(self._before): state
            for n, state in self.files.items()
            if n.startswith(self._before)
        }
        self.own = sorted(f"{self._before}{n}" for n in written.output.own(inside))
        self.text = lru_cache(1)(self._text)
        # Not all at once: the facts of five thousand pages are as large as the pages.
        self.facts = lru_cache(_MOST_AT_ONCE)(self._facts)

    def _text(self, address: str) -> str:
        return (self.folder / address).read_text("utf-8")

    def _facts(self, address: str) -> PageFacts:
        return facts_of(self.text(address))

    def exists(self, address: str, anchor: str) -> bool:
        """Whether a file is there and, if it is a page, has the anchor."""
        is_any = anchor in ("", "top") or not is_page(address) or self.is_unsure(address)
        if address not in self.files or is_any:
            return address in self.files
        return anchor in self.facts(address).anchors

    def is_unsure(self, address: str) -> bool:
        """Whether a page is not what its lesson makes now: that is told once, at the lesson."""
        return self.has_stayed(address) or self._in_output(address) in self.written.stand_ins

    def has_stayed(self, address: str) -> bool:
        """Whether a page is from an earlier build, and was not to be made anew."""
        return self._in_output(address) in self.written.stayed

    def _in_output(self, address: str) -> str | None:
        """Return an address as the output counts it; None where it is another's."""
        return address.removeprefix(self._before) if address.startswith(self._before) else None

    def place_of(self, address: str) -> str:
        """Return the authors' file a page was made from, or else the page itself."""
        own = f"{self.folder.name}/{address}"
        return self.written.sources.get(address.removeprefix(self._before), own)

    def size(self, address: str) -> int:
        """Return the bytes of a file; none where it is not there."""
        return self.files[address][0] if address in self.files else 0


@dataclass(frozen=True, slots=True)
class PublishedPage:
    """One page of a published site."""

    index: SiteIndex
    address: str
    asked: dict[Question, None] = field(default_factory=dict)
    """The other pages whose anchors it was asked about."""

    def leads_to(self, address: str, anchor: str) -> bool:
        """Whether a link with this target leads somewhere."""
        if anchor and address != self.address and is_page(address):
            self.asked["anchors", address] = None
        return self.index.exists(address, anchor)

    @property
    def facts(self) -> PageFacts:
        """What was read from the page's HTML."""
        return self.index.facts(self.address)

    def text(self) -> str:
        """Return the page's HTML."""
        return self.index.text(self.address)

    def target(self, link: str) -> tuple[str, str] | None:
        """Return the address and the anchor a link leads to; None where it leaves the site."""
        if link.startswith("#"):
            return self.address, unquote(link[1:])
        home = self.index.url
        found = _target(link, posixpath.dirname(self.address), home)
        return found and (found[0] or self.address, found[1])

    def loads(self) -> list[tuple[str, str]]:
        """Return what the page loads from its own site: as it is written, and its address."""
        found = ((written, self.target(written)) for written in self.facts.loads)
        return [(written, target[0]) for written, target in found if target is not None]

    def problem(self, rule: str, message: Message, fix: Message) -> Problem:
        """Return a problem of this page, at the authors' file it was made from."""
        path = self.index.place_of(self.address)
        return Problem(rule, Place(path), message, fix)


def parts_of(address: str) -> SplitResult | None:
    """Split an address; None where it is none, such as one with an unclosed [."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


@lru_cache(maxsize=4096)  # the pages of a folder share most of their links
def _target(link: str, folder: str, home: str) -> tuple[str, str] | None:
    parts = parts_of(link)
    if parts is None or parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    if path.startswith("/"):  # as on the page for missing pages, which stands everywhere
        path = path.removeprefix(urlsplit(home).path) or "index.html"
    elif path:
        path = posixpath.normpath(posixpath.join(folder, path))
    return path, unquote(parts.fragment)
