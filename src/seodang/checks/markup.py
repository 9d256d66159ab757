"""The rule about markup that is not read: readers would see its signs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from seodang.checks.context import TextContext
from seodang.checks.links import NO_LINKS
from seodang.documents.slips import Slip
from seodang.problems import Message, Problem, say

_AS_TEXT: Final = say("'{written}' is not read as markup; it shows as it is written")
_INSTEAD: Final = say("write {meant}")
_SENTENCES: Final[Mapping[str, tuple[Message, Message]]] = {
    "address": (
        say("nobody can tell where the address '{written}' ends, so that it is no link"),
        say("put it in angle brackets: {meant}"),
    ),
    "attributes": (
        _AS_TEXT,
        say("remove it; a picture's width is written {width=300px}, right behind the picture"),
    ),
    "code": (
        say("options of a code cell stand in a block of code that is only shown"),
        say("write ```{code-cell} in place of ```{written}, or remove the options"),
    ),
    "dollars": (
        say("what stands between these two dollar signs is read as a formula, without its spaces"),
        say("write \\$ for a price; words within a formula stand in \\text{…}"),
    ),
    "emoji": (_AS_TEXT, say("put in the emoji itself")),
    "emphasis": (_AS_TEXT, _INSTEAD),
    "footnote": (
        say("there is no footnote '{written}', so that it shows as it is written"),
        say("write the note on a line of its own: {written}: …"),
    ),
    "formula": (
        say("'{written}' is not read as a formula; it shows as it is written"),
        say("let the dollar signs touch the formula, and put its words into \\text{…}"),
    ),
    "heading": (
        say("this is no heading: a space is missing after the signs #"),
        _INSTEAD,
    ),
    "item": (say("these lines are no list: a space is missing after the sign"), _INSTEAD),
    "reference": (
        say("'{written}' is no link: there is no line '[{meant}]: address'"),
        say("write the address in the link: [text](address)"),
    ),
    "role": (
        say("'{written}' names nothing, so that it shows as it is written"),
        say("put the word right behind it, between backticks: {written}`word`"),
    ),
    "stars": (
        say("'**' stands alone here, so that it shows as it is written"),
        say("put ** right before the first and right behind the last letter of the words"),
    ),
    "table": (
        say("this is no table: its second line does not have as many columns as its first"),
        say("write {meant} as its second line"),
    ),
    "table-form": (
        say("a table of this form is not read"),
        say("part the columns by |, and write |---|---| below the first line"),
    ),
    "table-rule": (
        say("this is no table: the line below its first one is missing"),
        say("write {meant} below this line"),
    ),
    "template": (
        _AS_TEXT,
        say("remove it; a remark for authors is written <!-- … -->"),
    ),
    "underline": (
        say("all of this paragraph is a heading, because signs stand right below it"),
        say("leave a line empty above the signs, or write the heading with ##"),
    ),
}


def markup_read(text: TextContext) -> Iterator[Problem]:
    """See that what is written as markup is read as such."""
    for slip in text.contents.slips:
        if slip.kind not in NO_LINKS:  # which are no lesser faults than a link to nothing
            message, fix = _SENTENCES[slip.kind]
            yield Problem("markup-read", slip.where, _with(message, slip), _with(fix, slip))


def _with(message: Message, slip: Slip) -> Message:
    return Message(message.msgid, {"written": slip.written, "meant": slip.meant})
