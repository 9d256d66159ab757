"""JSON as a tree of nodes that know their places, as `yaml.compose` gives them for YAML.

YAML's own parser would do for most notebooks, but not for those with escaped emoji
(surrogate pairs), control characters or very deep outputs.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

import yaml
from yaml.error import Mark

_TOKEN: Final = re.compile(r'[{}\[\]]|"(?:[^"\\]|\\.)*"|[^\s{}\[\]:,"]+', re.DOTALL)


def json_tree(text: str) -> yaml.Node | None:
    """Read JSON into nodes; None where it holds nothing. Broken JSON is read as far as it goes."""
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    root = yaml.SequenceNode("", [])
    open_: list[yaml.CollectionNode] = [root]
    for found in _TOKEN.finditer(text):
        if found[0] not in "}]":
            node = _node(found[0], _mark(starts, found.start()), _mark(starts, found.end()))
            open_[-1].value.append(node)
            if isinstance(node, yaml.CollectionNode):
                open_.append(node)
        elif len(open_) > 1:
            _pair(open_.pop())
    for node in open_:
        _pair(node)
    return root.value[0] if root.value else None


def _node(written: str, start: Mark, end: Mark) -> yaml.Node:
    if written in "{[":
        kind = yaml.MappingNode if written == "{" else yaml.SequenceNode
        return kind("", [], start, end)
    style = '"' if written.startswith('"') else None
    return yaml.ScalarNode("", _decoded(written), start, end, style)


def _pair(container: yaml.CollectionNode) -> None:
    """Make pairs of the keys and values that a mapping has gathered one after another."""
    if isinstance(container, yaml.MappingNode):
        found = container.value
        container.value = list(zip(found[::2], found[1::2], strict=False))


def _decoded(token: str) -> str:
    try:
        return str(json.loads(token, strict=False)) if token.startswith('"') else token
    except ValueError:
        return token


def _mark(starts: Sequence[int], position: int) -> Mark:
    line = bisect_right(starts, position) - 1
    return Mark("", position, line, position - starts[line], "", 0)
