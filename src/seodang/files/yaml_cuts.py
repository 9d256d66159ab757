"""Texts that end sooner than their authors think: to YAML a `#` behind a space begins a remark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import yaml

from seodang.files.yaml_mistakes import put_in_quotes
from seodang.problems import Place, Problem, say

# A remark has a space behind its sign; a hashtag or a number ("AI #1") has none.
_CUT: Final = re.compile(r"(?<![ \t])[ \t]++(?P<rest>#[^\s#!].*)")


def cut_texts(node: yaml.Node | None, text: str, path: str) -> Iterator[Problem]:
    """Yield the texts that a `#` ends."""
    if node is None or _CUT.search(text) is None:
        return
    lines = text.split("\n")
    for scalar in _scalars(node):
        start, end = scalar.start_mark, scalar.end_mark
        if start is None or end is None or start.line != end.line:
            continue
        line = lines[end.line]
        cut = _CUT.match(line, end.column)
        if cut:
            yield Problem(
                "yaml-text-whole",
                Place(path, end.line + 1, cut.start("rest") + 1),
                say("to YAML the text ends before this #, and the rest of the line is a remark"),
                put_in_quotes(line[start.column :].rstrip()),
            )


def _scalars(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    """Yield the texts without quotes, but for keys."""
    if isinstance(node, yaml.MappingNode):
        for _, value in node.value:
            yield from _scalars(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _scalars(item)
    elif isinstance(node, yaml.ScalarNode) and not node.style and node.value:
        yield node
