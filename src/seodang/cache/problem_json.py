"""Problems as JSON values, and the memo of what is wrong with each of many items."""

from __future__ import annotations

from typing import Any

from seodang.problems import Message, Place, Pointer, Problem, Where
from seodang.rules import Severity


def problem_to_json(problem: Problem) -> Any:
    """Return a problem as a value that JSON can hold."""
    where = where_to_json(problem.where)
    return [problem.rule, where, _said(problem.message), _said(problem.fix), problem.given]


def problem_from_json(value: Any) -> Problem:
    """Read what `problem_to_json` made."""
    rule, where, message, fix, given = value
    severity = None if given is None else Severity(given)
    return Problem(rule, where_from_json(where), _message(message), _message(fix), severity)


def where_to_json(where: Where) -> Any:
    """Return a position as a value that JSON can hold."""
    if isinstance(where, Place):
        return [where.path, where.line, where.column]
    return [where.path, where.line, where.column, list(where.keys), where.to_key]


def where_from_json(value: Any) -> Where:
    """Read what `where_to_json` made."""
    path, line, column, *pointer = value
    if not pointer:
        return Place(path, line, column)
    keys, to_key = pointer
    return Pointer(path, tuple(keys), to_key, line, column)


def _said(message: Message) -> Any:
    words = {name: _word(word) for name, word in message.words.items()}
    return [message.msgid, words]


def _word(word: object) -> Any:
    # Whatever is no message is shown by its `str`, then as now.
    return _said(word) if isinstance(word, Message) else str(word)


def _message(value: Any) -> Message:
    msgid, words = value
    return Message(msgid, {n: _message(w) if isinstance(w, list) else w for n, w in words.items()})
