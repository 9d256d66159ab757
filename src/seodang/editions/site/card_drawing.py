"""The picture that a messenger shows of a link: the title of what it leads to, and our village school.

Letters come from the font that figures are drawn with, so that the card is the same on every machine.
A title with letters that this font lacks is left to the messenger, which shows it beside the picture.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final, NamedTuple
from xml.etree import ElementTree as ET

from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path
from PIL import Image, ImageDraw, ImageFont

from seodang.editions.site.theme_defaults import THEME
from seodang.execution.figures import FONT

SIZE: Final = (1200, 630)
_EDGE: Final = 84
_SIZES: Final = (76, 64, 54)
_MOST_LINES: Final = 3
_NAME_SIZE: Final = 36
_BOLDER: Final = 2
_PICTURE: Final = THEME / "partials/sd/picture.html"
# How large the drawing is, whose own units are those of its view box, and how high its ground begins.
_BESIDE, _ALONE, _HORIZON = 1.45, 2.6, 34
_FINER: Final = 3
_STEPS: Final = 12
# What home.css says of the drawing: what fills a part, and what draws its line, how wide.
_STYLES: Final[Mapping[str, tuple[str, str, float]]] = {
    "sun": ("talk-soft", "", 0),
    "line": ("", "accent", 1.6),
    "ground": ("accent-soft", "", 0),
    "wall": ("card", "accent", 2),
    "roof": ("accent", "", 0),
    "book": ("talk", "", 0),
}


class Card(NamedTuple):
    """What stands on a card: the programme's name, and a title if it is not the programme's own."""

    name: str
    title: str


def drawn(card: Card, colours: Mapping[str, str]) -> bytes:
    """Return a card as a PNG."""
    name, title = map(_shown, card)
    title = title if card.title else name
    image = _ground(tuple(sorted(colours.items())), is_alone=not title).copy()
    draw = ImageDraw.Draw(image)
    if card.title and title:
        draw.text((_EDGE, 70), name, colours["accent"], _font(_NAME_SIZE))
    if title:
        size, lines = _set(title)
        height = round(size * 1.32)
        top = max(150, 250 - len(lines) * height // 2)
        for number, line in enumerate(lines):
            # The font has one weight; set twice, it is bold.
            for left in (_EDGE, _EDGE + _BOLDER):
                draw.text((left, top + number * height), line, colours["ink"], _font(size))
    content = io.BytesIO()
    palette = _palette(tuple(sorted(colours.items())))
    image.quantize(palette=palette, dither=Image.Dither.NONE).save(content, "PNG")
    return content.getvalue()


@cache
def _palette(colours: tuple[tuple[str, str], ...]) -> Image.Image:
    """Return the few colours of all cards: those of the drawing, and of letters with soft edges."""
    image = _ground(colours, is_alone=True).copy()
    named, draw = dict(colours), ImageDraw.Draw(image)
    for number, colour in enumerate(("ink", "accent")):
        draw.text((_EDGE, 60 + number * 160), "가나다 Abc", named[colour], _font(_SIZES[0]))
    return image.quantize(128, method=Image.Quantize.FASTOCTREE)


def _shown(text: str) -> str:
    """Return a text as the font can draw it: without signs that it lacks, or nothing without letters."""
    one = unicodedata.normalize("NFC", " ".join(text.split()))
    lacking = {sign for sign in one if not sign.isspace() and not _has(sign)}
    if any(unicodedata.category(sign)[0] in "LMN" for sign in lacking):
        return ""
    return " ".join("".join(sign for sign in one if sign not in lacking).split())


@cache
def _has(sign: str) -> bool:
    font = _font(_NAME_SIZE)
    return bytes(font.getmask(sign)) != bytes(font.getmask("\uffff"))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONT), size, layout_engine=ImageFont.Layout.BASIC)


def _set(text: str) -> tuple[int, list[str]]:
    """Return the size at which a text fits, and its lines; the last ends with an ellipsis if none does."""
    wide = SIZE[0] - 2 * _EDGE
    for size in _SIZES:
        lines = list(_lines(text, _font(size), wide))
        if len(lines) <= _MOST_LINES:
            return size, lines
    last = lines[_MOST_LINES - 1]
    while _font(size).getlength(f"{last}…") > wide:
        last = last[:-1]
    return size, [*lines[: _MOST_LINES - 1], f"{last.rstrip()}…"]


def _lines(text: str, font: ImageFont.FreeTypeFont, wide: int) -> Iterator[str]:
    line = ""
    # Between words, as Korean is set; a word that is wider than the card, anywhere.
    for part in re.findall(r"\S+\s*", text):
        if line and font.getlength((line + part).rstrip()) > wide:
            yield line.rstrip()
            line = ""
        if font.getlength(part) <= wide:
            line += part
            continue
        for sign in part:
            if line and not sign.isspace() and font.getlength(line + sign) > wide:
                yield line
                line = ""
            line += sign
    if line.strip():
        yield line.rstrip()


@cache
def _ground(colours: tuple[tuple[str, str], ...], *, is_alone: bool) -> Image.Image:
    """Draw what is the same on all cards: the school, in the corner or by itself."""
    named = dict(colours)
    image = Image.new("RGB", SIZE, named["paper"])
    scale = _ALONE if is_alone else _BESIDE
    drawing = _drawing(named, scale)
    left = (SIZE[0] - drawing.width) // (2 if is_alone else 1)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, SIZE[1] - round(_HORIZON * scale), *SIZE), named["accent-soft"])
    image.paste(drawing, (left, SIZE[1] - drawing.height), drawing)
    draw.rectangle((0, 0, 15, SIZE[1]), named["accent"])
    return image


def _drawing(colours: Mapping[str, str], scale: float) -> Image.Image:
    picture = ET.fromstring(_PICTURE.read_text("utf-8").partition("-#}")[2])  # noqa: S314 (our own file)
    unit = scale * _FINER
    wide, high = (round(float(picture.attrib[side]) * unit) for side in ("width", "height"))
    image = Image.new("RGBA", (wide, high))
    draw = ImageDraw.Draw(image)
    for part in picture:
        fill, line, width = _STYLES[part.attrib["class"].rpartition("__")[2]]
        for outline in _outlines(part, unit):
            if fill:
                draw.polygon(outline, colours[fill])
            if line:
                draw.line(outline, colours[line], round(width * unit), joint="curve")
    return image.reduce(_FINER)


def _outlines(part: ET.Element, unit: float) -> Sequence[list[tuple[float, float]]]:
    about = part.attrib
    if part.tag.endswith("circle"):
        x, y, r = (float(about[name]) for name in ("cx", "cy", "r"))
        path = f"M{x - r} {y}a{r} {r} 0 1 0 {2 * r} 0a{r} {r} 0 1 0 {-2 * r} 0z"
    else:
        path = about["d"]
    pen = _Outlines()
    parse_path(path, pen)
    return [[(x * unit, y * unit) for x, y in outline] for outline in pen.outlines]


class _Outlines(BasePen):  # type: ignore[misc]  # fontTools tells no types
    """Takes down a path as straight lines."""

    def __init__(self) -> None:
        super().__init__(None)
        self.outlines: list[list[tuple[float, float]]] = []

    def _moveTo(self, pt: Any) -> None:  # noqa: N802 (names of fontTools)
        self.outlines.append([pt])

    def _lineTo(self, pt: Any) -> None:  # noqa: N802
        self.outlines[-1].append(pt)

    def _curveToOne(self, pt1: Any, pt2: Any, pt3: Any) -> None:  # noqa: N802
        points = (self._getCurrentPoint(), pt1, pt2, pt3)
        for step in range(1, _STEPS + 1):
            t = step / _STEPS
            shares = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            self.outlines[-1].append(
                tuple(sum(s * p[n] for s, p in zip(shares, points, strict=True)) for n in (0, 1))
            )

    def _closePath(self) -> None:  # noqa: N802
        self.outlines[-1].append(self.outlines[-1][0])
