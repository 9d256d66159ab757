r"""Environments (`\begin{…}`) written as those few that the converter knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Final

from seodang.formulas.groups import group_at

_FENCED: Final = {
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": ("\\{", "\\}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("\\|", "\\|"),
}
_ALIGNED: Final = {
    **dict.fromkeys(("align", "alignat", "flalign", "xalignat"), "align*"),
    **dict.fromkeys(("aligned", "alignedat", "split"), "split"),
}
_COLUMN: Final = frozenset("gather gathered multline multlined".split())
_BARE: Final = frozenset("equation displaymath math subequations".split())
_CASES: Final = frozenset("cases dcases rcases drcases numcases".split())
ENVIRONMENTS: Final = (
    _FENCED.keys()
    | _ALIGNED.keys()
    | _COLUMN
    | _BARE
    | _CASES
    | frozenset("array matrix smallmatrix subarray eqnarray".split())
)
"""Their names, without the star that some may have."""

_DEEPEST: Final = 30
_BORDER: Final = re.compile(r"\\(begin|end)\s*\{([^{}]*)\}")
_COUNTED: Final = re.compile(r"\s*\{\d+\}")
_PLACED: Final = re.compile(r"\s*\[[tbc]\]")
GAP: Final = re.compile(r"\\\\\*?[ \t]*\[\s*-?[\d.]+\s*[a-z]{2}\s*\]")
"""A row's end that says how far away the next one is."""
_REPEATED: Final = re.compile(r"\*\s*\{(\d{1,2})\}\s*\{([^{}]*)\}")
_BETWEEN: Final = re.compile(r"[@!<>]\s*\{(?:[^{}]|\{[^{}]*\})*\}")
_WIDE_COLUMN: Final = re.compile(r"[pmbX]\s*\{[^{}]*\}")
_NO_COLUMN: Final = re.compile(r"[^lcr|]")
_CELL: Final = re.compile(r"\\\\|\\.|[{}&]", re.DOTALL)
_COLOUR: Final = re.compile(r"\\color\s*\{[^{}]*\}(?!\s*\{)")


def with_environments(latex: str, depth: int = 0) -> str:
    """Write every environment as one that the converter knows."""
    if depth > _DEEPEST:
        return latex  # of which the converter makes nothing either
    parts, end = [], 0
    for start, after, name, body in _outermost(latex):
        written = _written(name, with_environments(body, depth + 1))
        # Without braces the converter would give an exponent to the closing bracket alone.
        has_script = latex[after:].lstrip()[:1] in ("^", "_", "'")
        is_fenced = name.rstrip("*") in _FENCED or "\\right" in written
        parts += [latex[end:start], f"{{{written}}}" if has_script and is_fenced else written]
        end = after
    return "".join([*parts, latex[end:]])


def _outermost(latex: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield where each environment that lies in no other begins and ends, its name and its body."""
    depth = 0
    opening: re.Match[str] | None = None
    for border in _BORDER.finditer(latex):
        if border[1] == "begin":
            opening = border if depth == 0 else opening
            depth += 1
        elif depth > 0 and opening is not None:
            depth -= 1
            if depth == 0:
                body = latex[opening.end() : border.start()]
                yield opening.start(), border.end(), opening[2].strip(), body


def _written(name: str, body: str) -> str:
    plain = name.rstrip("*")
    return body if plain in _BARE else _WRITERS.get(plain, _environment)(name, _whole(body))


def _environment(name: str, body: str) -> str:
    return f"\\begin{{{name}}}{body}\\end{{{name}}}"


def _aligned(name: str, body: str) -> str:
    plain = name.rstrip("*")
    head = _COUNTED if "at" in plain else _PLACED
    return _environment(_ALIGNED[plain], head.sub("", body, 1))


def _column(_: str, body: str) -> str:
    return _environment("displaylines", _PLACED.sub("", body, 1))


def _equations(_: str, body: str) -> str:
    return _environment("eqalign", f"{{rcl}}{body}")


def _fenced(name: str, body: str) -> str:
    """Write a matrix; one with columns set to a side the converter knows without brackets."""
    if not name.endswith("*"):
        return _environment(name, body)
    opening, closing = _FENCED[name[:-1]]
    return f"\\left{opening}{_environment('matrix*', body)}\\right{closing}"


def _whole(body: str) -> str:
    """Return rows without gaps between them, with an empty last cell and a colour for a cell each."""
    body = GAP.sub(r"\\\\ ", body)
    colour = _COLOUR.search(body)
    while colour is not None:
        end = _end_of_cell(body, colour.end())
        inner = f"{{\\textcolor{colour[0][6:].strip()}{{{body[colour.end() : end]}}}}}"
        body = body[: colour.start()] + inner + body[end:]
        colour = _COLOUR.search(body)
    return f"{body.rstrip()}{{}}" if re.search(r"(?<!\\)&\s*$", body) else body


def _end_of_cell(body: str, start: int) -> int:
    depth = 0
    for sign in _CELL.finditer(body, start):
        if depth == 0 and sign[0] in ("&", "\\\\", "}"):
            return sign.start()
        depth += {"{": 1, "}": -1}.get(sign[0], 0)
    return len(body)


def _array(name: str, body: str) -> str:
    body = _PLACED.sub("", body, 1).lstrip()
    columns = group_at(body, 0) if body.startswith("{") else None
    if columns is None:
        return _environment(name, body)
    given, end = columns
    if name == "subarray":
        return _environment("smallmatrix", body[end:])
    given = _REPEATED.sub(lambda found: found[2] * int(found[1]), given)
    given = _NO_COLUMN.sub("", _WIDE_COLUMN.sub("l", _BETWEEN.sub("", given)))
    return _environment("array", f"{{{given}}}{body[end:]}")


def _cases(name: str, body: str) -> str:
    body = _displayed(body) if name.startswith("d") else body
    if "r" in name[:2]:
        return f"\\left.\\begin{{array}}{{ll}}{body}\\end{{array}}\\right\\}}"
    return _environment("cases", body)


def _displayed(body: str) -> str:
    """Return rows whose cells are as large as formulas that stand alone."""
    parts, start = [], 0
    while start <= len(body):
        end = _end_of_cell(body, start)
        border = "\\\\" if body.startswith("\\\\", end) else body[end : end + 1]
        cell = body[start:end]
        parts += [f"{{\\displaystyle {cell}}}" if cell.strip() else cell, border]
        start = end + len(border) if border else len(body) + 1
    return "".join(parts)


_WRITERS: Final[Mapping[str, Callable[[str, str], str]]] = {
    **dict.fromkeys(_FENCED, _fenced),
    **dict.fromkeys(_ALIGNED, _aligned),
    **dict.fromkeys(_COLUMN, _column),
    **dict.fromkeys(_CASES, _cases),
    **dict.fromkeys(("array", "subarray"), _array),
    "eqnarray": _equations,
}
