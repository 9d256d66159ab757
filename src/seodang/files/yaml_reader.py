"""YAML as authors mean it: YAML 1.2 core scalars, no anchors, no key twice.

PyYAML alone would read `14:00` as 840, `no` as False and `010` as 8, and would keep the
last of two equal keys. Here `yaml.compose` (the C parser) only builds the tree of nodes;
what the nodes mean is decided below, where every node still knows its line and column.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice
from typing import Any, Final, TypeAlias

import yaml

from seodang.files.length import entries_too_many
from seodang.files.reading import place_behind
from seodang.files.yaml_cuts import cut_texts
from seodang.files.yaml_escapes import hidden_by_escapes
from seodang.files.yaml_mistakes import Mark, slip_in, syntax_problem
from seodang.problems import Message, Place, Problem, say

try:
    from yaml import CSafeLoader as SafeLoader
except ImportError:  # an interpreter for which PyYAML has no wheel with libyaml
    from yaml import SafeLoader  # type: ignore[assignment]

Parser: TypeAlias = "yaml.SafeLoader | yaml.CSafeLoader"

_NULL = re.compile(r"null|Null|NULL|~|")
_BOOL = re.compile(r"true|True|TRUE|false|False|FALSE")
_INT = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(
    r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)"
)
_LONGEST_NUMBER: Final = 300
DEEPEST: Final = 40
"""Levels of nesting above which a file is refused; the model needs five."""
# A text with signs of what is refused here is first walked event by event: the C parser
# overflows its stack on a hundred thousand brackets, and forgets which tags were written.
_MANY_BRACKETS: Final = 400
_FIRST_EVENTS: Final = 2_000
_SPECIAL: Final = re.compile(
    r"[&*]"  # what could be an anchor or an alias
    r"|(?:^|[\s\[{,])!"  # … a tag
    r"|^[ \t]{400}|(?:[-?:][ \t]+){40}",  # … or a very deep block
    re.MULTILINE,
)
# Breaks to YAML but to nothing else: lines would be counted otherwise than in editors.
_YAML_BREAKS: Final = str.maketrans("\x85\u2028\u2029", "   ")
# Zero-width and direction signs, pasted along from web pages and messengers, make two equal
# words differ. Joiners (U+200C, U+200D) stay: Indic scripts and emoji need them.
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")


def read_yaml(text: str, path: str) -> tuple[Any, list[Problem]]:
    """Read one YAML document into plain dicts, lists and scalars.

    Returns `(value, problems)`; with errors the value is None or lacks what they name.
    """
    node, problem = compose(text, path)
    if problem is not None:
        return None, [problem]
    found: list[Problem] = []
    value = None if node is None else _value(node, path, found, 0)
    if value is None and not found:
        return None, [_empty(path)]
    slip = slip_in(text, path) if isinstance(node, yaml.ScalarNode) else None
    if slip is not None:
        return None, [slip]
    signs = _INVISIBLE.finditer(text)
    found += cut_texts(node, text, path)
    found += (_unprintable(text, sign.start(), path) for sign in signs)
    return value, [*found, *hidden_by_escapes(node, text, path)]


def compose(
    text: str, path: str, parser: type[Parser] = SafeLoader, *, is_ours: bool = True
) -> tuple[yaml.Node | None, Problem | None]:
    """Parse one document into its nodes, each with its marks, or say what stops the parser.

    A file of another tool, which is not ours, may have tags and anchors; an alias in it is the
    node that it stands for, in several places.
    """
    text = text.translate(_YAML_BREAKS)
    unprintable = yaml.reader.Reader.NON_PRINTABLE.search(text)
    if unprintable:
        return None, _unprintable(text, unprintable.start(), path)
    too_many = entries_too_many(text, path)
    try:
        if _needs_a_walk(text):
            # Before composing: an alias could unfold into more nodes than memory holds. What has
            # too many entries to be read is looked at only for a better reason to say so.
            most = _FIRST_EVENTS if too_many else None
            problem = _forbidden(text, path, parser, most, is_ours=is_ours)
            if problem is not None:
                return None, problem
        if too_many is not None:
            return None, too_many
        return yaml.compose(text, Loader=parser), None
    except yaml.MarkedYAMLError as error:
        return None, syntax_problem(error, text, path)


def _needs_a_walk(text: str) -> bool:
    brackets = text.count("[") + text.count("{")
    return brackets > _MANY_BRACKETS or _SPECIAL.search(text) is not None


def _forbidden(
    text: str, path: str, parser: type[Parser], most: int | None, *, is_ours: bool
) -> Problem | None:
    depth = 0
    for event in islice(yaml.parse(text, Loader=parser), most):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > DEEPEST:
            return _too_deep(path, event.start_mark)
        if not is_ours:
            continue
        if isinstance(event, yaml.NodeEvent) and event.anchor is not None:
            return _anchor(path, event)
        if getattr(event, "tag", None) is not None:
            return _tagged(path, event)
    return None


def _value(node: yaml.Node, path: str, problems: list[Problem], depth: int) -> Any:
    if depth > DEEPEST:
        problems.append(_too_deep(path, node.start_mark))
        return None
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, problems, depth)
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, path, problems, depth + 1) for item in node.value]
    is_plain = isinstance(node, yaml.ScalarNode) and not node.style
    return core_scalar(node.value) if is_plain else node.value


def _mapping(
    node: yaml.MappingNode, path: str, problems: list[Problem], depth: int
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        wrong = _wrong_key(key_node, found)
        if wrong is None:
            found[key_node.value] = _value(value_node, path, problems, depth + 1)
        else:
            rule, message, fix = wrong
            problems.append(Problem(rule, place_at(path, key_node.start_mark), message, fix))
    return found


def _wrong_key(node: yaml.Node, before: Mapping[str, Any]) -> tuple[str, Message, Message] | None:
    """Return the rule that a key breaks, what is wrong with it, and what mends it."""
    if not isinstance(node, yaml.ScalarNode):
        return (
            "yaml-syntax",
            say("a key must be plain text"),
            say("write the key as a word followed by a colon"),
        )
    key, word = node.value, node.value.strip()
    if key != word:
        return (
            "yaml-no-invisible",
            say("beside the key '{key}' stands a character that only looks like a space", key=word),
            say("delete it, and type spaces"),
        )
    if key in before:
        return (
            "yaml-unique-keys",
            say("the key '{key}' stands here for the second time", key=key),
            say("keep one of the two"),
        )
    return None


def core_scalar(text: str) -> str | int | float | bool | None:
    """Resolve a plain scalar by the YAML 1.2 core schema (https://yaml.org/spec/1.2.2/#1032-tag-resolution)."""
    if _NULL.fullmatch(text):
        return None
    if _BOOL.fullmatch(text):
        return text[0] in "tT"
    if len(text) > _LONGEST_NUMBER:
        # Python refuses to parse integers of thousands of digits; such a scalar is just text.
        return text
    if _INT.fullmatch(text):
        base = {"0o": 8, "0x": 16}.get(text[:2])
        return int(text[2:], base) if base else int(text)
    if _FLOAT.fullmatch(text):
        return float(text.lower().replace(".inf", "inf").replace(".nan", "nan"))
    return text


def place_at(path: str, mark: Mark | None) -> Place:
    """Return the place of a parser's mark in a file."""
    return Place(path) if mark is None else Place(path, mark.line + 1, mark.column + 1)


def _empty(path: str) -> Problem:
    return Problem(
        "yaml-not-empty",
        Place(path),
        say("'{path}' is empty", path=path),
        say("fill it in, or delete the file"),
    )


def _too_deep(path: str, mark: Mark | None) -> Problem:
    return Problem(
        "yaml-syntax",
        place_at(path, mark),
        say("'{path}' is nested too deeply", path=path),
        say("see that brackets are closed and indentation does not grow"),
    )


def _anchor(path: str, event: yaml.NodeEvent) -> Problem:
    return Problem(
        "yaml-no-anchors",
        place_at(path, event.start_mark),
        say("'{name}' is a YAML anchor or alias, which is not used here", name=event.anchor),
        say("write the value out in each place, or put a text that begins with & or * in quotes"),
    )


def _unprintable(text: str, position: int, path: str) -> Problem:
    return Problem(
        "yaml-no-invisible",
        place_behind(text[:position], path),
        say("an invisible character ({code}) stands here", code=f"U+{ord(text[position]):04X}"),
        say("delete it: place the cursor behind the next letter and press Backspace twice"),
    )


def _tagged(path: str, event: yaml.Event) -> Problem:
    tag = str(getattr(event, "tag", "")).replace("tag:yaml.org,2002:", "!!")
    return Problem(
        "yaml-no-tags",
        place_at(path, event.start_mark),
        say("'{tag}' is a YAML tag, which is not used here", tag=tag),
        say("remove the tag, or put the text in quotes"),
    )
