"""What rendering makes of a lesson, once, for every edition."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a fragment: `level` 2 to 6, `id` its anchor, `title` its plain text."""

    level: int
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """A piece of plain text for search: what stands below one heading (anchor "" = the top)."""

    anchor: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Asset:
    """A file that a fragment shows or links.

    `name` is its address relative to the folder of its page; `key` names its bytes in the
    store (kind "assets").
    """

    name: str
    key: str


@dataclass(frozen=True, slots=True)
class Fragment:
    """A lesson's content as HTML that stands alone inside any page.

    `html` begins below the page's title: it has no h1. `text` is its plain text. Links to other
    lessons and to assets are relative to the lesson's page.
    """

    html: str
    toc: tuple[Heading, ...]
    text: str
    index: tuple[IndexEntry, ...]
    assets: tuple[Asset, ...]
