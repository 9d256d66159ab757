"""What the engine's source says: the names of its rules and its sentences, found in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TypeAlias

SOURCE = Path(__file__).parents[1] / "src" / "seodang"
Function: TypeAlias = ast.FunctionDef | ast.ClassDef
RULE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


SPEAKERS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], str]] = {
    "messages": (("",), ("say", "speech"), ""),
    "rendering": (("rendering", "exercises"), ("words",), "words"),
    "site": (("editions/site",), ("words", "self"), "say"),
}
"""By the domain of a catalogue: the rooms that say its sentences, and what whoever says them is
called in the rooms' code (a `Speaker`, or the `Message` of a problem) and in its templates."""


@cache
def modules(room: str = "") -> tuple[ast.Module, ...]:
    """Return every module of the engine, or of one room."""
    paths = sorted((SOURCE / room).rglob("*.py"))
    return tuple(ast.parse(path.read_text("utf-8"), str(path)) for path in paths)


def templates(room: str) -> str:
    """Return the text of a room's templates."""
    return "".join(path.read_text("utf-8") for path in sorted((SOURCE / room).rglob("*.html")))


def sentences(domain: str = "messages") -> set[str]:
    """Return the msgids of a domain that stand where they are said."""
    rooms, speakers, in_templates = SPEAKERS[domain]
    calls = (call for room in rooms for module in modules(room) for call in _calls(module))
    found = {text for call in calls if _speaks(call, speakers) for text in _said(call.args[:1])}
    if in_templates:
        texts = "".join(map(templates, rooms))
        found |= set(re.findall(rf'\b{in_templates}\("([^"]+)"', texts))
    return found


def _speaks(call: ast.Call, speakers: tuple[str, ...]) -> bool:
    """Whether this is `say(…)`, `speech(…)` or `options.speech(…)`, but not `text.say(…)`."""
    name = _name(call)
    return name in speakers and (name != "say" or isinstance(call.func, ast.Name))


def _said(arguments: Sequence[ast.expr]) -> Iterator[str]:
    for argument in arguments:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield argument.value
        elif isinstance(argument, ast.IfExp):
            yield from _said([argument.body, argument.orelse])


def rule_names() -> set[str]:
    """Return the rules that problems are made with, and those that problems are asked for.

    A rule is given to a parameter called `rule`, stands in a table called `…RULE…` or before two
    sentences of a tuple, or is compared with a problem's `rule`.
    """
    takers = {name: place for module in modules() for name, place in _takers(module)}
    found = set()
    for module in modules():
        for node in ast.walk(module):
            found |= {text.value for text in _rules(node, takers) if isinstance(text, ast.Constant)}
    return {name for name in found if isinstance(name, str) and RULE_NAME.fullmatch(name)}


def words() -> set[str]:
    """Return every text constant of the engine."""
    return {
        node.value
        for module in modules()
        for node in ast.walk(module)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def _takers(module: ast.Module) -> Iterator[tuple[str, int]]:
    """Yield functions and classes that take a rule, and at which of their arguments."""
    for node in ast.walk(module):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            names = [name for name in _parameters(node) if name != "self"]
            if "rule" in names:
                name = node.name
                yield name, names.index("rule")
                if name == "__init__":
                    yield "PublishingError", names.index("rule")


def _parameters(node: Function) -> list[str]:
    if isinstance(node, ast.FunctionDef):
        return [argument.arg for argument in node.args.args]
    fields = (item.target for item in node.body if isinstance(item, ast.AnnAssign))
    return [target.id for target in fields if isinstance(target, ast.Name)]


def _rules(node: ast.AST, takers: Mapping[str, int]) -> Iterator[ast.expr]:
    """Yield what stands in the place of a rule's name."""
    match node:
        case ast.Call(func=ast.Attribute(ast.Name(table), "get"), args=[_, rule]) if (
            "RULE" in table
        ):
            yield rule
        case ast.Call() if (place := takers.get(_name(node))) is not None:
            yield from (keyword.value for keyword in node.keywords if keyword.arg == "rule")
            yield from node.args[place : place + 1]
        case ast.AnnAssign(ast.Name(table), value=ast.Dict(values=rules)) if "RULE" in table:
            yield from rules
        case ast.Tuple([rule, ast.Call() as message, ast.Call() as fix]):
            yield from [rule] if _name(message) == _name(fix) == "say" else []
        case ast.Compare(ast.Attribute(attr="rule"), comparators=[rule]):
            yield rule


def _calls(module: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(module) if isinstance(node, ast.Call))


def _name(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""
