"""HTML that came from outside: raw HTML in prose and notebooks' HTML outputs.

What is not allowed by name is dropped (nh3, a Rust library over the browser's own parsing
rules). No class or style passes, so that outside HTML can neither take the engine's place on a
page nor break its Content-Security-Policy; an id passes where an author made a place to link to.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

from seodang.course.addresses import SCHEMES
from seodang.documents.html_elements import ALLOWED

Decide: TypeAlias = Callable[[str, str, str], str | None]
"""Gives the value of (element, attribute, value) on the page, or None to drop the attribute.

It is asked of `href` of links, `src` of pictures and `id` of any element, whatever their scheme;
the `name` of a link is an id as people wrote it before.
"""

ATTRIBUTES: Final = {
    "*": {"dir", "id", "lang", "title"},
    "a": {"href", "hreflang", "name"},
    "col": {"span"},
    "colgroup": {"span"},
    "details": {"open"},
    "img": {"alt", "height", "src", "width"},
    "li": {"value"},
    "ol": {"reversed", "start"},
    "td": {"colspan", "rowspan"},
    "th": {"abbr", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_WITH_CONTENT: Final = frozenset(
    "script style template iframe object embed noscript svg math textarea select title".split()
)
_PICTURE: Final = re.compile(r'<img((?: [\w-]+="[^"]*")*)>')
_ANCHOR: Final = re.compile(r'(<a(?: [\w-]+="[^"]*")*?) name="([^"]*)"((?: [\w-]+="[^"]*")*>)')
_ATTRIBUTE: Final = re.compile(r' ([\w-]+)="([^"]*)"')
_SCHEMES: Final = SCHEMES | {"data", "attachment"}
_NAMED_SCHEME: Final = re.compile(r"(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{0,30}(?=:)")
_DECIDED: Final = frozenset({"href", "id", "name", "src"})

# Private-use signs that mark, among raw HTML, the place of HTML the engine made.
_OPEN, _CLOSE = "\ue0f0", "\ue0f1"
_SLOT: Final = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
_SLOT_SIGNS: Final = str.maketrans("", "", _OPEN + _CLOSE)


class Raw(str):
    """HTML as an author or a notebook wrote it, not yet sanitised."""

    __slots__ = ()


def joined(parts: Sequence[str], decide: Decide) -> str:
    """Join pieces of HTML, of which those of type `Raw` are sanitised.

    `<details>` may stand in one piece and `</details>` in another: the raw pieces are sanitised
    as one text, in which numbered slots stand for the engine's own.
    """
    if not any(isinstance(part, Raw) for part in parts):
        return "".join(parts)
    skeleton = "".join(
        part.translate(_SLOT_SIGNS) if isinstance(part, Raw) else f"{_OPEN}{number}{_CLOSE}"
        for number, part in enumerate(parts)
    )
    return _SLOT.sub(lambda slot: parts[int(slot[1])], sanitised(skeleton, decide))


def sanitised(source: str, decide: Decide) -> str:
    """Return what is harmless of some HTML; a picture that is left out leaves its description."""
    import nh3

    clean = str(
        nh3.clean(
            source,
            tags=set(ALLOWED),
            clean_content_tags=set(_WITH_CONTENT),
            attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
            attribute_filter=lambda tag, name, value: _attribute(tag, name, value, decide),
            # Whatever is written reaches `decide`, which says what is wrong with it.
            url_schemes=_SCHEMES | {name.lower() for name in _NAMED_SCHEME.findall(source)},
            link_rel="noopener",
        )
    )
    clean = _PICTURE.sub(_picture, clean) if "<img" in clean else clean
    return _ANCHOR.sub(_anchor, clean) if ' name="' in clean else clean


def _picture(found: re.Match[str]) -> str:
    given = dict(_ATTRIBUTE.findall(found[1]))
    if "src" not in given:
        return html.escape(html.unescape(given.get("alt", "")), quote=False)
    # Screen readers would read out the file's name; that words are missing is told elsewhere.
    return found[0] if "alt" in given else f'<img{found[1]} alt="">'


def _anchor(found: re.Match[str]) -> str:
    """Write the name of a link as the id that it is, unless it has one."""
    before, name, after = found.groups()
    has_id = ' id="' in before + after
    return f"{before}{after}" if has_id else f'{before} id="{name}"{after}'


def _attribute(tag: str, name: str, value: str, decide: Decide) -> str | None:
    # A slot inside an attribute would let its content break out of the quotes.
    if _OPEN in value or _CLOSE in value:
        return None
    if name not in _DECIDED:
        return value
    # nh3 asks about elements, too, that it leaves out: nothing of them may be published or told.
    is_kept = tag in ALLOWED and name in ATTRIBUTES["*"] | ATTRIBUTES.get(tag, set())
    return decide(tag, "id" if name == "name" else name, value) if is_kept else None
