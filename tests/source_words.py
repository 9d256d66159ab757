"""What the engine's source says: the names of its rules and its sentences, found in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TypeAlias

SOURCE = Path(__file__).parents[1] / "src" / "seodang"
Function: TypeAlias = ast.FunctionDef | ast.ClassDef
RULE_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


@cache
def modules() -> tuple[ast.Module, ...]:
    """Return every module of the engine."""
    paths = sorted(SOURCE.rglob("*.py"))
    return tuple(ast.parse(path.read_text("utf-8"), str(path)) for path in paths)


def sentences() -> set[str]:
    """Return the msgids of problems and of the command line."""
    found = set()
    for module in modules():
        for call in _calls(module):
            if _speaks(call.func) and call.args:
                first = call.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(first.value)
    return found


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


def _speaks(function: ast.expr) -> bool:
    """Whether this is `say(…)`, `speech(…)` or `options.speech(…)`."""
    if isinstance(function, ast.Name):
        return function.id in ("say", "speech")
    return isinstance(function, ast.Attribute) and function.attr == "speech"


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
            yield from [rule] if _speaks(message.func) and _speaks(fix.func) else []
        case ast.Compare(ast.Attribute(attr="rule"), comparators=[rule]):
            yield rule


def _calls(module: ast.Module) -> Iterator[ast.Call]:
    return (node for node in ast.walk(module) if isinstance(node, ast.Call))


def _name(call: ast.Call) -> str:
    function = call.func
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""
