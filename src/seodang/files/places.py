"""Finding the line and column of a value again, when a problem about it is printed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import accumulate, groupby
from pathlib import Path

import yaml

from seodang.files.cell_places import in_cell
from seodang.files.json_tree import json_tree
from seodang.files.reading import read_text
from seodang.files.written_scalars import WrittenScalar
from seodang.files.yaml_reader import compose, place_at
from seodang.problems import Place, Pointer, Problem, Step


@dataclass(frozen=True)
class ParsedFile:
    """A file's text and the tree of nodes in it (None where it cannot be parsed)."""

    text: str
    tree: yaml.Node | None
    keys: dict[int, dict[str, tuple[yaml.Node, yaml.Node]]] = field(default_factory=dict)
    """By the `id` of a node with keys, its keys and values, once somebody sought one."""

    scalars: dict[int, WrittenScalar] = field(default_factory=dict)
    """By the `id` of their node, the texts in which somebody sought a place."""

    @cached_property
    def starts(self) -> list[int]:
        """Where each line begins."""
        return list(accumulate((len(line) + 1 for line in self.lines), initial=0))

    def place(self, position: int, path: str) -> Place:
        """Return the place of a position in the text."""
        line = bisect_right(self.starts, position)
        return Place(path, line, position - self.starts[line - 1] + 1)

    def scalar(self, node: yaml.ScalarNode, path: str) -> WrittenScalar:
        """Return a text of the file as it is written."""
        if id(node) not in self.scalars:
            is_json = path.endswith(".ipynb")
            self.scalars[id(node)] = WrittenScalar(self.text, node, is_json=is_json)
        return self.scalars[id(node)]

    @cached_property
    def lines(self) -> list[str]:
        """The text's lines."""
        return self.text.split("\n")

    def key(self, node: yaml.MappingNode, name: str) -> tuple[yaml.Node, yaml.Node] | None:
        """Return the node of a key, the first of its name, and the node of its value."""
        if id(node) not in self.keys:
            self.keys[id(node)] = {str(pair[0].value): pair for pair in reversed(node.value)}
        return self.keys[id(node)].get(name)


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
    lines = file.lines
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
        step = _step(file, node, key)
        if step is None:
            return place_at(pointer.path, key_node.start_mark)
        key_node, node = step
    if pointer.to_key:
        return place_at(pointer.path, key_node.start_mark)
    return _within(file, pointer, node)


def _step(file: ParsedFile, node: yaml.Node, key: Step) -> tuple[yaml.Node, yaml.Node] | None:
    """Return the nodes of the key and of its value."""
    if isinstance(node, yaml.MappingNode):
        return file.key(node, str(key))
    if isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key], node.value[key]
    return None


def _within(file: ParsedFile, pointer: Pointer, node: yaml.Node) -> Place:
    start = place_at(pointer.path, node.start_mark)
    is_at_start = not pointer.line and pointer.column == 1
    if is_at_start or not isinstance(node, yaml.ScalarNode) or node.start_mark is None:
        return start
    position = file.scalar(node, pointer.path).position(pointer.line, pointer.column)
    return file.place(position, pointer.path)
