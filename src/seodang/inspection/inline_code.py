"""What of a page its own policy switches off: scripts and styles that stand in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from seodang.page_policy import hash_of

_ELEMENT: Final = re.compile(r"<(script|style)\b((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>", re.IGNORECASE)
# JSON in a script element is data: no browser runs it, and no policy asks about it.
_NOT_RUN: Final = re.compile(r"\bsrc\s*=|\btype\s*=\s*[\"']?[^\"'\s>]*json", re.IGNORECASE)
_SCRIPT: Final = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_CONTENT: Final = re.compile(r"<(script|style)>(.*?)</\1>", re.DOTALL)
_POLICY: Final = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
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
    """Return what a page's HTML has of it, each kind once: `<script>`, `style="…"`, `onclick="…"`.

    What the page's policy names by its hash is not switched off.
    """
    return tuple(dict.fromkeys(_found(_without_named(page))))


def _without_named(page: str) -> str:
    policy = _POLICY.search(page)
    if policy is None or "'sha256-" not in policy[1]:
        return page
    allowed = policy[1]
    return _CONTENT.sub(lambda one: "" if hash_of(one[2]) in allowed else one[0], page)


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
