"""What an inspection needs to know of a page, read from its HTML in one pass.

Our own templates and sanitised fragments are well formed, so that a scanner suffices and takes a
tenth of a parser's time.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from seodang.rendering.left_over import left_over

_ATTRIBUTES: Final = r"""((?:[^<>"']++|"[^"]*"|'[^']*')*+)>"""
_TAG_BODY: Final = r"([a-zA-Z][\w:-]*)" + _ATTRIBUTES
_TAG: Final = re.compile("<" + _TAG_BODY)
# Five of six tags say nothing but a class, and are not worth a closer look.
_MUTE: Final = r"""(?!(?!(?i:img)\b)[a-z][\w:-]*+(?: class="[^"<>]*")?>)"""
_TALKING_TAG: Final = re.compile("<" + _MUTE + _TAG_BODY)
_ATTRIBUTE: Final = re.compile(r"""([\w:-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
_TELLING: Final = re.compile(r"\b(?:id|name|href|src|srcset|poster|data)\s*=", re.IGNORECASE)
_SCRIPTS: Final = re.compile(rf"<(script|style)\b{_ATTRIBUTES}.*?</\1>", re.DOTALL)
_COMMENTS: Final = re.compile(r"<!--.*?-->", re.DOTALL)
_LOADING_RELATIONS: Final = frozenset(
    ["stylesheet", "icon", "preload", "modulepreload", "preconnect", "dns-prefetch", "manifest"]
)
_LOADING: Final[Mapping[str, tuple[str, ...]]] = {
    "script": ("src",),
    "img": ("src", "srcset"),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "iframe": ("src",),
    "embed": ("src",),
    "object": ("data",),
    "image": ("href", "xlink:href"),
    "use": ("href", "xlink:href"),
}
"""By element, the attributes whose address a browser fetches unasked."""

_Element = tuple[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """A page's anchors, where it links to, what it loads, and what looks wrong by itself.

    `bare_pictures` are the sources of pictures without an `alt`; `left_over` are template words
    that nothing replaced.
    """

    anchors: tuple[str, ...]
    links: tuple[str, ...]
    loads: tuple[str, ...]
    bare_pictures: tuple[str, ...]
    left_over: tuple[str, ...]


def facts_of(page: str) -> PageFacts:
    """Read a page's HTML."""
    seen = _SCRIPTS.sub(r"<\1\2>", _COMMENTS.sub("", page))
    elements = list(_elements(seen))
    return PageFacts(
        anchors=_distinct(_anchors(elements)),
        links=_distinct(a["href"] for tag, a in elements if tag in ("a", "area") and "href" in a),
        loads=_distinct(address for tag, a in elements for address in _loads(tag, a)),
        bare_pictures=_distinct(a.get("src", "?") for tag, a in elements if _is_bare(tag, a)),
        left_over=_distinct(left_over(seen)),
    )


def _elements(page: str) -> Iterator[_Element]:
    """Yield the elements that can link, load or be linked to; most of a page are others."""
    for tag, attributes in _TALKING_TAG.findall(page):
        element = _element(tag, attributes)
        if element is not None:
            yield element


@lru_cache(maxsize=2048)
def _element(tag: str, attributes: str) -> _Element | None:
    # Kept: most links are those of the menus, which stand on every page.
    if not _TELLING.search(attributes) and tag.lower() != "img":
        return None
    found = _ATTRIBUTE.findall(attributes)
    return tag.lower(), {
        name.lower(): html.unescape(double or single or bare)
        for name, double, single, bare in found
    }


def _anchors(elements: list[_Element]) -> Iterator[str]:
    for tag, attributes in elements:
        if "id" in attributes:
            yield attributes["id"]
        if tag == "a" and "name" in attributes:
            yield attributes["name"]


def _loads(tag: str, attributes: Mapping[str, str]) -> Iterator[str]:
    if tag == "link" and _LOADING_RELATIONS & set(attributes.get("rel", "").split()):
        yield attributes.get("href", "")
    for name in _LOADING.get(tag, ()):
        if name == "srcset":
            yield from (
                part.split()[0] for part in attributes.get(name, "").split(",") if part.strip()
            )
        elif name in attributes:
            yield attributes[name]


def _is_bare(tag: str, attributes: Mapping[str, str]) -> bool:
    return tag == "img" and "alt" not in attributes


def _distinct(items: Iterator[str] | list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
