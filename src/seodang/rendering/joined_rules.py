"""Pygments' lexers, made quicker: the same tokens, found by fewer matches.

A `RegexLexer` tries the rules of its state one after the other from Python, some hundred for a
name in Python code. Here the rules of a state are joined into one pattern `(?:a)()|(?:b)()|…`,
so that the regular expression engine tries them, in the same order; the empty group behind the
rule that matched says which it was. Worth 0.26 ms a code cell: 1.6 s of the 6 s in which a thousand
lessons are built for the first time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import groupby
from typing import Any, Final, NamedTuple

from pygments.lexer import RegexLexer
from pygments.token import Error, Whitespace, _TokenType

_LEADING_FLAGS: Final = re.compile(r"\(\?[aimsu]+\)")
# In a comment a bracket is no bracket, and names and numbers of groups are lost in the joining.
_BOUND_TO_GROUPS: Final = re.compile(r"\\[0-9]|\(\?[P#(]")
_GROUP: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|(\()(?!\?)", re.DOTALL)
"""Matches the bracket of a group, as group 1, and whatever else may hold a bracket."""
_LONGEST: Final = 2000
"""Of a pattern, in signs: all letters of Unicode take longer to compile again than they save."""
_SCOPABLE: Final = {re.IGNORECASE: "i", re.MULTILINE: "m", re.DOTALL: "s"}


class _Rule(NamedTuple):
    match: Callable[[str, int], re.Match[str] | None]
    action: Any
    new_state: Any

    @property
    def pattern(self) -> re.Pattern[str]:
        return self.match.__self__  # type: ignore[attr-defined, no-any-return]


class _Joined(NamedTuple):
    """Rules that are tried at once, and which of them a match is of, by its last group."""

    match: Callable[[str, int], re.Match[str] | None]
    rules: Mapping[int | None, _Rule]


class _States(dict[str, tuple[_Joined, ...]]):
    """The joined rules of each state, joined when a text first comes to it: it takes a while."""

    def __init__(self, lexer: Any) -> None:
        self._rules = lexer._tokens  # noqa: SLF001
        self._flags = re.compile("", lexer.flags).flags

    def __missing__(self, state: str) -> tuple[_Joined, ...]:
        rules = [_Rule(*rule) for rule in self._rules[state]]
        self[state] = tuple(_joined(rules, self._flags))
        return self[state]


def quicken(lexer: Any) -> None:
    """Let a lexer find its tokens by joined rules, if it finds them as `RegexLexer` does."""
    finds = getattr(type(lexer), "get_tokens_unprocessed", None)
    if finds is RegexLexer.get_tokens_unprocessed and _is_ordinary(lexer):
        lexer.get_tokens_unprocessed = partial(_tokens, lexer, _States(lexer))


def _is_ordinary(lexer: Any) -> bool:
    matches = (match for rules in lexer._tokens.values() for match, *_ in rules)  # noqa: SLF001
    patterns = (getattr(match, "__self__", None) for match in matches)
    return not lexer.flags & re.VERBOSE and all(isinstance(p, re.Pattern) for p in patterns)


def _joined(rules: list[_Rule], flags: int) -> Iterator[_Joined]:
    """Join neighbours; a rule that cannot be joined stands alone in its place."""
    for joinable, neighbours in groupby(rules, key=partial(_is_joinable, flags=flags)):
        if joinable:
            yield _alternation(list(neighbours), flags)
        else:
            for rule in neighbours:
                groups = range(1, rule.pattern.groups + 1)
                yield _Joined(rule.match, dict.fromkeys([None, *groups], rule))


def _is_joinable(rule: _Rule, flags: int) -> bool:
    pattern = rule.pattern.pattern
    return (
        len(pattern) <= _LONGEST
        and not (rule.pattern.flags ^ flags) & ~sum(_SCOPABLE)
        and not _BOUND_TO_GROUPS.search(pattern)
    )


def _alternation(rules: list[_Rule], flags: int) -> _Joined:
    pattern = "|".join(f"(?{_scoped(rule.pattern, flags)})()" for rule in rules)
    return _Joined(re.compile(pattern, flags).match, dict(enumerate(rules, 1)))


def _scoped(pattern: re.Pattern[str], flags: int) -> str:
    """Write a pattern without groups: the engine skips what begins with another sign sooner."""
    own = "".join(sign for flag, sign in _SCOPABLE.items() if pattern.flags & flag & ~flags)
    bare = _LEADING_FLAGS.sub("", pattern.pattern, count=1)
    return f"{own}:" + _GROUP.sub(lambda found: "(?:" if found[1] else found[0], bare)


def _tokens(
    lexer: Any, states: _States, text: str, stack: tuple[str, ...] = ("root",)
) -> Iterator[tuple[int, Any, str]]:
    """Do what `RegexLexer.get_tokens_unprocessed` does."""
    path = list(stack)
    position = 0
    while True:
        for match, rules in states[path[-1]]:
            if found := match(text, position):
                own_match, action, new_state = rules[found.lastindex]
                if type(action) is _TokenType:
                    yield position, action, found.group()
                elif action is not None:
                    # It asks for the groups of its own pattern.
                    yield from action(lexer, own_match(text, position))
                position = found.end()
                if new_state is not None:
                    _enter(path, new_state)
                break
        else:
            if position >= len(text):
                return
            yield position, _unmatched(text[position], path), text[position]
            position += 1


def _unmatched(sign: str, path: list[str]) -> Any:
    """Say what a sign is that no rule takes; a line's end ends all states."""
    if sign != "\n":
        return Error
    path[:] = ["root"]
    return Whitespace


def _enter(path: list[str], new_state: Any) -> None:
    if isinstance(new_state, int):
        # The outermost state stays, however often a text closes what it never opened.
        del path[max(len(path) + new_state, 1) :]
        return
    for state in [new_state] if isinstance(new_state, str) else new_state:
        if state == "#pop":
            del path[max(len(path) - 1, 1) :]
        else:
            path.append(path[-1] if state == "#push" else state)
