"""What an author needs to know of an exception: the line, and the values on it."""

from __future__ import annotations

import builtins
import difflib
import linecache
import os
import re
import reprlib
import sys
import traceback
import types
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, Final

_NAME: Final = re.compile(r"[^\W\d]\w*")
_NOT_VALUES: Final = (
    types.ModuleType,
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    type,
)
_SUGGESTION: Final = re.compile(r"Did you mean: '(?:self\.)?(\w+)'")
_NOT_IN_MODULE: Final = re.compile(r"cannot import name '(\w+)' from '([\w.]+)'")
_INVALID_SIGN: Final = re.compile(r"U\+([0-9A-F]{4,6})\b")
_CURVED: Final = "\u201c\u201d\u2018\u2019"
_MOST_VALUES: Final = 8
_MOST_SIGNS: Final = 80


def describe_exception(error: BaseException, file: str, files: Mapping[str, int]) -> dict[str, Any]:
    """Describe an exception raised by the cell that IPython knows as `file`.

    `files` gives the number (from 0) of each cell by its file. `line` counts the cell's lines
    from 0; `inner` is where in the lesson it was raised, when that is elsewhere: another cell
    or a module of the lesson, its line from 1.
    """
    places = [place for place in _places(error) if place[0] in files or _is_module(place[0])]
    here = [line for path, line, _ in places if path == file]
    inner = places[-1] if places else None
    is_here = inner is not None and inner[0] == file
    line = here[-1 if is_here else 0] if here else _syntax_line(error, file)
    return {
        "type": type(error).__name__,
        "kinds": [kind.__name__ for kind in type(error).__mro__],
        "message": _text(error),
        "line": None if line is None else line - 1,
        "inner": None if inner is None or is_here else _inner(inner, files),
        "values": [] if inner is None else list(_values(inner)),
        "details": _details(error, inner),
    }


def _text(error: BaseException) -> str:
    # A syntax error's own text also names IPython's file, which tells an author nothing.
    try:
        return str(error.msg if isinstance(error, SyntaxError) else error)
    except Exception as other:  # noqa: BLE001 - a lesson's own __str__ may raise anything
        return f"({type(other).__name__})"


Place = tuple[str, int, types.FrameType]


def _places(error: BaseException) -> Iterator[Place]:
    step = error.__traceback__
    while step is not None:
        yield step.tb_frame.f_code.co_filename, step.tb_lineno, step.tb_frame
        step = step.tb_next


def _is_module(path: str) -> bool:
    folder = os.environ["HOME"]  # a notebook's home is its workspace
    return path.endswith(".py") and path.startswith(folder)


def _syntax_line(error: BaseException, file: str) -> int | None:
    return error.lineno if isinstance(error, SyntaxError) and error.filename == file else None


def _inner(place: Place, files: Mapping[str, int]) -> dict[str, Any]:
    path, line, _ = place
    if path in files:
        return {"cell": files[path], "line": line}
    return {"file": os.path.relpath(path, os.environ["HOME"]), "line": line}


def _values(place: Place) -> Iterator[list[str]]:
    path, line, frame = place
    # A dict keeps the order in which the names stand in the line.
    names = dict.fromkeys(_NAME.findall(linecache.getline(path, line)))
    found = 0
    for name in names:
        # A module stands for "no such name": modules are not shown anyway.
        value = frame.f_locals.get(name, frame.f_globals.get(name, types))
        if isinstance(value, _NOT_VALUES) or name.startswith("__") or found == _MOST_VALUES:
            continue
        found += 1
        yield [name, _shown(value)]


def _shown(value: object) -> str:
    try:
        text = reprlib.repr(value)
    except Exception as error:  # noqa: BLE001 - a lesson's own __repr__ may raise anything
        text = f"<{type(value).__name__}: {type(error).__name__}>"
    text = " ".join(text.split())
    return text if len(text) <= _MOST_SIGNS else text[: _MOST_SIGNS - 1] + "…"


def _details(error: BaseException, place: Place | None) -> dict[str, str]:
    """Gather the words by which a cause can be suggested."""
    known: dict[str, Any] = {}
    in_module = _NOT_IN_MODULE.search(_text(error)) if isinstance(error, ImportError) else None
    with suppress(Exception):  # what a lesson's own classes answer may raise anything
        known = {name: getattr(error, name, None) for name in ("name", "filename", "errno")}
        if isinstance(error, KeyError) and error.args:
            known["key"] = _shown(error.args[0])
        if isinstance(error, SyntaxError):
            known["sign"] = _odd_sign(error)
        known["wanted"] = in_module[1] if in_module else None
        known["meant"] = _suggested(error) or _meant(error, place)
    return {name: str(value) for name, value in known.items() if value is not None}


def _suggested(error: BaseException) -> str | None:
    """Return the name that Python itself suggests; it does so from 3.12 on."""
    found = _SUGGESTION.search("".join(traceback.format_exception_only(error)))
    return found[1] if found else None


def _meant(error: BaseException, place: Place | None) -> str | None:
    wrong = getattr(error, "name", None)
    known: Iterable[str] = ()
    if isinstance(error, NameError) and place is not None:
        known = [*place[2].f_locals, *place[2].f_globals, *dir(builtins)]
    elif isinstance(error, AttributeError):
        known = dir(error.obj)
    elif isinstance(error, ImportError) and (found := _NOT_IN_MODULE.search(str(error))):
        wrong, known = found[1], dir(sys.modules.get(found[2]))
    if not isinstance(wrong, str):
        return None
    near = difflib.get_close_matches(wrong, [name for name in known if name != wrong], 1, 0.7)
    return near[0] if near else None


def _odd_sign(error: SyntaxError) -> str | None:
    """Return the sign that no code has and that a word processor, say, put into this line."""
    named = _INVALID_SIGN.search(str(error.msg))
    if named:
        return chr(int(named[1], 16))
    # Python takes a text that ends with a curved quote for one without an end.
    is_open = "unterminated" in str(error.msg)
    return next((sign for sign in error.text or "" if is_open and sign in _CURVED), None)
