"""The gate: what may be published of authors' files and of pictures in texts, and in which form."""

from __future__ import annotations

from typing import Final, NamedTuple

from seodang.problems import Problem, Where, say
from seodang.rendering.svg import Svg, UnsafeSvgError, read_svg

# A browser would run what is in them, with the rights of the whole site.
_ACTIVE: Final = frozenset("htm html js mht mhtml mjs shtml svgz xht xhtml xml xsl xslt".split())


class Publishable(NamedTuple):
    """Bytes that passed the gate, the ending of their file's name, and the drawing they are."""

    content: bytes
    ending: str
    svg: Svg | None = None


def publishable(content: bytes | Problem, ending: str, where: Where) -> Publishable | Problem:
    """Return what may be published of these bytes, or why nothing; no others are published.

    `where` is the place to tell it: the file itself, or where its bytes stand in a text.
    """
    if isinstance(content, Problem):
        return content
    if ending in _ACTIVE:
        return _active(where)
    try:
        svg = read_svg(content) if ending == "svg" else None
    except UnsafeSvgError:
        return _bad_svg(where)
    return Publishable(svg.as_file() if svg else content, ending, svg)


def _bad_svg(where: Where) -> Problem:
    return Problem(
        "picture-readable",
        where,
        say("this picture in SVG cannot be read"),
        say("save it again from a drawing program as plain SVG, or as PNG"),
    )


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
