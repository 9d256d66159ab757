"""How pictures are shown: as files with their size and their alternative text.

An SVG drawn in the colour of the text (`currentColor`) stands in the page itself, because as a
file it would be black on black in the dark; see docs/decisions.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Final

from seodang.documents.badges import is_badge
from seodang.pictures.media import Size, read_data, size_of
from seodang.problems import Problem
from seodang.rendering.publishable import Publishable
from seodang.rendering.writer import Writer

LARGEST_IN_PAGE: Final = 60_000
"""Bytes above which an SVG is a file whatever its colours."""
_WIDTH: Final = re.compile(r"([0-9]{1,6})(?:px)?")


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as a text asks for it."""

    src: str
    alt: str
    title: str = ""
    width: str = ""


def picture(writer: Writer, image: Image) -> str:
    """Write a picture of the prose: a file of the lesson, an attachment or a data address."""
    made = _data(writer, image.src)
    if made is not None:
        return shown(writer, image, writer.made(*made))
    path = writer.context.dependencies.picture(image.src)
    if path is None and is_badge(image.src):  # which the checks tell of
        return html.escape(image.alt)
    if path is None:
        return shown(writer, image, writer.foreign_picture(image.src))
    return shown(writer, image, writer.context.dependencies.file(path, is_shown=True), path)


def shown(writer: Writer, image: Image, found: Publishable | Problem, path: str = "") -> str:
    """Write a picture: the file of the course at `path`, or one that is none."""
    file = writer.noted(found)
    if file is None:
        return html.escape(image.alt)
    svg = file.svg
    if svg:
        writer.check(svg.text)
    if svg and svg.takes_colour and svg.length <= LARGEST_IN_PAGE:
        prefix = f"{writer.prefix}svg{next(writer.builder.parts)}-"
        return f'<span class="sd-picture">{svg.as_element(prefix, image.alt)}</span>'
    address = writer.context.dependencies.publish(file, path)
    return _tag(image, address, svg.size if svg else size_of(file.content))


def _data(writer: Writer, src: str) -> tuple[str, bytes] | None:
    """Return the media type and bytes of an attachment of the cell or of a data address."""
    return writer.attached(src) or read_data(src)


def _tag(image: Image, address: str, size: Size | None) -> str:
    title = f' title="{html.escape(image.title)}"' if image.title else ""
    width = _WIDTH.fullmatch(image.width)
    if width and size and size[0]:
        # The proportion stays, whatever width is asked for.
        size = (int(width[1]), round(size[1] * int(width[1]) / size[0]))
    sides = f' width="{size[0]}" height="{size[1]}"' if size else ""
    # Lazy: on a phone, pictures further down cost nothing until somebody comes to them.
    return (
        f'<img src="{html.escape(address)}" alt="{html.escape(image.alt)}"{title}{sides}'
        ' loading="lazy" decoding="async">'
    )
