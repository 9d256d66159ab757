"""Boxes as git hosts and note-taking programs write them: `> [!NOTE]` is an admonition."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from markdown_it.token import Token

from seodang.documents.directive import Directive, directive_token

_MARK: Final = re.compile(r"\[!([^\W_]+)\]([+-]?)(?:[ \t]+(\S[^\n]*?))?[ \t]*(?:\n|$)")
_MEANT: Final = {"success": "tip", "question": "hint", "failure": "error", "bug": "danger"}
_OF_PARAGRAPH: Final = 3


def callouts_read(tokens: list[Token], known: Collection[str]) -> list[Token]:
    """Return the tokens with a directive in the place of each quotation that is a box.

    `known` are the names of directives that are boxes.
    """
    if not any(token.type == "blockquote_open" for token in tokens):
        return tokens
    found: list[Token] = []
    opened: list[Directive | None] = []
    skipped = 0
    for number, token in enumerate(tokens):
        if skipped:
            skipped -= 1
        elif token.type == "blockquote_open":
            inline = _first_text(tokens, number)
            mark = _MARK.match(inline.content) if inline else None
            opened.append(_directive(mark, token, known) if mark else None)
            found.append(_box(token, opened[-1]))
            if inline and mark:
                skipped = _take_off(mark, tokens[number + 1], inline)
        elif token.type == "blockquote_close":
            found.append(_box(token, opened.pop()))
        else:
            found.append(token)
    return found


def _first_text(tokens: list[Token], number: int) -> Token | None:
    has_text = number + 2 < len(tokens) and tokens[number + 1].type == "paragraph_open"
    return tokens[number + 2] if has_text else None


def _directive(mark: re.Match[str], quotation: Token, known: Collection[str]) -> Directive:
    word, fold, title = mark[1].lower(), mark[2], mark[3] or ""
    name = word if word in known else _MEANT.get(word, "note")
    if name == "note" and not word.isascii():  # [!주의]: a kind of one's own is a title
        title = title or mark[1]
    options = {"class": "dropdown"} if fold == "-" else {}
    line = quotation.map[0] if quotation.map else 0
    return Directive(name, title, options, "", line, line + 1)


def _box(token: Token, directive: Directive | None) -> Token:
    if directive is None:
        return token
    return directive_token(token, directive, 1 if token.nesting > 0 else -1)


def _take_off(mark: re.Match[str], paragraph: Token, inline: Token) -> int:
    """Take the mark's line off the text below it; return how many tokens are left without one."""
    inline.content = inline.content[mark.end() :]
    for token in (paragraph, inline):
        if token.map:
            token.map = [token.map[0] + 1, token.map[1]]
    return 0 if inline.content else _OF_PARAGRAPH
