"""A code cell as it stands in a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from seodang.cache.memo import Question
from seodang.problems import Problem
from seodang.rendering.fragment import Asset


@dataclass(frozen=True, slots=True)
class WrittenCell:
    """A code cell with its outputs as HTML; the prose around it has no part in it.

    `dependencies` are what its outputs asked about the course, such as where a link leads.
    """

    html: str
    text: str
    assets: tuple[Asset, ...]
    problems: tuple[Problem, ...] = ()
    dependencies: tuple[Question, ...] = ()

    @property
    def may_be_kept(self) -> bool:
        """Whether it stays right until the cell or its outputs change."""
        return not self.problems and not self.dependencies

    def to_json(self) -> dict[str, Any]:
        """Return what is kept of it as a value that JSON can hold."""
        return {
            "html": self.html,
            "text": self.text,
            "assets": [asdict(one) for one in self.assets],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> WrittenCell:
        """Read what `to_json` made."""
        assets = tuple(Asset(**asset) for asset in value["assets"])
        return cls(value["html"], value["text"], assets)
