"""Finding the line and column of a value again, when a problem about it is printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import Final

import yaml

from seodang.files.cell_places import in_cell
from seodang.files.json_tree import json_tree
from seodang.files.reading import place_behind, read_text
from seodang.files.yaml_reader import compose, place_at
from seodang.problems import Place, Pointer, Problem, Step

# The signs of a quoted scalar as it is written.
_SIGNS: Final = {
    '"': re.compile(r"\\(?:x..|u.{4}|U.{8}|.)|.", re.DOTALL),
    "'": re.compile(r"''|.", re.DOTALL),
}
_ANY_SIGN: Final = re.compile(r".", re.DOTALL)
_WHITE_ESCAPES: Final = frozenset("\\" + sign for sign in "\n \tntrfvNLP_")
_HIGH_SURROGATES: Final = range(0xD800, 0xDC00)


@dataclass(frozen=True, slots=True)
class ParsedFile:
    """A file's text and the tree of nodes in it (None where it cannot be parsed)."""

    text: str
    tree: yaml.Node | None


def located(root: Path, problems: list[Problem]) -> list[Problem]:
    """Give every problem its line and column, and sort them by place."""
    by_path = sorted(problems, key=_path)
    # File by file: a tree of nodes is large, and there may be thousands of faulty files.
    found = [
        placed for path, group in groupby(by_path, _path) for placed in _located(root, path, group)
    ]
    return sorted(found, key=lambda problem: (problem.where, problem.rule, str(problem.message)))


def _path(problem: Problem) -> str:
    return problem.where.path


def _located(root: Path, path: str, problems: Iterable[Problem]) -> Iterator[Problem]:
    file = None
    for problem in problems:
        where = problem.where
        if isinstance(where, Pointer):
            file = file or parse_file(root, path)
            seen = in_cell(problem.message, file.tree, where)
            yield replace(problem, where=_within_file(file, locate(file, where)), message=seen)
        else:
            yield problem


def _within_file(file: ParsedFile, place: Place) -> Place:
    """Return a place, or the end of the file where the parser imagined a value behind it."""
    lines = file.text.split("\n")
    if place.line <= len(lines):
        return place
    return Place(place.path, len(lines), len(lines[-1]) + 1)


def parse_file(root: Path, path: str) -> ParsedFile:
    """Read a file once more, this time with the marks of its nodes."""
    text = read_text(root, path)
    if isinstance(text, Problem):
        return ParsedFile("", None)
    tree = json_tree(text) if path.endswith(".ipynb") else compose(text, path)[0]
    return ParsedFile(text, tree)


def locate(file: ParsedFile, pointer: Pointer) -> Place:
    """Follow a pointer's keys as far as they lead and return the place reached."""
    if file.tree is None:
        return Place(pointer.path)
    key_node = node = file.tree
    for key in pointer.keys:
        step = _step(node, key)
        if step is None:
            return place_at(pointer.path, key_node.start_mark)
        key_node, node = step
    if pointer.to_key:
        return place_at(pointer.path, key_node.start_mark)
    return _within(file, pointer, node)


def _step(node: yaml.Node, key: Step) -> tuple[yaml.Node, yaml.Node] | None:
    """Return the nodes of the key and of its value."""
    if isinstance(node, yaml.MappingNode):
        for key_node, value in node.value:
            if key_node.value == str(key):
                return key_node, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key], node.value[key]
    return None


def _within(file: ParsedFile, pointer: Pointer, node: yaml.Node) -> Place:
    start = place_at(pointer.path, node.start_mark)
    is_at_start = not pointer.line and pointer.column == 1
    if is_at_start or not isinstance(node, yaml.ScalarNode) or node.start_mark is None:
        return start
    position = _written(file.text, node.start_mark.index, node, _ink_before(node, pointer))
    return place_behind(file.text[:position], pointer.path)


def _ink_before(node: yaml.ScalarNode, pointer: Pointer) -> int:
    """Count the visible signs of a value before a line and column of it.

    Ink survives what YAML and JSON do to a text: indenting, folding, escaping, stripping.
    """
    value = unicodedata.normalize("NFC", str(node.value))
    lines = (value if pointer.path.endswith(".ipynb") else value.lstrip()).split("\n")
    here = "".join(lines[pointer.line : pointer.line + 1])[: pointer.column - 1]
    return sum(not sign.isspace() for line in (*lines[: pointer.line], here) for sign in line)


def _written(text: str, start: int, node: yaml.ScalarNode, ink: int) -> int:
    """Return the position in a file of the sign that follows so much of a scalar's ink."""
    if node.style in ("|", ">"):
        # The text begins below the line of the sign.
        start = text.find("\n", start) + 1
    elif node.style in _SIGNS:
        start += 1
    end = len(text) if node.end_mark is None else node.end_mark.index
    for sign in _SIGNS.get(node.style or "", _ANY_SIGN).finditer(text, start, end):
        if _shows(sign[0]):
            if not ink:
                return sign.start()
            ink -= 1
    return end


def _shows(sign: str) -> bool:
    """Whether a sign as written is one visible character (a surrogate pair is two signs)."""
    if not sign.startswith("\\") or len(sign) == 1:
        return not sign.isspace()
    if sign[1] not in "xuU":
        return sign not in _WHITE_ESCAPES
    try:
        code = int(f"0x{sign[2:]}", 0)
    except ValueError:
        return True
    return code not in _HIGH_SURROGATES and not chr(code).isspace()
