"""What an author needs to know of an exception: the line, and the values on it."""

from __future__ import annotations

import difflib
import linecache
import os
import re
import reprlib
import types
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

_CELL: Final = re.compile(r"<ipython-input-(\d+)-")
_NAME: Final = re.compile(r"[^\W\d]\w*")
_NOT_VALUES: Final = (
    types.ModuleType,
    types.FunctionType,
    types.BuiltinFunctionType,
    types.MethodType,
    type,
)
_MOST_VALUES: Final = 8
_MOST_SIGNS: Final = 80


def described(error: BaseException, count: int, numbers: Mapping[int, int]) -> dict[str, Any]:
    """Describe an exception raised by the cell that IPython counts as `count`.

    `numbers` gives the number (from 0) of each cell by IPython's count, which skips empty cells.

    `line` counts the cell's lines from 0; `inner` is where in the lesson it was raised, when
    that is elsewhere: another cell or a module of the lesson, its line from 1.
    """
    places = list(_places(error))
    line = next((line for cell, _, line, _ in places if cell == count), _syntax_line(error, count))
    own = [place for place in places if place[0] is not None or _is_module(place[1])]
    inner = own[-1] if own else None
    if inner is not None and inner[0] == count:
        line = inner[2]  # the innermost line of this very cell
    return {
        "type": type(error).__name__,
        "kinds": [kind.__name__ for kind in type(error).__mro__],
        "message": str(error),
        "line": None if line is None else line - 1,
        "inner": _inner(inner, count, numbers),
        "values": list(_values(inner)) if inner is not None else [],
        "details": _details(error, inner),
    }


Place = tuple[int | None, str, int, types.FrameType]


def _places(error: BaseException) -> Iterator[Place]:
    step = error.__traceback__
    while step is not None:
        path = step.tb_frame.f_code.co_filename
        cell = _CELL.match(path)
        yield int(cell[1]) if cell else None, path, step.tb_lineno, step.tb_frame
        step = step.tb_next


def _is_module(path: str) -> bool:
    folder = os.environ.get("HOME", "")
    return path.endswith(".py") and os.path.dirname(path).startswith(folder)  # noqa: PTH120


def _syntax_line(error: BaseException, count: int) -> int | None:
    if isinstance(error, SyntaxError) and error.filename:
        cell = _CELL.match(error.filename)
        if cell and int(cell[1]) == count:
            return error.lineno
    return None


def _inner(place: Place | None, count: int, numbers: Mapping[int, int]) -> dict[str, Any] | None:
    if place is None or place[0] == count:
        return None
    cell, path, line, _ = place
    if cell is not None:
        return {"cell": numbers[cell], "line": line}
    return {"file": os.path.relpath(path, os.environ.get("HOME", ".")), "line": line}


def _values(place: Place) -> Iterator[list[str]]:
    _, path, line, frame = place
    names = dict.fromkeys(_NAME.findall(linecache.getline(path, line)))
    found = 0
    for name in names:
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
    names = {
        name: str(value)
        for name in ("name", "filename", "encoding")
        if (value := getattr(error, name, None)) is not None
    }
    meant = _meant(error, place)
    if isinstance(error, KeyError) and error.args:
        names["key"] = _shown(error.args[0])
    if isinstance(error, AttributeError):
        names["object"] = type(getattr(error, "obj", None)).__name__
    return {**names, "meant": meant} if meant else names


def _meant(error: BaseException, place: Place | None) -> str | None:
    wrong = getattr(error, "name", None)
    if not isinstance(wrong, str):
        return None
    known: Iterable[str] = ()
    if isinstance(error, NameError) and place is not None:
        known = [*place[3].f_locals, *place[3].f_globals, *_builtin_names()]
    elif isinstance(error, AttributeError):
        known = dir(error.obj)
    near = difflib.get_close_matches(wrong, [name for name in known if name != wrong], 1, 0.7)
    return near[0] if near else None


def _builtin_names() -> list[str]:
    import builtins

    return dir(builtins)
