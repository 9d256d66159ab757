"""Signs that word processors and keyboards put into code, and that no code has."""

from __future__ import annotations

import unicodedata
from typing import Final

from seodang.problems import Message, say

_QUOTES: Final = {**dict.fromkeys("“”„‟«»〝〞", '"'), **dict.fromkeys("‘’‚‛´′", "'")}
_OPERATORS: Final = {
    "–": "-",
    "—": "-",
    "−": "-",
    "×": "*",
    "÷": "/",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "…": "...",
    "、": ",",
    "。": ".",
}


def odd_sign(sign: str) -> Message | None:
    """Say what to write in place of a sign; None where nobody knows."""
    if not sign.isprintable() or sign.isspace():
        return say("take an invisible sign (U+{code}) out of this line", code=f"{ord(sign):04X}")
    if sign in _QUOTES:
        return say(
            "write straight quotes ({plain}) for the curved {sign}", plain=_QUOTES[sign], sign=sign
        )
    plain = _OPERATORS.get(sign) or unicodedata.normalize("NFKC", sign)
    if plain != sign and plain.isascii():
        return say("write {plain} for {sign}", plain=plain, sign=sign)
    return None
