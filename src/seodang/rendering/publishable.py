"""What of an author's files may be published, and in which form."""

from __future__ import annotations

import posixpath
from typing import Final

from seodang.problems import Place, Problem, say
from seodang.rendering.svg import UnsafeSvgError, read_svg

# A browser would run what is in them, with the rights of the whole site.
_ACTIVE: Final = frozenset(
    ".htm .html .js .mht .mhtml .mjs .shtml .svgz .xht .xhtml .xml .xsl .xslt".split()
)


def publishable(path: str, content: bytes | Problem) -> bytes | Problem:
    """Return the bytes to publish of the file at `path`, or why it cannot be published."""
    ending = posixpath.splitext(path)[1].lower()
    if isinstance(content, Problem):
        return content
    if ending in _ACTIVE:
        return _active(path)
    if ending != ".svg":
        return content
    try:
        return read_svg(content).as_file()
    except UnsafeSvgError:
        return bad_svg(path)


def bad_svg(path: str) -> Problem:
    """Say that a file is no picture."""
    return Problem(
        "picture-readable",
        Place(path),
        say("'{path}' cannot be read as a picture in SVG", path=path),
        say("save it again from a drawing program as plain SVG, or as PNG"),
    )


def _active(path: str) -> Problem:
    return Problem(
        "file-publishable",
        Place(path),
        say(
            "'{path}' could run as a program in a reader's browser, so it is not published",
            path=path,
        ),
        say("link to it where it is on the web, or put it into a .zip"),
    )
