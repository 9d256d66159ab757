"""From plain data to the model's types, with a sentence for every mistake."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, Final, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from seodang.files.schema import NOT_FITTING, Model, types_in
from seodang.ids import nearest
from seodang.problems import Message, Pointer, Problem, Step, did_you_mean, limited, say

_LONGEST_QUOTE: Final = 60

AnyModel = TypeVar("AnyModel", bound=Model)


def validated(
    model: type[AnyModel], data: Any, path: str, keys: tuple[Step, ...] = (), **given: object
) -> AnyModel | list[Problem]:
    """Make a model of what a file holds below `keys`, or list everything wrong with it.

    `given` are fields that the file does not write itself, such as the id.
    """
    if not isinstance(data, dict):
        return [Problem("value-type", Pointer(path, keys), *_TYPES["model_type"])]
    named = say("remove it; an entry's id is the name of its file, its folder or its key")
    inside = sorted(given.keys() & data.keys())
    problems = [_not_known(Pointer(path, (*keys, key)), key, named) for key in inside]
    try:
        entry = model.model_validate({**data, **given})
    except ValidationError as error:
        problems += limited(_problems(error, model, data, path, keys))
        return _without_echoes(problems)
    return problems or entry


def _problems(
    error: ValidationError, model: type[Model], data: Any, path: str, keys: tuple[Step, ...]
) -> Iterator[Problem]:
    for detail in error.errors(include_url=False):
        location = tuple(detail["loc"])
        where = Pointer(path, (*keys, *location))
        if detail["type"] == "extra_forbidden":
            yield _unknown_key(where, model_at(model, location[:-1]), data, location)
        elif detail["type"] == "missing":
            yield _missing_key(Pointer(path, (*keys, *location[:-1])), str(location[-1]))
        elif detail["type"] == "literal_error":
            # Pydantic hands the choices over in words: 'class', 'talk' or 'mooc'.
            choices = [one.strip("'") for one in re.split(", | or ", detail["ctx"]["expected"])]
            yield not_one_of(where, detail["input"], choices)
        else:
            yield Problem("value-type", where, *_sentences(detail))


def _without_echoes(problems: list[Problem]) -> list[Problem]:
    """Drop what another problem says already.

    "'title' is missing" beside "did you mean 'title'?"; "this list is too short" where an
    entry of it could not be read.
    """
    problems = [problem for problem in problems if not _is_short_for_others(problem, problems)]
    meant = {
        (_keys(problem)[:-1], problem.fix.words.get("meant"))
        for problem in problems
        if problem.rule == "key-known"
    }
    return [
        problem
        for problem in problems
        if problem.rule != "key-required"
        or (_keys(problem), problem.message.words["key"]) not in meant
    ]


def _is_short_for_others(problem: Problem, problems: list[Problem]) -> bool:
    if problem.message.msgid != _TOO_SHORT.msgid:
        return False
    keys = _keys(problem)
    others = (_keys(other) for other in problems if other is not problem)
    return any(other[: len(keys)] == keys for other in others)


def _keys(problem: Problem) -> tuple[Step, ...]:
    return problem.where.keys if isinstance(problem.where, Pointer) else ()


def model_at(model: type[Model], location: tuple[Step, ...]) -> type[Model]:
    """Return the model that stands at a location within a model."""
    for key in location:
        if isinstance(key, str) and key in model.model_fields:
            model = inner_model(model.model_fields[key].annotation) or model
    return model


def inner_model(annotation: Any) -> type[Model] | None:
    """Return the model that a value of a type is or holds."""
    parts = types_in(annotation)
    return next((one for one in parts if isinstance(one, type) and issubclass(one, Model)), None)


def _unknown_key(
    where: Pointer, model: type[Model], data: Any, location: tuple[Step, ...]
) -> Problem:
    key = shortened(str(location[-1]))
    for step in location[:-1]:
        data = data[step]
    known = [name for name in model.model_fields if name != "id"]
    # A key that is there already was hardly meant once more.
    meant = nearest(key, [name for name in known if name not in data])
    listed = say("remove it; the keys known here are: {known}", known=", ".join(known))
    # A file may have thousands of keys, a model has a dozen.
    owners = (name for name in model.model_fields if name in data)
    owner = next((name for name in owners if _has_inside(model, name, key)), None)
    inside = say("indent it as far as the other keys within '{owner}'", owner=owner)
    return _not_known(where, key, inside if owner else did_you_mean(meant, listed))


def _has_inside(model: type[Model], name: str, key: str) -> bool:
    """Whether a key belongs into what stands below another key."""
    inner = inner_model(model.model_fields[name].annotation)
    return inner is not None and key != "id" and key in inner.model_fields


def _not_known(where: Pointer, key: str, fix: Message) -> Problem:
    message = say("the key '{key}' is not known here", key=key)
    return Problem("key-known", replace(where, to_key=True), message, fix)


def _missing_key(where: Pointer, key: str) -> Problem:
    return Problem(
        "key-required",
        where,
        say("the key '{key}' is missing", key=key),
        say("add a line that begins with '{key}:'", key=key),
    )


def not_one_of(where: Pointer, value: Any, choices: list[str]) -> Problem:
    """Say that a value is none of those that may stand there."""
    listed, value = ", ".join(choices), as_written(value)
    return Problem(
        "value-known",
        where,
        say("'{value}' is none of: {choices}", value=value, choices=listed),
        did_you_mean(nearest(value, choices), say("write one of: {choices}", choices=listed)),
    )


def _sentences(detail: ErrorDetails) -> tuple[Message, Message]:
    message, fix = _of_type(detail)
    if detail["input"] is None:
        return say("there is nothing after the colon"), fix
    return _special(detail["type"], detail["input"]) or (message, fix)


def _of_type(detail: ErrorDetails) -> tuple[Message, Message]:
    words = detail.get("ctx", {})
    if detail["type"] == NOT_FITTING:
        return words["message"], words["fix"]
    if detail["type"] not in _TYPES:
        # A type of error that pydantic has added: its own words are better than none.
        return (
            say("this value does not fit: {reason}", reason=detail["msg"]),
            say("compare it with the description of this key"),
        )
    message, fix = _TYPES[detail["type"]]
    return Message(message.msgid, words), Message(fix.msgid, words)


def _special(kind: str, value: Any) -> tuple[Message, Message] | None:
    """Return the sentences for what authors do most often, where they can be more exact."""
    if kind == "string_type" and isinstance(value, dict) and len(value) == 1:
        return _colon_inside(*next(iter(value.items())))
    if kind == "tuple_type" and isinstance(value, str):
        return _list_without_signs(value)
    if kind == "model_type" and isinstance(value, str) and "：" in value:
        return (
            say("a full-width colon (：) stands here"),
            say("type the colon in Latin mode, and a space after it"),
        )
    return None


def _colon_inside(key: str, value: object) -> tuple[Message, Message]:
    return (
        say("the colon in this text makes '{key}' a key", key=shortened(key)),
        say("put the text in quotes: {written}", written=shortened(f'"{key}: {value or ""}"')),
    )


def _list_without_signs(value: str) -> tuple[Message, Message]:
    if value.startswith("-"):
        return say("this must be a list"), say("put a space after each '-'")
    return say("this must be a list"), say("write [{value}]", value=shortened(value))


def as_written(value: Any) -> str:
    """Return a value as YAML or JSON may write it, short enough to stand within a sentence."""
    if isinstance(value, str):
        return shortened(value)
    return shortened(json.dumps(value, ensure_ascii=False, default=str))


def shortened(text: str) -> str:
    """Return a text short enough to stand within a sentence."""
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE]}…"


_NUMBER = (say("this must be a whole number"), say("write digits only, for example 50"))
_LIST = (
    say("this must be a list"),
    say("write [one, two], or each entry on a line of its own that begins with '- '"),
)
_TOO_SHORT: Final = say(
    "this list is too short: it has {actual_length} of at least {min_length} entries"
)
# What pydantic says itself; the values of our own bring their sentences (schema.py).
_TYPES: Final[Mapping[str, tuple[Message, Message]]] = {
    "string_type": (
        say("this must be text"),
        say("write a text after the colon; put numbers and yes or no words in quotes"),
    ),
    "int_type": _NUMBER,
    "int_from_float": _NUMBER,
    "bool_type": (say("this must be true or false"), say("write true or false, without quotes")),
    "tuple_type": _LIST,
    "model_type": (
        say("this must be keys with values"),
        say("write each key with a colon on a line of its own, indented alike"),
    ),
    "greater_than_equal": (
        say("this number is too small"),
        say("write a number of at least {ge}"),
    ),
    "too_short": (
        _TOO_SHORT,
        say("add entries, each on a line of its own that begins with '- '"),
    ),
}
