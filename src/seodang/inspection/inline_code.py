"""What of a page its own policy switches off: scripts and styles that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

_ELEMENT: Final = re.compile(r"<(script|style)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
# JSON in a script element is data: no browser runs it, and no policy asks about it.
_NOT_RUN: Final = re.compile(r"\bsrc\s*=|\btype\s*=\s*[\"']?[^\"'\s>]*json", re.IGNORECASE)
_SCRIPT: Final = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_ATTRIBUTE: Final = re.compile(
    r"<[a-z][^<>]*\s(on[a-z]+|style)\s*=\s*[\"']|\bhref\s*=\s*[\"']\s*(javascript):", re.IGNORECASE
)


def inline_code(page: str) -> tuple[str, ...]:
    """Return what a page's HTML has of it, each kind once: `<script>`, `style="…"`, `onclick="…"`."""
    return tuple(dict.fromkeys(_found(page)))


def _found(page: str) -> Iterator[str]:
    for name, attributes in _ELEMENT.findall(page):
        if name.lower() == "style" or not _NOT_RUN.search(attributes):
            yield f"<{name.lower()}>"
    for attribute, scheme in _ATTRIBUTE.findall(_SCRIPT.sub("", page)):
        yield f"{scheme.lower()}:" if scheme else f'{attribute.lower()}="…"'
