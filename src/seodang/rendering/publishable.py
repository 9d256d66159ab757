"""The gate: what may be published of authors' files and of pictures in texts, and in which form."""

from __future__ import annotations

from typing import Final, NamedTuple

from seodang.cache.store import Store
from seodang.pictures.faults import THIS, picture_fault
from seodang.pictures.svg import Svg, UnsafeSvgError, read_svg
from seodang.problems import Message, Problem, Where, say

# A browser would run what is in them, with the rights of the whole site.
_ACTIVE: Final = frozenset("htm html js mht mhtml mjs shtml svgz xht xhtml xml xsl xslt".split())


class Publishable(NamedTuple):
    """Bytes that passed the gate, the ending of their file's name, and the drawing they are."""

    content: bytes
    ending: str
    svg: Svg | None = None


def publishable(
    content: bytes | Problem,
    ending: str,
    where: Where,
    picture: Message | None = None,
    store: Store | None = None,
) -> Publishable | Problem:
    """Return what may be published of these bytes, or why nothing; no others are published.

    `where` is the place to tell it: the file itself, or where its bytes stand in a text.
    `picture` names what readers are to see as one; what they only load may be anything else.
    """
    if isinstance(content, Problem):
        return content
    if ending in _ACTIVE:
        return _active(where)
    svg = _drawing(content) if ending == "svg" else None
    if svg is None and (picture is not None or ending == "svg"):
        wrong = picture_fault(content, ending, picture or THIS, store)
        if wrong is not None:
            return Problem("picture-readable", where, *wrong)
    return Publishable(svg.as_file() if svg else content, ending, svg)


def _drawing(content: bytes) -> Svg | None:
    try:
        return read_svg(content)
    except UnsafeSvgError:
        return None


def _active(where: Where) -> Problem:
    return Problem(
        "file-publishable",
        where,
        say(
            "'{path}' could run as a program in a reader's browser, so it is not published",
            path=where.path,
        ),
        say("link to it where it is on the web, or put it into a .zip"),
    )
