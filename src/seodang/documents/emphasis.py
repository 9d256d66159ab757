"""Emphasis that ends where Korean needs it to: `**'판별'**이었다` is bold.

CommonMark lets `**` end only before a space or a punctuation mark when a mark stands before it.
Korean writes particles without a space, so that authors would see bare asterisks. The rule here
is the proposal "CJK-friendly emphasis" (tats-u/markdown-cjk-friendly): next to a CJK letter, a
run of asterisks may begin or end emphasis. Texts without CJK letters read as in CommonMark.
"""

from __future__ import annotations

import unicodedata
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline.state_inline import Delimiter, StateInline

_ASTERISK: Final = "*"
_CJK: Final = (
    (0x1100, 0x11FF),  # Hangul Jamo
    (0x2E80, 0x9FFF),  # CJK radicals to unified ideographs, with kana and Hangul jamo
    (0xA960, 0xA97F),  # Hangul Jamo Extended-A
    (0xAC00, 0xD7FF),  # Hangul syllables, Jamo Extended-B
    (0xF900, 0xFAFF),  # CJK compatibility ideographs
    (0xFF00, 0xFFEF),  # half- and full-width forms
    (0x20000, 0x3FFFF),  # supplementary ideographs
)


def korean_emphasis_plugin(reader: MarkdownIt) -> None:
    """Let asterisks next to CJK letters begin and end emphasis."""
    reader.inline.ruler.at("emphasis", _emphasis)


def _emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  markdown-it's signature
    marker = state.src[state.pos]
    if silent or marker not in (_ASTERISK, "_"):
        return False
    scanned = state.scanDelims(state.pos, marker == _ASTERISK)
    begins, ends = scanned.can_open, scanned.can_close
    if marker == _ASTERISK:
        before = state.src[state.pos - 1] if state.pos else " "
        after = state.src[state.pos + scanned.length : state.pos + scanned.length + 1] or " "
        begins, ends = begins or _may_begin(before, after), ends or _may_begin(after, before)
    for _ in range(scanned.length):
        token = state.push("text", "", 0)
        token.content = marker
        state.delimiters.append(
            Delimiter(ord(marker), scanned.length, len(state.tokens) - 1, -1, begins, ends)
        )
    state.pos += scanned.length
    return True


def _may_begin(outside: str, inside: str) -> bool:
    """Whether emphasis may stand between these signs, of which one is a CJK letter."""
    return not inside.isspace() and (_is_cjk(outside) or (_is_cjk(inside) and _is_mark(inside)))


def _is_mark(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PS"


def _is_cjk(sign: str) -> bool:
    return any(first <= ord(sign) <= last for first, last in _CJK)
