"""References by name: what `{ref}`, `{numref}`, `{eq}` and `{doc}` lead to is there."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Final

from seodang.checks.context import TextContext
from seodang.course.siblings import page_meant
from seodang.documents.contents import Use
from seodang.documents.headings import text_and_target
from seodang.documents.markdown import REFERENCES
from seodang.documents.targets import Target
from seodang.ids import nearest
from seodang.problems import Message, Problem, did_you_mean, say

_NUMBERED: Final = frozenset({"equation", "figure", "table"})


def references_lead_somewhere(text: TextContext) -> Iterator[Problem]:
    """See that whatever a text refers to by a name exists, and is what the role asks for."""
    for use in text.contents.roles:
        if use.name in REFERENCES:
            wrong = _document(text, use) if use.name == "doc" else _target(text, use)
            if wrong is not None:
                yield Problem("link-exists", use.where, *wrong)


def _document(text: TextContext, use: Use) -> tuple[Message, Message] | None:
    _, name = text_and_target(use.given)
    if page_meant(text.course, text.path, name) is not None:
        return None
    course = text.course
    former = (old for lesson in course.lessons.values() for old in lesson.notebook_was)
    known = [*course.notebooks, *(old.rpartition(".")[0] for old in former)]
    meant = nearest(posixpath.basename(name.removesuffix("/notebook")).partition(".")[0], known)
    here = f"../{meant}/notebook" if meant in course.notebooks else meant
    example = say("write the way to it: {written}", written="{doc}`../other-lesson/notebook`")
    return say("there is no lesson or page '{name}'", name=name), did_you_mean(here, example)


def _target(text: TextContext, use: Use) -> tuple[Message, Message] | None:
    words, name = text_and_target(use.given)
    found = text.target(name)
    if found is None:
        return no_target(text, name) if text.contents.is_whole else None
    return _otherwise(use.name, words if words != name else "", found.target)


def no_target(text: TextContext, name: str) -> tuple[Message, Message]:
    """Say that nothing has a name, and which one may be meant."""
    own = [target.name for target in text.contents.targets]
    meant = nearest(name, [*own, *text.landmarks.names()])
    return (
        say("nothing is called '{name}'", name=name),
        did_you_mean(
            meant,
            say(
                "write '{written}' on a line above what is meant, or ':name: {name}' in it",
                written=f"({name})=",
                name=name,
            ),
        ),
    )


def _otherwise(role: str, words: str, target: Target) -> tuple[Message, Message] | None:
    """Say that a role cannot lead to what a name means."""
    name = target.name
    if role == "eq" and target.kind != "equation":
        right = "numref" if target.number else "ref"
        return (
            say("'{name}' is no equation", name=name),
            say("write {written}", written=f"{{{right}}}`{name}`"),
        )
    if role == "numref" and target.kind not in _NUMBERED:
        return (
            say("'{name}' has no number", name=name),
            say("write {written}", written=f"{{ref}}`{name}`"),
        )
    if role == "ref" and not words and not target.title and not target.number:
        return (
            say("'{name}' has no words of its own that a link could show", name=name),
            say("write them before it: {written}", written=f"{{ref}}`… <{name}>`"),
        )
    return None
