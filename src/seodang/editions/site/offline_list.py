"""What a reader saves of a track: every file that its pages show, with its digest and size."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections.abc import Callable, Iterator, MutableMapping
from pathlib import Path
from typing import Any, Final, TypeAlias
from urllib.parse import unquote, urlsplit

from seodang.course.addresses import lesson_address, track_address
from seodang.editions.site.pages import PageKind, SitePage
from seodang.editions.site.publication import Publication
from seodang.editions.site.search_files import SearchFiles
from seodang.editions.site.terms_file import TERMS
from seodang.editions.site.theme_defaults import LATER, SCRIPT, STYLE
from seodang.ids import TrackId
from seodang.outputs import OFFLINE_FOLDER, SEARCH_FOLDER

Entry: TypeAlias = tuple[str, int]
"""A file's digest and its size in bytes."""
Read: TypeAlias = Callable[[str], bytes | None]
"""Returns the bytes of a file of the site by its address; None where there is none."""

WORDS: Final = f"{OFFLINE_FOLDER}/words.json"
_DIGITS: Final = 16
_BY_THEMSELVES: Final = (PageKind.HOME, PageKind.GLOSSARY, PageKind.PLAIN, PageKind.MINE)
_SCRIPTS: Final = tuple(
    f"assets/seodang/{name}.js" for name in ("search-engine", "offline", "offline-store")
)
_OF_KINDS: Final = ("arranging", "scenario")
"""What kinds of exercises fetch where one of them stands."""
_SHARED: Final = (
    *(f"{SEARCH_FOLDER}/{name}.js" for name in ("rules", "names")),
    *(f"assets/seodang/{name}.{end}" for name in _OF_KINDS for end in ("css", "js")),
    *(f"assets/seodang/{name}" for name in LATER),
    *(*_SCRIPTS, STYLE, SCRIPT, WORDS, TERMS),
)
_ELEMENT: Final = re.compile(rb"<(?:link|script|img)\b[^>]*>")
_NAMED: Final = re.compile(rb"(?:href|src)=\"([^\"]+)\"")
_NOT_SHOWN: Final = re.compile(rb"rel=\"(?:canonical|alternate|apple-touch-icon|prev|next)\"")
_IN_STYLES: Final = re.compile(rb"url\(\s*[\"']?([^\"')]+)")


def list_address(track: TrackId) -> str:
    """Return the address of a track's list."""
    return f"{OFFLINE_FOLDER}/tracks/{track}.json"


class Savable:
    """What can be saved of a site, track by track; looked up once for all of them."""

    def __init__(self, publication: Publication, search: SearchFiles) -> None:
        self.tracks = tuple(publication.outline.tracks)
        self._lessons = publication.outline.lessons
        self._sizes = search.index.sizes
        self._pages = {page.address: page for page in publication.pages}
        self._around = [page for page in publication.pages if page.kind in _BY_THEMSELVES]
        self._texts: dict[str, list[str]] = {}
        for name, text in search.index.texts.items():
            self._texts.setdefault(text.address, []).append(f"{SEARCH_FOLDER}/t/{name}.js")

    def files(self, track: TrackId) -> tuple[str, ...]:
        """Return what is known to be saved with a track: pages, what they show, what finds them."""
        lessons = map(lesson_address, self._lessons(track))
        own = (self._pages[address] for address in (track_address(track), *lessons))
        pages = [*own, *self._around]
        shown = (file for page in pages for file in _shown(page))
        texts = (text for page in pages for text in self._texts.get(page.address, ()))
        addresses = (page.address for page in pages)
        return tuple(sorted({*addresses, *shown, *texts, *_SHARED}))

    def listed(self, track: TrackId, read: Read, known: MutableMapping[str, Entry]) -> bytes:
        """Return a track's list; what is `known` is not opened, and what is opened is known then."""
        files: dict[str, Entry] = {}
        around = _of_the_frame(track_address(track), read)
        for address in sorted({*self.files(track), *around}):
            entry = known.get(address) or _entry(read(address))
            if entry:
                files[address] = known[address] = entry
        size = sum(dict(files.values()).values())  # of two files alike, one is saved
        sizes = {"s": self._sizes.s, "k": self._sizes.k}
        value: dict[str, Any] = {"size": size, "search": sizes, "files": files}
        return f"{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}\n".encode()


def _shown(page: SitePage) -> Iterator[str]:
    folder = posixpath.dirname(page.address)
    return (posixpath.join(folder, asset.name) for asset in page.assets)


def _entry(content: bytes | None) -> Entry | None:
    if content is None:
        return None
    return hashlib.sha256(content).hexdigest()[:_DIGITS], len(content)


def _of_the_frame(page: str, read: Read) -> Iterator[str]:
    """Yield what a page loads, and what its style sheets do: a partner's theme may bring anything."""
    for element in _ELEMENT.findall(read(page) or b""):
        for named in _NAMED.findall(element) if not _NOT_SHOWN.search(element) else ():
            address = _resolved(named, page)
            if address is None:
                continue
            yield address
            if address.endswith(".css"):
                inside = _IN_STYLES.findall(read(address) or b"")
                yield from filter(None, (_resolved(one, address) for one in inside))


def _resolved(written: bytes, page: str) -> str | None:
    parts = urlsplit(written.decode("utf-8", "replace"))
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return None
    address = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    return None if address.startswith("..") else address


def read_from(*folders: Path) -> Read:
    """Return what reads a file from the first of some folders that has it."""

    def read(address: str) -> bytes | None:
        files = (folder / address for folder in folders)
        return next((file.read_bytes() for file in files if file.is_file()), None)

    return read
