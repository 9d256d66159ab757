"""Finding the line and column of a value again, when a problem about it is printed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from seodang.course.files import read_text
from seodang.course.yaml_reader import compose
from seodang.problems import Key, Place, Pointer, Problem


@dataclass(frozen=True, slots=True)
class Source:
    """A file's lines and the YAML nodes in it (None where it cannot be parsed)."""

    lines: tuple[str, ...]
    tree: yaml.Node | None


def located(root: Path, problems: list[Problem]) -> list[Problem]:
    """Give every problem its line and column, and sort them by place.

    JSON is YAML, so cells of an `.ipynb` are found in the same way as keys of a YAML file.
    """
    sources: dict[str, Source] = {}
    found = [_located(root, problem, sources) for problem in problems]
    return sorted(found, key=lambda problem: (problem.where, problem.rule, str(problem.message)))


def _located(root: Path, problem: Problem, sources: dict[str, Source]) -> Problem:
    where = problem.where
    if isinstance(where, Place):
        return problem
    if where.path not in sources:
        sources[where.path] = read_source(root, where.path)
    return replace(problem, where=locate(sources[where.path], where))


def read_source(root: Path, path: str) -> Source:
    """Read a file once more, this time with the marks of its nodes."""
    text = read_text(root, path)
    if isinstance(text, Problem):
        return Source((), None)
    return Source(tuple(text.split("\n")), compose(text, path)[0])


def locate(source: Source, pointer: Pointer) -> Place:
    """Follow a pointer's keys as far as they lead and return the place reached."""
    if source.tree is None:
        return Place(pointer.path)
    key_node = node = source.tree
    for key in pointer.keys:
        step = _step(node, key)
        if step is None:
            return _start(pointer.path, key_node)
        key_node, node = step
    if pointer.to_key:
        return _start(pointer.path, key_node)
    return _within(source, pointer, node)


def _step(node: yaml.Node, key: Key) -> tuple[yaml.Node, yaml.Node] | None:
    """Return the nodes of the key and of its value."""
    if isinstance(node, yaml.MappingNode):
        for key_node, value in node.value:
            if key_node.value == str(key):
                return key_node, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(key, int) and key < len(node.value):
        return node.value[key], node.value[key]
    return None


def _start(path: str, node: yaml.Node) -> Place:
    return Place(path, node.start_mark.line + 1, node.start_mark.column + 1)


def _within(source: Source, pointer: Pointer, node: yaml.Node) -> Place:
    start = _start(pointer.path, node)
    if not pointer.line and pointer.column == 1:
        return start
    if node.style in ("|", ">"):
        # A block scalar's text begins on the line below its sign, indented as its first line.
        line = start.line + 1 + pointer.line
        return Place(pointer.path, line, _indent(source, start.line) + pointer.column)
    opening = 1 if node.style in ("'", '"') else 0
    before = start.column - 1 if pointer.line == 0 else 0
    return Place(pointer.path, start.line + pointer.line, before + opening + pointer.column)


def _indent(source: Source, first: int) -> int:
    filled = (line for line in source.lines[first:] if line.strip())
    return next((len(line) - len(line.lstrip(" ")) for line in filled), 0)
