"""The rules about what would be missing on a page: text that is lost, tags that are cut."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from seodang.checks.context import TextContext
from seodang.course.layout import PAGES
from seodang.documents.contents import Tag
from seodang.documents.html_elements import ALLOWED
from seodang.documents.notebook import CellKind
from seodang.problems import Message, Place, Problem, say

_LOST: Final[Mapping[str, tuple[Message, Message]]] = {
    "cell": (
        say("this row has more cells than the table has columns: '{written}' is not shown"),
        say("add a column to the first two lines of the table; a | within a cell is written \\|"),
    ),
    "comment": (
        say("a line that begins with % is a remark for authors, which is not shown"),
        say("write \\% to show it, or a space behind the % of a remark"),
    ),
    "comment-open": (
        say("the remark that opens here is never closed; nothing below it is shown"),
        say("write --> behind it"),
    ),
    "definition": (
        say("this line is taken for the address of a link, and is not shown"),
        say("put a backslash before it: \\{written}"),
    ),
    "footnote": (
        say("nothing leads to the footnote {written}, so that it is not shown"),
        say("write {written} where it belongs in the text, or remove it"),
    ),
    "footnote-twice": (
        say("a second footnote below is called {written} too; this one is not shown"),
        say("give one of them another name"),
    ),
}
_AS_LINK: Final = say("write its address as a link: [title]({address})")
_PLAIN: Final = say("remove it, or write it as text between backticks: `<{tag}>`")
_CUT: Final[Mapping[str, Message]] = {
    **dict.fromkeys(("iframe", "video", "audio", "embed", "object"), _AS_LINK),
    **dict.fromkeys(
        ("form", "input", "button", "select", "textarea"),
        say("put in an exercise ('{exercise}'), or link to the form: [title](address)"),
    ),
    "svg": say(
        "save the drawing in images/ and show it: ![what is to be seen](images/drawing.svg)"
    ),
    "math": say("write the formula between dollar signs: $x^2$"),
    "style": say("remove it: the look of all pages is set in theme/"),
    "script": say("remove it: pages run no scripts of lessons"),
    "h1": say("write it as a heading: ## …"),
    **dict.fromkeys(("strike",), say("write it between waves: ~~…~~")),
    "tt": say("write it between backticks: `…`"),
}
_LOOKS: Final = ("style", "align", "bgcolor", "color", "face")


def prose_shown(text: TextContext) -> Iterator[Problem]:
    """See that nothing of a text is left out of its page."""
    for slip in text.contents.lost:
        message, fix = (Message(one.msgid, {"written": slip.written}) for one in _LOST[slip.kind])
        yield Problem("prose-shown", slip.where, message, fix)
    for tag in text.contents.html:
        yield from _cut(tag)
    yield from _raw_cells(text)


def _cut(tag: Tag) -> Iterator[Problem]:
    if tag.name not in ALLOWED:
        fix = _CUT.get(tag.name, _PLAIN)
        address = tag.attributes.get("src") or "https://…"
        words = {"tag": tag.name, "address": address, "exercise": ":::{exercise}"}
        message = say("the element <{tag}> is left out of pages", tag=tag.name)
        yield Problem("prose-shown", tag.where, message, Message(fix.msgid, words))
        return
    for name in _LOOKS:
        # Where a table stands on its page makes little difference.
        if name in tag.attributes and (tag.name, name) != ("table", "align"):
            yield _look(tag, name)
    if "alert" in tag.attributes.get("class", ""):
        yield Problem(
            "prose-shown",
            tag.where,
            say("a box made with class= shows as plain text"),
            say(
                "write '{written}', the text below it, and ':::' to close it",
                written=":::{note}",
            ),
        )


def _look(tag: Tag, name: str) -> Problem:
    return Problem(
        "prose-shown",
        tag.where,
        say("'{name}=' of <{tag}> has no effect", name=name, tag=tag.name),
        say("remove it: words are made strong with **…**, boxes with '{box}'", box=":::{note}"),
    )


def _raw_cells(text: TextContext) -> Iterator[Problem]:
    for cell in text.document.shown if text.lesson else ():
        if cell.kind is CellKind.RAW and cell.source.strip():
            yield Problem(
                "prose-shown",
                cell.at(),
                say("a raw cell is not shown"),
                say("make it a Markdown cell, or remove it"),
            )


def page_has_text(text: TextContext) -> Iterator[Problem]:
    """See that a page is not empty."""
    is_page = text.path.startswith(f"{PAGES}/")
    is_published = text.lesson is not None and text.lesson.status == "published"
    document = text.document
    if (is_page or is_published) and document.digest and not document.is_faulty:
        cells = [cell for cell in document.shown if cell.kind is not CellKind.RAW]
        if not any(cell.source.strip() for cell in cells):
            yield Problem(
                "page-has-text",
                Place(text.path),
                say("there is nothing on this page"),
                say("write something, or put 'status: draft' into lesson.yml until you do"),
            )
