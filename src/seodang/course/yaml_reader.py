"""YAML as authors mean it: YAML 1.2 core scalars, no anchors, no key twice.

PyYAML alone would read `14:00` as 840, `no` as False and `010` as 8, and would keep the
last of two equal keys. Here `yaml.compose` (the C parser) only builds the tree of nodes;
what the nodes mean is decided below, where every node still knows its line and column.
"""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from seodang.problems import Message, Place, Problem, say

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # an interpreter for which PyYAML has no wheel with libyaml
    from yaml import SafeLoader  # type: ignore[assignment]

_NULL = re.compile(r"null|Null|NULL|~|")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
# What PyYAML's resolver may give a node that carries no tag of its own.
_IMPLIED = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str int float bool null timestamp merge value map seq").split()
)
DEEPEST: Final = 40
"""Levels of nesting above which a file is refused; the model needs five."""


def read_yaml(text: str, path: str) -> tuple[Any, list[Problem]]:
    """Read one YAML document into plain dicts, lists and scalars.

    Returns `(value, problems)`; with problems the value is None or lacks what they name.
    """
    node, problem = compose(text, path)
    if problem is not None:
        return None, [problem]
    if node is None:
        return None, [_empty(path)]
    problems: list[Problem] = []
    return _value(node, path, problems, 0), problems


def compose(text: str, path: str) -> tuple[yaml.Node | None, Problem | None]:
    """Parse one document into its nodes, each with its marks, or say what stops the parser."""
    try:
        if "&" in text or "*" in text:
            # Before composing: an alias could unfold into more nodes than memory holds.
            problem = _anchor(text, path)
            if problem is not None:
                return None, problem
        return yaml.compose(text, Loader=SafeLoader), None
    except yaml.MarkedYAMLError as error:
        return None, _syntax(error, text, path)
    except yaml.reader.ReaderError as error:
        return None, _character(error, text, path)
    except RecursionError:
        return None, _too_deep(path, Place(path))


def _anchor(text: str, path: str) -> Problem | None:
    for event in yaml.parse(text, Loader=SafeLoader):
        if getattr(event, "anchor", None) is not None and event.start_mark is not None:
            return Problem(
                "yaml-no-anchors",
                _place(path, event.start_mark),
                say("'{name}' is a YAML anchor or alias, which is not used here", name=event.anchor),
                say("write the value out again in each place (or put text that begins with & or * in quotes)"),
            )
    return None


def _value(node: yaml.Node, path: str, problems: list[Problem], depth: int) -> Any:
    if depth > DEEPEST:
        problems.append(_too_deep(path, _place(path, node.start_mark)))
        return None
    if node.tag not in _IMPLIED:
        problems.append(_tagged(path, node))
        return None
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, problems, depth)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, path, problems, depth + 1) for item in node.value]
    plain = not node.style
    return core_scalar(node.value) if plain else node.value


def _mapping(
    node: yaml.MappingNode, path: str, problems: list[Problem], depth: int
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        if not isinstance(key_node, yaml.ScalarNode):
            problems.append(_key_not_text(path, key_node))
            continue
        key = key_node.value
        if key in found:
            problems.append(_twice(path, key_node))
            continue
        found[key] = _value(value_node, path, problems, depth + 1)
    return found


def core_scalar(text: str) -> str | int | float | bool | None:
    """Resolve a plain scalar by the YAML 1.2 core schema (https://yaml.org/spec/1.2.2/#1032-tag-resolution)."""
    if _NULL.fullmatch(text):
        return None
    if _BOOL.fullmatch(text):
        return text[0] in "tT"
    if _INT.fullmatch(text):
        return _integer(text)
    if _FLOAT.fullmatch(text):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text


def _integer(text: str) -> int | str:
    base = {"0o": 8, "0x": 16}.get(text[:2], 10)
    digits = text[2:] if base != 10 else text  # noqa: PLR2004
    # Python refuses to parse integers of thousands of digits; such a scalar is just text.
    return int(digits, base) if len(digits) < 1000 else text  # noqa: PLR2004


def _place(path: str, mark: Any) -> Place:
    return Place(path, mark.line + 1, mark.column + 1)


def _empty(path: str) -> Problem:
    return Problem(
        "yaml-not-empty",
        Place(path),
        say("'{path}' is empty", path=path),
        say("fill it in, or delete the file"),
    )


def _too_deep(path: str, place: Place) -> Problem:
    return Problem(
        "yaml-syntax",
        place,
        say("'{path}' is nested too deeply", path=path),
        say("see that brackets are closed and indentation does not grow"),
    )


def _syntax(error: yaml.MarkedYAMLError, text: str, path: str) -> Problem:
    # An opened quote or bracket is mended where it opens, not where the file ends.
    unclosed = any(part in (error.context or "") for part in ("quoted", "flow"))
    mark = (error.context_mark if unclosed else None) or error.problem_mark
    place = Place(path) if mark is None else _place(path, mark)
    lines = text.split("\n")
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    if "\t" in line[: len(line) - len(line.lstrip())] or line[place.column - 1 :].startswith("\t"):
        return _tab(path, place.line, line.index("\t") + 1)
    message, fix = _in_plain_words(error)
    return Problem("yaml-syntax", place, message, fix)


def _in_plain_words(error: yaml.MarkedYAMLError) -> tuple[Message, Message]:
    reason = f"{error.context or ''}: {error.problem or ''}"
    for part, message, fix in _SYNTAX:
        if part in reason:
            return message, fix
    return (
        say("this is not YAML: {reason}", reason=error.problem or error.context or "?"),
        say("look at this line and the one before it: a colon, quote or bracket may be missing"),
    )


# What libyaml says, and the same for people. The first that fits counts.
_SYNTAX: Final = (
    (
        "mapping values are not allowed",
        say("a colon followed by a space stands where no key can begin"),
        say('put the text after the first colon in quotes: title: "one: two"'),
    ),
    (
        "cannot start any token",
        say("a text cannot begin with this character"),
        say("put the text in quotes"),
    ),
    (
        "another document",
        say("a second document begins here; a file holds one"),
        say("remove the line '---', or move what follows into a file of its own"),
    ),
    (
        "quoted scalar",
        say("the quote that opens here is never closed"),
        say("close it, or put the whole text in quotes of the other kind"),
    ),
    (
        "flow node",
        say("the file ends inside a bracket that is not closed"),
        say("close the last '[' or '{'"),
    ),
    (
        "flow sequence",
        say("the bracket '[' that opens here is never closed, or a comma is missing"),
        say("close it with ']' and put commas between the entries"),
    ),
    (
        "flow mapping",
        say("the brace '{' that opens here is never closed, or a comma is missing"),
        say("close it with '}' and put commas between the entries"),
    ),
    (
        "could not find expected ':'",
        say("here a key without its colon begins"),
        say("write a colon and a space after the key, or put a text of several lines in quotes"),
    ),
    (
        "block mapping",
        say("the lines from here on are not all indented alike"),
        say("begin keys of the same level in the same column"),
    ),
    (
        "block collection",
        say("the lines of this list are not all indented alike"),
        say("begin each '-' of a list in the same column"),
    ),
)


def _tab(path: str, line: int, column: int) -> Problem:
    return Problem(
        "yaml-no-tabs",
        Place(path, line, column),
        say("YAML does not allow a tab here"),
        say("replace the tab by spaces"),
    )


def _character(error: yaml.reader.ReaderError, text: str, path: str) -> Problem:
    position = next((i for i, sign in enumerate(text) if _is_forbidden(sign)), 0)
    before = text[:position]
    place = Place(path, before.count("\n") + 1, position - before.rfind("\n"))
    return Problem(
        "yaml-syntax",
        place,
        say("this is not YAML: {reason}", reason=error.reason),
        say("delete the invisible character at this place"),
    )


def _is_forbidden(sign: str) -> bool:
    return (sign < " " and sign not in "\t\n\r") or "\x7f" <= sign < "\x85" or sign == "\ufeff"


def _key_not_text(path: str, node: yaml.Node) -> Problem:
    return Problem(
        "yaml-syntax",
        _place(path, node.start_mark),
        say("a key must be plain text"),
        say("write the key as a word followed by a colon"),
    )


def _twice(path: str, node: yaml.ScalarNode) -> Problem:
    return Problem(
        "yaml-unique-keys",
        _place(path, node.start_mark),
        say("the key '{key}' stands here for the second time", key=node.value),
        say("keep one of the two"),
    )


def _tagged(path: str, node: yaml.Node) -> Problem:
    return Problem(
        "yaml-no-tags",
        _place(path, node.start_mark),
        say("'{tag}' is a YAML tag, which is not used here", tag=node.tag),
        say("remove the tag, or put the text in quotes"),
    )
