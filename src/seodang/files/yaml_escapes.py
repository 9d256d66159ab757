r"""Characters that no one sees, written into YAML as escapes: "\0", "\e[2J", "\u202e"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import yaml

from seodang.problems import Place, Problem, say

# What is refused as itself, and what no file can hold as itself: control signs, which act in a
# terminal, and halves of signs.
_HIDDEN: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)


def hidden_by_escapes(node: yaml.Node | None, text: str, path: str) -> Iterator[Problem]:
    """Yield a problem for every double-quoted scalar below a node that an escape hides a sign in."""
    if node is None or "\\" not in text:
        return
    for scalar in _quoted(node):
        found = _HIDDEN.search(scalar.value)
        if found and found[0] not in text:  # one that stands there itself has its own problem
            mark = scalar.start_mark
            yield Problem(
                "yaml-no-invisible",
                Place(path, mark.line + 1, mark.column + 1) if mark else Place(path),
                say(
                    "an escape in this text stands for an invisible character ({code})",
                    code=f"U+{ord(found[0]):04X}",
                ),
                say("remove it; a \\ that is meant as itself is written \\\\"),
            )


def _quoted(node: yaml.Node) -> Iterator[yaml.ScalarNode]:
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if isinstance(one, yaml.MappingNode):
            waiting += (part for pair in one.value for part in pair)
        elif isinstance(one, yaml.SequenceNode):
            waiting += one.value
        elif isinstance(one, yaml.ScalarNode) and one.style == '"':
            yield one
