"""What rendering makes of a lesson, once, for every edition.

Its parts are named tuples, since those are lists in the JSON that the store keeps: to convert them
by `dataclasses.asdict` takes as long as writing the prose.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import starmap
from typing import Any, NamedTuple


class Heading(NamedTuple):
    """A heading of a fragment: `level` 2 to 6, `id` its anchor, `title` its plain text.

    That of an exercise leads to the exercise, and begins with its short name.
    """

    level: int
    id: str
    title: str
    is_exercise: bool = False


class IndexEntry(NamedTuple):
    """A piece of plain text for search: what stands below one heading (anchor "" = the top).

    Its lines are paragraphs, items of lists and rows of tables, in which a tab stands between cells.
    What an exercise says beside its question is not in it: who looks for something is not to meet
    the answer.
    """

    anchor: str
    title: str
    text: str


class Asset(NamedTuple):
    """A file that a fragment shows or links.

    `name` is its address relative to the folder of its page; `key` names its bytes in the
    store (kind "assets").
    """

    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """A lesson's content as HTML that stands alone inside any page.

    `html` begins below the page's title: it has no h1. Links to other lessons and to assets are
    relative to the lesson's page. `title` is that of a plain page, taken from its first heading; a
    lesson's stands in its lesson.yml.
    """

    html: str = ""
    toc: tuple[Heading, ...] = ()
    index: tuple[IndexEntry, ...] = ()
    assets: tuple[Asset, ...] = ()
    title: str = ""

    @property
    def text(self) -> str:
        """Its plain text: a line for each heading, and for each paragraph below it."""
        return text_of(self.index)

    def to_json(self) -> list[Any]:
        """Return the fragment as a value that JSON can hold."""
        return [self.html, self.toc, self.index, self.assets, self.title]

    @classmethod
    def from_json(cls, value: list[Any]) -> Fragment:
        """Read what `to_json` made."""
        html, toc, index, assets, title = value
        headings = tuple(starmap(Heading, toc))
        entries = tuple(starmap(IndexEntry, index))
        return cls(html, headings, entries, assets_from_json(assets), title)


def text_of(index: Iterable[IndexEntry]) -> str:
    """Return the text of an index, a line for each heading and for what stands below it."""
    return "\n".join(line for entry in index for line in (entry.title, entry.text) if line)


def assets_from_json(value: list[Any]) -> tuple[Asset, ...]:
    """Read what the store kept of a list of assets."""
    return tuple(starmap(Asset, value))
