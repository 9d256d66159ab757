"""Where everything of a course is published. These addresses never change (decision 0004)."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote, urlsplit

from seodang.cache.fingerprint import is_hidden
from seodang.ids import LessonId, TrackId
from seodang.outputs import HOME_PAGE

GLOSSARY_PAGE: Final = "glossary.html"
MINE_PAGE: Final = "mine.html"
"""Where a reader finds all that the device keeps for them."""
SCHEMES: Final = frozenset({"http", "https", "mailto", "tel", "sms"})
"""What links may lead to beside the course: web pages, and letters, calls and messages, which a
reader sees before sending. Others start programs on a reader's device with words of an author's."""

# Browsers leave these out of an address wherever they stand, or before it.
_LEFT_OUT: Final = str.maketrans("", "", "\t\n\r")
_BEFORE: Final = "".join(map(chr, range(33)))
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")

_EXAMPLE: Final = re.compile(r"(.+\.)?(example(\.(com|net|org))?|invalid)")
_THIS_MACHINE: Final = re.compile(r"(.+\.)?localhost(\.\w+)?|127(\.\d+){3}|0\.0\.0\.0|::1")

_ADDRESSES: Final = (
    (
        re.compile(r"lessons/([^/]+)(?:/(?:notebook\.(?:md|ipynb)|lesson\.yml))?"),
        r"lessons/\1.html",
    ),
    (re.compile(r"curriculum/pages/(.+)\.md"), r"\1.html"),
    (re.compile(r"curriculum/tracks/([^/]+)\.yml"), r"tracks/\1.html"),
    (re.compile(r"curriculum/glossary\.yml"), GLOSSARY_PAGE),
    (re.compile(r"curriculum/programme\.yml"), HOME_PAGE),
)
_FILES: Final = (
    (re.compile(r"exercises/([^/]+/.+)"), r"exercises/\1"),
    (re.compile(r"lessons/([^/]+/.+)"), r"lessons/\1"),
    (re.compile(r"curriculum/pages/(.+)"), r"\1"),
)


def lesson_address(lesson: LessonId) -> str:
    """Return the address of a lesson's page, relative to the site's root."""
    return f"lessons/{lesson}.html"


def track_address(track: TrackId) -> str:
    """Return the address of a track's page."""
    return f"tracks/{track}.html"


def foreign_scheme(href: str) -> str | None:
    """Return what an address begins with, as browsers read it, if no link may begin so.

    That is a scheme with its colon; or `//`, which on a USB stick is another computer's share.
    """
    address = href.translate(_LEFT_OUT).lstrip(_BEFORE)
    if address[:2].replace("\\", "/") == "//":
        return "//"
    scheme = _SCHEME.match(address)
    return scheme[0].lower() if scheme and scheme[0][:-1].lower() not in SCHEMES else None


def is_example(address: str) -> bool:
    """Whether an address is one of those kept for examples (RFC 2606), where nobody publishes."""
    return _EXAMPLE.fullmatch(urlsplit(address).hostname or "") is not None


def is_public(address: str) -> bool:
    """Whether others than whoever wrote an address may find something there."""
    host = urlsplit(address).hostname or ""
    return not is_example(address) and _THIS_MACHINE.fullmatch(host) is None


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """A link's parts: `path` in the course (None: not in it), and what follows `?` and `#`."""

    path: str | None
    query: str = ""
    anchor: str = ""


def read_link(href: str, page: str) -> LinkTarget:
    """Read a link in the text at `page`, a path in the course."""
    try:
        parts = urlsplit(href)
    except ValueError:  # such as an unclosed [ of an IPv6 address
        return LinkTarget(None)
    if parts.scheme or parts.netloc or not parts.path or parts.path.startswith("/"):
        return LinkTarget(None)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(parts.path)))
    return LinkTarget(None if path.startswith("..") else path, parts.query, parts.fragment)


def page_address(path: str) -> str | None:
    """Return the address of the page made of a path in the course, or None."""
    return _rewritten(path, _ADDRESSES)


def file_address(path: str) -> str | None:
    """Return the address of a file that a lesson or a page may publish, or None.

    Hidden files are never published, nor anything but files in a lesson's folder, in that of the
    pages, or in a folder beside the exercises.
    """
    # A text is published as its page only: its file holds what not every reader is to see.
    is_kept = is_hidden(path) or page_address(path) is not None
    return None if is_kept else _rewritten(path, _FILES)


def relative(address: str, page: str) -> str:
    """Return the way from the folder of the page at one address to another address."""
    return posixpath.relpath(address, posixpath.dirname(page) or ".")


def quoted(address: str) -> str:
    """Write an address for use in a link."""
    return quote(address)


def _rewritten(path: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str | None:
    for pattern, address in rules:
        found = pattern.fullmatch(path)
        if found:
            return found.expand(address)
    return None
