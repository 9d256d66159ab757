"""What is wrong with a picture that no browser would show, and what mends it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from seodang.cache.store import Store
from seodang.pictures.kinds import SHOWN, Kind, kind_of
from seodang.pictures.soundness import Condition, condition
from seodang.problems import Message, say

Wrong: TypeAlias = tuple[Message, Message]
"""What is wrong, and what mends it."""

OPENED: Final = frozenset("avif bmp gif ico jfif jpeg jpg pjp pjpeg png svg webp".split())
"""The endings of files that a browser opens as pictures when a link leads to them."""
THIS: Final = say("this picture")
"""The name of a picture that is no file."""
_AS_PICTURE: Final = say("save the picture itself in its place, as JPG or PNG")
_AS_JPG: Final = say("open it in a drawing or photo program and save it as JPG or PNG")
_AS_SVG: Final = say("save it again from a drawing program as plain SVG, or as PNG")
_HEIC: Final = say(
    "save it as JPG: on a phone, send it to yourself by messenger; on a PC, 'Save as' in Photos"
)
_NO_PICTURE: Final = say("{picture} is no picture but {kind}")
_NOT_SHOWN: Final = say("{picture} is in the format {kind}, which browsers do not show")
_UNKNOWN: Final = say("{picture} is no picture of a kind that browsers show")
_HUGE: Final = (
    say("{picture} has more pixels than the browser of a phone can show"),
    say("make it smaller: 2000 pixels on its longer side are plenty"),
)
_BROKEN: Final = (
    say("{picture} is cut off or damaged"),
    say("copy it once more from where it came from, or save it anew"),
)
_KNOWN: Final[Mapping[Kind, tuple[Message, object, Message]]] = {
    Kind.HEIC: (_NOT_SHOWN, "HEIC", _HEIC),
    **{one: (_NOT_SHOWN, one.value, _AS_JPG) for one in (Kind.TIFF, Kind.PHOTOSHOP, Kind.JPEG_XL)},
    Kind.ZIP: (_NO_PICTURE, say("a ZIP archive or an Office document"), _AS_PICTURE),
    Kind.PDF: (_NO_PICTURE, say("a PDF"), _AS_PICTURE),
    Kind.PAGE: (_NO_PICTURE, say("a web page"), _AS_PICTURE),
    Kind.VIDEO: (_NO_PICTURE, say("a video"), say("link to it where it is on the web")),
    Kind.POINTER: (
        _NO_PICTURE,
        say("a pointer of Git LFS to it"),
        say("run 'git lfs pull' in the course's folder"),
    ),
    Kind.SVG: (
        say("{picture} is an SVG drawing, which browsers show under no other name"),
        "SVG",
        say("let its name end in .svg"),
    ),
    Kind.EMPTY: (say("{picture} is empty"), "", say("copy the picture into its place again")),
}


def named(path: str) -> Message:
    """Name a picture by its file."""
    return say("'{file}'", file=path)


def picture_fault(
    content: bytes, ending: str, picture: Message, store: Store | None = None
) -> Wrong | None:
    """Say why browsers would not show these bytes as a picture, or return None.

    `ending` is that of its file's name, in small letters without the dot. A PNG named .jpg is
    fine: of all kinds but SVG browsers look at the bytes.
    """
    kind = kind_of(content)
    if ending == "svg" and kind not in SHOWN:
        return _svg_fault(content, kind, picture)
    if ending == "svg":
        message = say(
            "{picture} is in the format {kind}, not an SVG drawing", picture=picture, kind=kind
        )
        return message, say("let its name end in .{ending}", ending=kind.lower())
    if kind not in SHOWN:
        message, what, fix = _KNOWN.get(kind, (_UNKNOWN, "", _AS_JPG))
        return Message(message.msgid, {"picture": picture, "kind": what}), fix
    found = condition(content, kind, store)
    if found is Condition.WHOLE:
        return None
    message, fix = _HUGE if found is Condition.HUGE else _BROKEN
    return Message(message.msgid, {"picture": picture}), fix


def _svg_fault(content: bytes, kind: Kind, picture: Message) -> Wrong | None:
    if kind in (Kind.EMPTY, Kind.POINTER):
        message, what, fix = _KNOWN[kind]
        return Message(message.msgid, {"picture": picture, "kind": what}), fix
    # Where nothing has changed, no drawing is read.
    from seodang.pictures.svg import UnsafeSvgError, read_svg

    try:
        read_svg(content)
    except UnsafeSvgError:
        return say("this picture in SVG cannot be read"), _AS_SVG
    return None
