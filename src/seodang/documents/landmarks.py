"""What texts show of each other: titles, headings and targets by name, as answers to questions.

Whoever checks or writes a text asks `Landmarks`, which remembers what was asked; the text is looked
at again when an answer changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from seodang.cache.memo import Question
from seodang.documents.targets import Target

if TYPE_CHECKING:
    from seodang.documents.documents import Documents

SHOWN: Final = frozenset({"anchors", "heading", "target", "targets", "title"})
"""The kinds of questions whose answers stand in texts, so that no key of other files holds them."""


class Found(NamedTuple):
    """A target, and the path of the text in which it stands."""

    path: str
    target: Target


class Directory:
    """The targets of a whole course by their names; the first of several with one name counts."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    def answer(self, question: Question) -> Any:
        """Answer a question as a JSON value."""
        kind, name = question
        if kind == "anchors":
            anchors = self._documents.anchors(name)
            return None if anchors is None else sorted(anchors)
        if kind == "title":
            return self._documents.title(name)
        if kind == "heading":
            path, _, anchor = name.partition("#")
            return self._documents.headings(path).get(anchor)
        if kind == "targets":
            return sorted(self._targets)
        return self._targets.get(name)

    @cached_property
    def _targets(self) -> Mapping[str, Found]:
        found: dict[str, Found] = {}
        for path in self._documents.pages():
            for target in self._documents.targets(path):
                found.setdefault(target.name, Found(path, target))
        return found


class Landmarks:
    """What one text asks of others; `asked` gathers its questions."""

    def __init__(self, directory: Directory | None, path: str, asked: dict[Question, None]) -> None:
        self._directory = directory
        self._path = path
        self._asked = asked

    def target(self, name: str, own: Mapping[str, Target]) -> Found | None:
        """Return what has a name, in this text or, where it has none of the name, in another."""
        if name in own:
            return Found(self._path, own[name])
        found: Found | None = self._ask("target", name)
        return found

    def names(self) -> list[str]:
        """Return the names of all targets of the course."""
        return list(self._ask("targets", "") or ())

    def title(self, path: str) -> str:
        """Return the title of the page made of a path, or "" where there is none."""
        return str(self._ask("title", path) or "")

    def heading(self, path: str, anchor: str) -> str:
        """Return the words of a heading by its page and anchor, or ""."""
        return str(self._ask("heading", f"{path}#{anchor}") or "")

    def _ask(self, kind: str, name: str) -> Any:
        self._asked[kind, name] = None
        return self._directory.answer((kind, name)) if self._directory else None
