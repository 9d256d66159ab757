r"""Words within formulas: `\text{when $x$ is}` is cut into texts and formulas beside each other.

The converter takes all up to the first closing brace for text, dollar signs and backslashes too.
"""

from __future__ import annotations

import re
from typing import Final

from seodang.formulas.groups import with_groups

_COMMAND: Final = re.compile(r"\\(?P<name>text(?:bf|it|rm|sf|tt|up|md|normal)?|[mh]box)\s*\{")
_ODD: Final = re.compile(r"[\\${}~]")
_PARTS: Final = re.compile(
    r"\$(?P<formula>[^$]*)\$|\\\((?P<between>.*?)\\\)"
    r"|\\(?P<sign>[%_#$ ])|(?P<outside>\\[{}&,;:!]|\\[A-Za-z]+(?:\s*\{[^{}]*\})?)"
    r"|(?P<fixed>~)|(?P<brace>[{}])|(?P<text>[^\\${}~]+|.)",
    re.DOTALL,
)


def with_texts(latex: str) -> str:
    """Write texts that hold more than words as texts and formulas beside each other."""
    if _COMMAND.search(latex) is None:
        return latex
    return with_groups(latex, _COMMAND, lambda found, text: _written(found[0], found["name"], text))


def _written(opening: str, name: str, text: str) -> str:
    if _ODD.search(text) is None:
        return f"{opening}{text}}}"
    parts: list[str] = []
    words = ""
    for part in _PARTS.finditer(text):
        kind = str(part.lastgroup)
        if kind in ("text", "sign", "fixed"):
            words += "\u00a0" if kind == "fixed" else part[kind]
        elif kind != "brace":
            parts += [*_text(name, words), with_texts(part[kind])]
            words = ""
    return "{" + "".join([*parts, *_text(name, words)]) + "}"


def _text(name: str, words: str) -> list[str]:
    return [f"\\{name}{{{words}}}"] if words else []
