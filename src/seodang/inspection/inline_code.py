"""What of a page its own policy switches off: scripts and styles that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_ELEMENT: Final = re.compile(r"<(script|style)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
# JSON in a script element is data: no browser runs it, and no policy asks about it.
_NOT_RUN: Final = re.compile(r"\bsrc\s*=|\btype\s*=\s*[\"']?[^\"'\s>]*json", re.IGNORECASE)
_SCRIPT: Final = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
# Each begins with letters, so that a page is passed over quickly: with all in one pattern it takes
# longer than all else that is asked of a page.
_ATTRIBUTES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"on[a-z]+\s*=\s*[\"']",
        r"style\s*=\s*[\"']",
        r"href\s*=\s*[\"']\s*javascript:",
    )
)


def inline_code(page: str) -> tuple[str, ...]:
    """Return what a page's HTML has of it, each kind once: `<script>`, `style="…"`, `onclick="…"`."""
    return tuple(dict.fromkeys(_found(page)))


def _found(page: str) -> Iterator[str]:
    for name, attributes in _ELEMENT.findall(page):
        if name.lower() == "style" or not _NOT_RUN.search(attributes):
            yield f"<{name.lower()}>"
    rest = _SCRIPT.sub("", page).lower()
    for pattern in _ATTRIBUTES:
        for found in pattern.finditer(rest):
            if _is_attribute(rest, found.start()):
                name = found[0].partition("=")[0].strip()
                yield "javascript:" if name == "href" else f'{name}="…"'


def _is_attribute(page: str, at: int) -> bool:
    """Whether the word that begins here stands in a tag."""
    return page[at - 1].isspace() and page.rfind("<", 0, at) > page.rfind(">", 0, at)
