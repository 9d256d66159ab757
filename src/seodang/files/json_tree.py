"""JSON as a tree of nodes that know their places, as `yaml.compose` gives them for YAML.

YAML's own parser would do for most notebooks, but not for those with escaped emoji
(surrogate pairs), control characters or very deep outputs.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, TypeAlias

import yaml
from yaml.error import Mark

_TOKEN: Final = re.compile(r'[{}\[\]]|"(?:[^"\\]|\\.)*"|[^\s{}\[\]:,"]+', re.DOTALL)
_Container: TypeAlias = yaml.MappingNode | yaml.SequenceNode


def json_tree(text: str) -> yaml.Node | None:
    """Read JSON into nodes; None where it holds nothing. Broken JSON is read as far as it goes."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    growing = _Growing()
    for found in _TOKEN.finditer(text):
        growing.take(found[0], _mark(starts, found.start()), _mark(starts, found.end()))
    return growing.root.value[0] if growing.root.value else None


class _Growing:
    """A tree under construction: the open containers, and the key each waits with."""

    def __init__(self) -> None:
        self.root = yaml.SequenceNode("", [])
        self._open: list[_Container] = [self.root]
        self._keys: list[yaml.Node | None] = [None]

    def take(self, written: str, start: Mark, end: Mark) -> None:
        if written in "}]":
            self._close()
        elif written in "{[":
            kind = yaml.MappingNode if written == "{" else yaml.SequenceNode
            self._begin(kind("", [], start, end))
        else:
            style = '"' if written.startswith('"') else None
            self._put(yaml.ScalarNode("", _decoded(written), start, end, style))

    def _begin(self, node: _Container) -> None:
        self._put(node)
        self._open.append(node)
        self._keys.append(None)

    def _close(self) -> None:
        if len(self._open) > 1:
            self._open.pop()
            self._keys.pop()

    def _put(self, node: yaml.Node) -> None:
        parent, key = self._open[-1], self._keys[-1]
        if isinstance(parent, yaml.SequenceNode):
            parent.value.append(node)
        elif key is None:
            self._keys[-1] = node
        else:
            parent.value.append((key, node))
            self._keys[-1] = None


def _decoded(token: str) -> str:
    try:
        return str(json.loads(token, strict=False)) if token.startswith('"') else token
    except ValueError:
        return token


def _mark(starts: Sequence[int], position: int) -> Mark:
    line = bisect_right(starts, position) - 1
    return Mark("", position, line, position - starts[line], "", 0)
