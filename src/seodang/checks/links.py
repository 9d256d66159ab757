"""The rule about links: whatever a link or picture leads to inside the course is there."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Final
from urllib.parse import unquote

from seodang.checks.context import TextContext
from seodang.checks.cross_references import references_lead_somewhere
from seodang.checks.declared_files import backslashes, differently_written
from seodang.checks.renamed import followed, renamed
from seodang.course.layout import LESSONS, NOTEBOOKS
from seodang.course.model import Course
from seodang.course.siblings import with_sibling
from seodang.documents.contents import Link, Picture
from seodang.documents.headings import slug
from seodang.documents.notebook import ATTACHED, attachment_name
from seodang.files.reading import files_below, names_in, spelled
from seodang.ids import LessonId, nearest
from seodang.problems import Message, Problem, Where, did_you_mean, say

_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:|//")
_NOTEBOOK = re.compile(rf"{LESSONS}/([^/]+)/(?:{'|'.join(map(re.escape, NOTEBOOKS))})")
NO_LINKS: Final[Mapping[str, tuple[Message, Message]]] = {
    "link": (
        say("this is no link: there are spaces in its address"),
        say("put the address in angle brackets: {file}"),
    ),
    "own-computer": (
        say("'{file}' is an address of your own computer, which nobody else has"),
        say("copy the file into the lesson's folder, and name it from there: data/people.csv"),
    ),
}
"""Kinds of slips that leave a link to nothing."""


def link_exists(text: TextContext) -> Iterator[Problem]:
    """See that links, anchors, pictures and files inside the course exist."""
    for link in text.contents.links:
        yield from _link(text, link)
    for picture in text.contents.pictures:
        yield from _picture(text, picture)
    yield from references_lead_somewhere(text)
    for slip in text.contents.slips:
        if slip.kind in NO_LINKS:
            message, fix = (Message(one.msgid, {"file": slip.meant}) for one in NO_LINKS[slip.kind])
            yield Problem("link-exists", slip.where, message, fix)


def files_named(text: TextContext) -> Iterator[str]:
    """Yield the paths in the course that a text's links and pictures lead to, there or not."""
    contents = text.contents
    links = (link.target for link in contents.links)
    for target in (*links, *(picture.target for picture in contents.pictures)):
        file, _ = _parts(target)
        if file and not _ELSEWHERE.match(target):
            yield _resolved(text, file)


def _parts(target: str) -> tuple[str, str]:
    """Return the file and the heading that an address names; in names of files # is %23."""
    address, _, anchor = target.partition("#")
    return unquote(address.partition("?")[0]), unquote(anchor)


def _link(text: TextContext, link: Link) -> Iterator[Problem]:
    if _ELSEWHERE.match(link.target):
        return
    file, anchor = _parts(link.target)
    wrong = _no_file(text, link.target) if file or not link.target else None
    if wrong is not None:
        yield Problem("link-exists", link.where, *wrong)
    elif anchor:
        path = _resolved(text, file) if file else text.path
        yield from _no_anchor(text, path, anchor, link.where)


def _picture(text: TextContext, picture: Picture) -> Iterator[Problem]:
    if picture.target.startswith(ATTACHED):
        name = attachment_name(picture.target.removeprefix(ATTACHED))
        wrong = None if name in picture.attached else _not_attached(name)
    elif _ELSEWHERE.match(picture.target):
        return
    else:
        wrong = _no_file(text, picture.target)
    if wrong is not None:
        yield Problem("link-exists", picture.where, *wrong)


def _not_attached(name: str) -> tuple[Message, Message]:
    return (
        say("this cell has no attached picture '{name}'", name=name),
        say("insert the picture into the cell again, or put the file into images/"),
    )


def _resolved(text: TextContext, address: str) -> str:
    path = posixpath.normpath(posixpath.join(posixpath.dirname(text.path), address))
    return with_sibling(text.course, path)


def _no_file(text: TextContext, target: str) -> tuple[Message, Message] | None:
    """Say why there is no file at a relative address, or return None."""
    address, _ = _parts(target)
    if not address:
        return (
            say("this link leads nowhere"),
            say("write the address in the brackets: [text](address)"),
        )
    if "\\" in address:
        return backslashes(address)
    path = _resolved(text, address)
    if address.startswith("/") or re.match(r"[A-Za-z]:", address) or path.startswith("../"):
        return _not_relative(address)
    if path in text.course.pages.values() or _is_notebook(text.course, path):
        return None
    return _with_signs(text, target) or _not_on_disk(text, address, path)


def _with_signs(text: TextContext, target: str) -> tuple[Message, Message] | None:
    """Explain an address whose file has a # or a ? in its name."""
    whole = unquote(target)
    if whole == _parts(target)[0] or spelled(text.course.root, _resolved(text, whole)) is None:
        return None
    return (
        say("in an address # and ? end the name of the file"),
        say("write {meant}", meant=whole.replace("#", "%23").replace("?", "%3F")),
    )


def _lesson_at(path: str) -> LessonId:
    """Return the lesson in whose folder a notebook would lie at a path; "": in none."""
    found = _NOTEBOOK.fullmatch(path)
    return LessonId(found[1] if found else "")


def _is_page(course: Course, path: str) -> bool:
    return path in course.pages.values() or course.notebooks.get(_lesson_at(path)) == path


def _is_notebook(course: Course, path: str) -> bool:
    """Whether a path is a lesson's notebook; a broken or empty lesson has its own problem."""
    lesson = _lesson_at(path)
    is_lesson = lesson != "" and course.exists("lessons", lesson)
    return is_lesson and course.notebooks.get(lesson, path) == path


def _not_relative(address: str) -> tuple[Message, Message]:
    return (
        say("'{file}' is not an address within the course", file=address),
        say(
            "write the way from this file, for example ../other-lesson/notebook.md or images/a.svg"
        ),
    )


def _not_on_disk(text: TextContext, address: str, path: str) -> tuple[Message, Message] | None:
    root = text.course.root
    found = spelled(root, path)
    if found is None or (found == path and (root / path).is_dir()):
        return say("there is no '{file}'", file=address), _meant(text, path)
    if found != path:
        return differently_written(address, _relative(text, found))
    return None


def _relative(text: TextContext, path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(text.path))


def _meant(text: TextContext, path: str) -> Message:
    course = text.course
    old = posixpath.basename(posixpath.dirname(path))
    moved = renamed(course, old) if _is_in_lessons(path) else None
    if moved is not None and moved.id in course.notebooks:
        return followed(moved, old, _relative(text, course.notebooks[moved.id]))
    lesson = _lesson_meant(text, PurePosixPath(path))
    meant = _file_meant(text, path) if lesson is None else course.notebooks[lesson]
    if meant is None or meant == text.path:  # nobody links a page to itself by a wrong name
        return _otherwise(PurePosixPath(path))
    return did_you_mean(_relative(text, meant), _otherwise(PurePosixPath(path)))


def _otherwise(path: PurePosixPath) -> Message:
    if path.suffix != ".ipynb":
        return say("put the file there, or correct the address")
    return say(
        "write 'notebook_was: [{name}]' in the lesson.yml of the lesson that was made of it",
        name=path.name if path.name.isascii() and " " not in path.name else f'"{path.name}"',
    )


def _is_in_lessons(path: str) -> bool:
    return posixpath.dirname(posixpath.dirname(path)) == LESSONS


def _lesson_meant(text: TextContext, path: PurePosixPath) -> LessonId | None:
    """Return the lesson whose folder, page or misspelled notebook is named."""
    course, own = text.course, text.lesson.id if text.lesson else None
    if path.suffix in (".md", ".ipynb") and _is_in_lessons(str(path)):
        # Who names another folder does not mean the text that he writes in.
        others = [n for n in course.notebooks if n != own or n == path.parent.name]
        name = nearest(path.parent.name, others)
        is_notebook = nearest(path.name, NOTEBOOKS) is not None
        return LessonId(name) if name and is_notebook else None
    return LessonId(path.stem) if path.stem in course.notebooks else None


def _file_meant(text: TextContext, path: str) -> str | None:
    """Return the file of nearly this name, in the same folder or beside the text."""
    root = text.course.root
    folder, name = posixpath.split(path)
    beside = nearest(name, names_in(root, folder))
    if beside is not None:
        return posixpath.join(folder, beside)
    home, own = posixpath.split(text.path)
    below = nearest(
        posixpath.relpath(path, home), [file for file in files_below(root, home) if file != own]
    )
    return None if below is None else posixpath.join(home, below)


def _no_anchor(text: TextContext, path: str, anchor: str, where: Where) -> Iterator[Problem]:
    known = _anchors(text, path)
    # Jupyter writes the address of a heading with its capitals: #Further-Resources.
    if known is None or not known.isdisjoint((unicodedata.normalize("NFC", anchor), slug(anchor))):
        return
    if path == text.path and text.target(anchor) is not None:
        return
    meant = nearest(slug(anchor), sorted(known))
    fix = say("link to the page as a whole, or add the heading there")
    yield Problem(
        "link-exists",
        where,
        say("'{file}' has no heading with the address '#{anchor}'", file=path, anchor=anchor),
        did_you_mean(meant and f"#{meant}", fix),
    )


def _anchors(text: TextContext, path: str) -> frozenset[str] | None:
    """Return a page's anchors; None where the target is no page, or one not known here."""
    if path != text.path:
        return text.anchors_in(path) if _is_page(text.course, path) else None
    if text.lesson is None and path not in text.course.pages.values():
        # An exercise or a term has no page of its own: it appears on those of lessons.
        return None
    return text.anchors() if text.contents.is_whole else None
