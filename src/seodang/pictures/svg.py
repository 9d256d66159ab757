"""SVG pictures, rebuilt from what is known to be harmless.

A picture may come from anywhere, and a browser runs scripts in an SVG opened by its address.
So every SVG is parsed and written anew from the elements and attributes named here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET
from xml.etree.ElementTree import Element

from seodang.pictures.css import LOCAL_URL, declarations, harmless_sheet, is_harmless_value

_NAMESPACE: Final = "http://www.w3.org/2000/svg"
_TAGS: Final = frozenset(
    "circle clipPath defs desc ellipse g image line linearGradient marker mask path pattern polygon"
    " polyline radialGradient rect stop style svg switch symbol text textPath title tspan use".split()
)
_PROPERTIES: Final = frozenset(
    "alignment-baseline baseline-shift clip-path clip-rule color direction display"
    " dominant-baseline fill fill-opacity fill-rule font-family font-size font-style font-variant"
    " font-weight letter-spacing marker-end marker-mid marker-start mask opacity overflow"
    " paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray"
    " stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity"
    " stroke-width text-anchor text-decoration text-rendering transform vector-effect visibility"
    " word-spacing writing-mode".split()
)
_ATTRIBUTES: Final = _PROPERTIES | frozenset(
    "class clipPathUnits cx cy d dx dy fx fy gradientTransform gradientUnits height href id"
    " lengthAdjust markerHeight markerUnits markerWidth maskContentUnits maskUnits method offset"
    " orient pathLength patternContentUnits patternTransform patternUnits points"
    " preserveAspectRatio r refX refY rotate rx ry spacing spreadMethod startOffset textLength"
    " version viewBox width x x1 x2 y y1 y2".split()
)
# Names that are no CSS: browsers look nothing up by them.
_NAMES: Final = frozenset({"class", "id"})
_DATA_IMAGE: Final = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=\s]*")
# A sheet that says one thing of all elements, as matplotlib writes it.
_SHEET_FOR_ALL: Final = re.compile(r"\s*\*\s*\{([^{}]*)\}\s*")
_NUMBER: Final = r"\+?(?:[0-9]++\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_LENGTH: Final = re.compile(rf"\s*({_NUMBER})\s*(px|pt|)\s*")
_SIDE: Final = re.compile(_NUMBER)
_PIXELS: Final = {"": 1.0, "px": 1.0, "pt": 4 / 3}
_LARGEST: Final = 1_000_000
"""Pixels above which a number is no size of a picture, but a mistake."""
_DEEPEST: Final = 200
"""Levels of nesting above which a picture is refused; drawing programs need some thirty."""


class UnsafeSvgError(ValueError):
    """A file that is no SVG, or one that plays tricks with XML."""


@dataclass(frozen=True, slots=True)
class Svg:
    """A harmless picture."""

    root: Element
    length: int
    """Bytes of what it was read from."""

    @property
    def size(self) -> tuple[int, int] | None:
        """Width and height in CSS pixels, from its own attributes or its viewBox."""
        sides = [_LENGTH.fullmatch(self.root.get(name, "")) for name in ("width", "height")]
        if all(sides):
            return _size(*(float(side[1]) * _PIXELS[side[2]] for side in sides if side))
        box = re.split(r"[\s,]+", self.root.get("viewBox", "").strip())
        if len(box) != 4 or not all(map(_SIDE.fullmatch, box[2:])):  # noqa: PLR2004
            return None
        return _size(*map(float, box[2:]))

    @property
    def title(self) -> str:
        """What the picture says of itself, or an empty string."""
        found = next((child for child in self.root if child.tag == "title"), None)
        return (found.text or "").strip() if found is not None else ""

    @property
    def text(self) -> str:
        """The words in it, a line for each element that has some."""
        return "\n".join(filter(str.strip, self.root.itertext()))

    @property
    def takes_colour(self) -> bool:
        """Whether it is drawn in the colour of the text around it and may stand in a page."""
        elements = list(self.root.iter())
        return not any(element.tag == "style" for element in elements) and any(
            value == "currentColor" for element in elements for value in element.attrib.values()
        )

    def as_file(self) -> bytes:
        """Write the picture as a file."""
        body = _written(self.root, lambda _, value: value)
        return body.replace("<svg", f'<svg xmlns="{_NAMESPACE}"', 1).encode()

    def as_element(self, prefix: str, alt: str) -> str:
        """Write the picture as an element of a page; `prefix` keeps its ids apart from others."""
        own = f'role="img" aria-label="{html.escape(alt)}"' if alt else 'aria-hidden="true"'
        body = _written(self.root, lambda name, value: _prefixed(name, value, prefix))
        return body.replace("<svg", f"<svg {own}", 1)


def read_svg(source: bytes) -> Svg:
    """Read a picture; UnsafeSvgError where it cannot be used."""
    text = source.decode("utf-8", "replace")
    if "<!ENTITY" in text:
        raise UnsafeSvgError("it defines entities")
    try:
        # XML allows nothing before its declaration, yet editors leave a mark or a blank line there.
        root = ET.fromstring(text.lstrip("\ufeff \n\r\t"))  # noqa: S314  entities are refused above
    except (ET.ParseError, ValueError) as error:
        raise UnsafeSvgError(str(error)) from error
    clean = _clean(root)
    if clean is None or clean.tag != "svg":
        raise UnsafeSvgError("its outermost element is not <svg>")
    clean.attrib = {**dict(_said_of_all(root)), **clean.attrib}
    return Svg(clean, len(source))


def _size(width: float, height: float) -> tuple[int, int] | None:
    if not all(0.5 < side < _LARGEST for side in (width, height)):  # noqa: PLR2004  rounds to a pixel
        return None
    return round(width), round(height)


def _clean(element: Element, depth: int = 0) -> Element | None:
    """Copy what is allowed of an element, or return None."""
    if depth > _DEEPEST:
        raise UnsafeSvgError("it is nested too deeply")
    name = element.tag.removeprefix(f"{{{_NAMESPACE}}}")
    if name not in _TAGS:
        return None
    copy = Element(name, dict(_attributes(element)))
    copy.text = harmless_sheet(element.text or "") if name == "style" else element.text
    for child in element:
        _add(copy, child, depth + 1)
    return copy


def _add(parent: Element, child: Element, depth: int) -> None:
    clean = None if _sheet_for_all(child) else _clean(child, depth)
    if clean is not None:
        clean.tail = child.tail
        parent.append(clean)


def _said_of_all(root: Element) -> Iterator[tuple[str, str]]:
    """Yield what style sheets say of all elements, for the outermost to hand down."""
    for element in root.iter():
        sheet = _sheet_for_all(element)
        if sheet:
            yield from _declarations(sheet[1])


def _sheet_for_all(element: Element) -> re.Match[str] | None:
    is_sheet = element.tag in ("style", f"{{{_NAMESPACE}}}style")
    return _SHEET_FOR_ALL.fullmatch(element.text or "") if is_sheet else None


def _attributes(element: Element) -> Iterator[tuple[str, str]]:
    for key, value in element.attrib.items():
        name = key.rpartition("}")[2]
        if name == "style":
            # Written as attributes, a Content-Security-Policy without inline styles allows them.
            yield from _declarations(value)
        elif name in _ATTRIBUTES and _is_harmless(name, value, element.tag):
            yield name, value


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    return ((name, value) for name, value in declarations(style) if name in _PROPERTIES)


def _is_harmless(name: str, value: str, tag: str) -> bool:
    if name == "href":
        is_image = tag in ("image", f"{{{_NAMESPACE}}}image")
        return value.startswith("#") or (is_image and _DATA_IMAGE.fullmatch(value) is not None)
    return name in _NAMES or is_harmless_value(value)


def _prefixed(name: str, value: str, prefix: str) -> str | None:
    if name == "class":  # the page's own classes are not for pictures
        return None
    if name == "id":
        return prefix + value
    if name == "href" and value.startswith("#"):
        return f"#{prefix}{value[1:]}"
    return LOCAL_URL.sub(lambda url: f"url(#{prefix}{url[2]})", value)


def _written(element: Element, change: Callable[[str, str], str | None]) -> str:
    changed = ((name, change(name, value)) for name, value in element.attrib.items())
    attributes = "".join(f' {n}="{html.escape(v)}"' for n, v in changed if v is not None)
    content = html.escape(element.text or "", quote=False)
    content += "".join(_written(child, change) for child in element)
    tail = html.escape(element.tail or "", quote=False)
    return f"<{element.tag}{attributes}>{content}</{element.tag}>{tail}"
