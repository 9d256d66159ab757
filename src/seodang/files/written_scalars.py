"""Where in its file a sign of a YAML or JSON text stands, as that text is written there."""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from itertools import accumulate
from typing import Final

import yaml

# The signs of a quoted scalar as it is written.
_SIGNS: Final = {
    '"': re.compile(r"\\(?:x..|u.{4}|U.{8}|.)|.", re.DOTALL),
    "'": re.compile(r"''|.", re.DOTALL),
}
_ANY_SIGN: Final = re.compile(r".", re.DOTALL)
_WHITE_ESCAPES: Final = frozenset("\\" + sign for sign in "\n \tntrfvNLP_")
_HIGH_SURROGATES: Final = range(0xD800, 0xDC00)


class WrittenScalar:
    """A text of a file; it is looked through once, however many problems it has.

    Ink, the visible signs, survives what YAML and JSON do to a text: indenting, folding, escaping,
    stripping. So places are found by counting it.
    """

    def __init__(self, text: str, node: yaml.ScalarNode, *, is_json: bool) -> None:
        self._text = text
        self._node = node
        value = unicodedata.normalize("NFC", str(node.value))
        self._lines = (value if is_json else value.lstrip()).split("\n")

    def position(self, line: int, column: int) -> int:
        """Return the position in the file of a sign: `line` from 0, `column` from 1."""
        here = "".join(self._lines[line : line + 1])[: column - 1]
        ink = self._before[min(line, len(self._lines))] + _ink(here)
        return self._positions[ink] if ink < len(self._positions) else self._end

    @cached_property
    def _before(self) -> list[int]:
        return list(accumulate(map(_ink, self._lines), initial=0))

    @cached_property
    def _positions(self) -> list[int]:
        node, start = self._node, self._node.start_mark.index
        if node.style in ("|", ">"):
            # The text begins below the line of the sign.
            start = self._text.find("\n", start) + 1
        elif node.style in _SIGNS:
            start += 1
        signs = _SIGNS.get(node.style or "", _ANY_SIGN).finditer(self._text, start, self._end)
        return [sign.start() for sign in signs if _shows(sign[0])]

    @property
    def _end(self) -> int:
        return len(self._text) if self._node.end_mark is None else self._node.end_mark.index


def _ink(line: str) -> int:
    return sum(not sign.isspace() for sign in line)


def _shows(sign: str) -> bool:
    """Whether a sign as written is one visible character (a surrogate pair is two signs)."""
    if not sign.startswith("\\") or len(sign) == 1:
        return not sign.isspace()
    if sign[1] not in "xuU":
        return sign not in _WHITE_ESCAPES
    try:
        code = int(f"0x{sign[2:]}", 0)
    except ValueError:
        return True
    return code not in _HIGH_SURROGATES and not chr(code).isspace()
