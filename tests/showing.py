"""A rendered lesson as tests look at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from seodang.cache.store import ASSETS, Key, Store
from seodang.problems import Problem
from seodang.rendering.fragment import Fragment


@dataclass(frozen=True)
class Shown:
    """A rendered lesson, and what a test asks of it."""

    fragment: Fragment
    problems: list[Problem]
    store: Store

    @property
    def html(self) -> str:
        return self.fragment.html

    def asset(self, name: str) -> bytes:
        """Return the bytes published under a name."""
        asset = next(asset for asset in self.fragment.assets if asset.name == name)
        content = self.store.load(ASSETS, Key(asset.key))
        assert content is not None
        return content

    def messages(self) -> list[str]:
        return [f"{problem.rule}: {problem.message}" for problem in self.problems]


Show = Callable[..., Shown]
