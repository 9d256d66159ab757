"""What rendering makes of a lesson, once, for every edition."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


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
    lessons and to assets are relative to the lesson's page. `title` is that of a plain page,
    taken from its first heading; a lesson's stands in its lesson.yml.
    """

    html: str
    toc: tuple[Heading, ...]
    text: str
    index: tuple[IndexEntry, ...]
    assets: tuple[Asset, ...]
    title: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the fragment as a value that JSON can hold."""
        # `asdict` on the whole would take as long as writing the prose.
        return {
            "html": self.html,
            "toc": [[heading.level, heading.id, heading.title] for heading in self.toc],
            "text": self.text,
            "index": [[entry.anchor, entry.title, entry.text] for entry in self.index],
            "assets": [[asset.name, asset.key] for asset in self.assets],
            "title": self.title,
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> Fragment:
        """Read what `to_json` made."""
        return cls(
            html=value["html"],
            toc=tuple(Heading(*heading) for heading in value["toc"]),
            text=value["text"],
            index=tuple(IndexEntry(*entry) for entry in value["index"]),
            assets=tuple(Asset(*asset) for asset in value["assets"]),
            title=value["title"],
        )
