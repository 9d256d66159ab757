"""Passages in another language: `[a few words]{lang=en}`, as MyST writes attributes.

Of attributes only the language is read. It may also stand behind code, `` `large sky`{lang=en} ``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

_LANGUAGE: Final = re.compile(
    r"""\{lang=(?P<quote>["']?)(?P<code>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8}){0,4})(?P=quote)\}"""
)
# Possessive, and from the beginning of a word only: whatever a text holds is read once.
_LETTERS: Final = r"[A-Za-z\u00c0-\u024f]++"
_BEGIN: Final = r"(?<![A-Za-z\u00c0-\u024f'’-])"
_WORD: Final = rf"{_LETTERS}(?:['’-]{_LETTERS})*+"
_RUN: Final = re.compile(rf"{_BEGIN}{_WORD}(?:[^\w\s]{{0,3}}\s++[^\w\s]{{0,3}}{_WORD}){{9,}}")
# Whatever stands between words, be it the beginning of a line: without it there is no run either.
_MAYBE: Final = re.compile(rf"(?<![A-Za-z\u00c0-\u024f]){_LETTERS}(?:\W{{1,8}}{_LETTERS}){{9,}}")
_SEEN: Final = {"text", "text_special", "code_inline"}
_BREAKS: Final = {"softbreak", "hardbreak"}
_END: Final = "0"
"""Stands where a run ends, as any digit would."""


def languages_plugin(reader: MarkdownIt) -> None:
    """Read the language behind brackets and behind code."""
    reader.inline.ruler.before("link", "language", _span)
    reader.inline.ruler.before("myst_role", "language_of_code", _behind_code)


def _span(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    if state.src[state.pos] != "[" or "]{lang=" not in state.src:
        return False
    start, end = state.pos + 1, state.md.helpers.parseLinkLabel(state, state.pos)
    found = _LANGUAGE.match(state.src, end + 1) if end >= 0 else None
    if found is None:
        return False
    if not silent:
        maximum, state.pos, state.posMax = state.posMax, start, end
        state.push("language_open", "span", 1).attrs = {"lang": found["code"]}
        state.md.inline.tokenize(state)
        state.push("language_close", "span", -1)
        state.posMax = maximum
    state.pos = found.end()
    return True


def _behind_code(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    is_behind = not state.pending and state.tokens and state.tokens[-1].type == "code_inline"
    found = _LANGUAGE.match(state.src, state.pos) if is_behind else None
    if found is None:
        return False
    if not silent:
        state.tokens[-1].attrs["lang"] = found["code"]
    state.pos = found.end()
    return True


def may_hold_run(text: str) -> bool:
    """Whether ten words in Latin letters could follow each other in a text."""
    return _MAYBE.search(text) is not None


def runs(text: str) -> Iterator[str]:
    """Yield the runs of ten and more words in Latin letters: more than a name has."""
    return (found[0] for found in _RUN.finditer(text))


def untold_runs(inline: Token) -> Iterator[tuple[str, bool]]:
    """Yield the runs of a paragraph without a language, and whether each is a piece of code."""
    text, told = [], 0
    for token in inline.children or ():
        told = max(0, told + _change(token))
        if told or "lang" in token.attrs:
            text.append(_END)
        elif token.type == "code_inline":
            yield from ((run, True) for run in runs(token.content))
            text.append(_END)
        else:
            text.append(_shown(token))
    yield from ((run, False) for run in runs("".join(text)))


def _change(token: Token) -> int:
    """Return 1 where a passage with a language begins, -1 where it ends."""
    if token.type == "html_inline":
        return 1 if " lang=" in token.content else -(token.content == "</span>")
    return token.nesting if token.type.startswith("language_") else 0


def _shown(token: Token) -> str:
    if token.type in _SEEN:
        return token.content
    return " " if token.type in _BREAKS else "" if token.nesting else _END
