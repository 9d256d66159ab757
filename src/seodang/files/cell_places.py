"""Places in an .ipynb as people see them in Jupyter, which shows cells and no lines of JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import yaml

from seodang.problems import Message, Pointer, Step, say

_FIRST: Final = (
    say("line 1"), say("line 2"), say("line 3"), say("line 4"), say("line 5"),
    say("line 6"), say("line 7"), say("line 8"), say("line 9"), say("line 10"),
)  # fmt: skip
"""Each by itself: Korean counts lines in words (첫째, 둘째)."""
_SEEN: Final[Mapping[str, tuple[Message, Message]]] = {
    "code": (
        say("code cell {number}, {line}: {message}"),
        say("code cell {number}: {message}"),
    ),
    "raw": (
        say("raw cell {number}, {line}: {message}"),
        say("raw cell {number}: {message}"),
    ),
    "markdown": (
        say("text cell {number}, {line}: {message}"),
        say("text cell {number}: {message}"),
    ),
}
_TEXTS: Final = ("source", "input")


def in_cell(message: Message, tree: yaml.Node | None, where: Pointer) -> Message:
    """Put before a sentence the cell and the line it is about, if it is about a part of a cell."""
    before = _cells_before(where.keys)
    cells = _value(tree, before) if before and where.path.endswith(".ipynb") else None
    number = where.keys[len(before)] if before and len(where.keys) > len(before) else None
    if not isinstance(cells, yaml.SequenceNode) or not isinstance(number, int):
        return message
    kinds = [_kind(cell) for cell in cells.value[: number + 1]]
    is_of_whole = where.keys[-1] == "outputs"  # the first of several cells stands for a notebook
    if (
        number >= len(kinds)
        or is_of_whole
        or message.msgid.startswith(("code cell {cell}", "cell {number}"))
    ):
        return message
    with_line, without = _SEEN[kinds[-1]]
    words: dict[str, object] = {"number": kinds.count(kinds[-1]), "message": message}
    line = _line(where, len(before) + 1)
    if line is None:
        return Message(without.msgid, words)
    return Message(with_line.msgid, {**words, "line": line_said(line)})


def line_said(line: int) -> Message:
    """Return a line of a cell in words; `line` counts from 0."""
    return _FIRST[line] if line < len(_FIRST) else say("line {number}", number=line + 1)


def _cells_before(keys: Sequence[Step]) -> tuple[Step, ...]:
    """Return the keys that lead to the list of cells, if these lead into one."""
    if keys[:1] == ("cells",):
        return ("cells",)
    return tuple(keys[:3]) if keys[:1] == ("worksheets",) and keys[2:3] == ("cells",) else ()


def _line(where: Pointer, at: int) -> int | None:
    keys = where.keys[at:]
    if not keys or keys[0] not in _TEXTS:
        return None
    by_lines = keys[1] if len(keys) > 1 else None
    return by_lines if isinstance(by_lines, int) else where.line


def _kind(cell: yaml.Node) -> str:
    kind = _value(cell, ("cell_type",))
    return kind.value if isinstance(kind, yaml.ScalarNode) and kind.value in _SEEN else "markdown"


def _value(node: yaml.Node | None, keys: Sequence[Step]) -> yaml.Node | None:
    for key in keys:
        if isinstance(node, yaml.MappingNode):
            node = next((value for name, value in node.value if name.value == key), None)
        elif isinstance(node, yaml.SequenceNode) and isinstance(key, int):
            node = node.value[key] if key < len(node.value) else None
        else:
            return None
    return node
