"""What a reader saves of a track: every file that its pages show, with its digest and size."""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias
from urllib.parse import unquote, urlsplit

from seodang.course.addresses import lesson_address, track_address
from seodang.editions.site.pages import PageKind, SitePage
from seodang.editions.site.publication import Publication
from seodang.editions.site.search_files import SearchFiles
from seodang.editions.site.theme_defaults import SCRIPT, STYLE
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
_ELEMENT: Final = re.compile(rb"<(?:link|script|img)\b[^>]*>")
_NAMED: Final = re.compile(rb"(?:href|src)=\"([^\"]+)\"")
_NOT_SHOWN: Final = re.compile(rb"rel=\"(?:canonical|alternate|apple-touch-icon|prev|next)\"")
_IN_STYLES: Final = re.compile(rb"url\(\s*[\"']?([^\"')]+)")


def list_address(track: TrackId) -> str:
    """Return the address of a track's list."""
    return f"{OFFLINE_FOLDER}/tracks/{track}.json"


def known_files(publication: Publication, search: SearchFiles, track: TrackId) -> tuple[str, ...]:
    """Return what is known to be saved with a track: pages, what they show, and what finds them."""
    lessons = publication.outline.lessons(track)
    wanted = {track_address(track), *map(lesson_address, lessons)}
    pages = [
        one for one in publication.pages if one.address in wanted or one.kind in _BY_THEMSELVES
    ]
    addresses = {page.address for page in pages}
    texts = (
        f"{SEARCH_FOLDER}/t/{name}.js"
        for name, text in search.index.texts.items()
        if text.address in addresses
    )
    shared = (f"{SEARCH_FOLDER}/{name}.js" for name in ("rules", "names"))
    files = (file for page in pages for file in _shown(page))
    every = (*addresses, *files, *texts, *shared, *_SCRIPTS, STYLE, SCRIPT, WORDS)
    return tuple(sorted(set(every)))


def _shown(page: SitePage) -> Iterator[str]:
    folder = posixpath.dirname(page.address)
    return (posixpath.join(folder, asset.name) for asset in page.assets)


def offline_list(
    publication: Publication,
    search: SearchFiles,
    track: TrackId,
    read: Read,
    known: Mapping[str, Entry] | None = None,
) -> bytes:
    """Return a track's list; of what is `known`, no file is opened."""
    files: dict[str, Entry] = {}
    page = track_address(track)
    addresses = (*known_files(publication, search, track), *_of_the_frame(page, read))
    for address in sorted(set(addresses)):
        entry = (known or {}).get(address) or _entry(read(address))
        if entry:
            files[address] = entry
    size = sum(dict(files.values()).values())  # of two files alike, one is saved
    sizes = search.index.sizes
    value: dict[str, Any] = {"size": size, "search": {"s": sizes.s, "k": sizes.k}, "files": files}
    return f"{json.dumps(value, ensure_ascii=False, separators=(',', ':'))}\n".encode()


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
