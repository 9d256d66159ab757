"""Rules about pictures: they are the text's own, and browsers show them."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from seodang.checks.context import TextContext
from seodang.course.addresses import file_address, foreign_scheme, read_link
from seodang.documents.badges import is_badge
from seodang.documents.contents import Picture
from seodang.documents.notebook import ATTACHED, attachment_name
from seodang.files.reading import is_there, read_bytes, stored
from seodang.pictures.faults import OPENED, THIS, named, picture_fault
from seodang.pictures.media import ENDINGS, decoded, lines_joined, read_data
from seodang.problems import Message, Problem, Where, say


def picture_readable(text: TextContext) -> Iterator[Problem]:
    """See that browsers show every picture, and open every one that a link leads to."""
    for picture in text.contents.pictures:
        data = read_data(picture.target)
        if picture.target.startswith(ATTACHED):
            yield from _attached(text, picture)
        elif data is not None:
            yield from _fault(text, data[1], ENDINGS[data[0]], THIS, picture.where)
        else:
            yield from _file(text, picture.target, picture.where)
    for link in text.contents.links:
        path = read_link(link.target, text.path).path
        if path is not None and ending_of(path) in OPENED:
            yield from _file(text, link.target, link.where)


def _attached(text: TextContext, picture: Picture) -> Iterator[Problem]:
    name = attachment_name(picture.target.removeprefix(ATTACHED))
    bundle = picture.attached.get(name)
    if not isinstance(bundle, dict):
        return
    kind = next((one for one in ENDINGS if one in bundle), None)
    data = bundle[kind] if kind else next(iter(bundle.values()), "")
    content, ending = decoded(lines_joined(data)), ENDINGS[kind] if kind else ""
    wrong = picture_fault(content, ending, named(name), text.store)
    if wrong is None and kind is None:  # browsers might show it, but no page does
        wrong = _not_shown(name)
    if wrong is not None:
        yield Problem("picture-readable", picture.where, *wrong)


def _not_shown(name: str) -> tuple[Message, Message]:
    return (
        say("'{file}' is attached in a format that pages do not show", file=name),
        say("save it as JPG or PNG in images/, and name it as in images/map.png"),
    )


def _file(text: TextContext, target: str, where: Where) -> Iterator[Problem]:
    path = read_link(target, text.path).path
    root = text.course.root
    # What is not there, or not the text's to show, is told by other rules.
    if path is None or file_address(path) is None or not is_there(root / stored(root, path)):
        return
    content = read_bytes(root, path)
    if isinstance(content, Problem):
        yield content
    else:
        yield from _fault(text, content, ending_of(path), named(unquote(target)), where)


def _fault(
    text: TextContext, content: bytes, ending: str, picture: Message, where: Where
) -> Iterator[Problem]:
    wrong = picture_fault(content, ending, picture, text.store)
    if wrong is not None:
        yield Problem("picture-readable", where, *wrong)


def ending_of(path: str) -> str:
    """Return the ending of a file's name, in small letters without the dot."""
    return PurePosixPath(path).suffix.removeprefix(".").lower()


def picture_in_course(text: TextContext) -> Iterator[Problem]:
    """See that every picture stands in the folder of its text: pages ask no other host."""
    for picture in text.contents.pictures:
        src = picture.target
        if src and not src.startswith(ATTACHED) and not is_badge(src) and _is_foreign(text, src):
            yield not_in_course(src, picture.where)


def _is_foreign(text: TextContext, src: str) -> bool:
    if read_data(src) is not None:
        return False
    path = read_link(src, text.path).path
    if path is None:
        return foreign_scheme(src) is not None or "://" in src
    root = text.course.root
    own = f"{posixpath.dirname(text.path)}/"
    return is_there(root / stored(root, path)) and not path.startswith(own)


def not_in_course(src: str, where: Where) -> Problem:
    """Say that a picture is another host's, which pages never ask, or another folder's."""
    return Problem(
        "picture-in-course",
        where,
        say("the picture '{src}' does not stand in this text's own folder", src=src[:80]),
        say("save it in an images/ folder beside the text, and name it as in images/map.png"),
    )
