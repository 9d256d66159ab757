"""Prompts to copy, in which [variables] are marked for the reader to fill."""

from __future__ import annotations

import html
import re
from typing import Final

from markupsafe import Markup

from seodang.rendering.templating import safe

# Neither a box to tick, [ ] or [x], nor the text of a link.
_VARIABLE: Final = re.compile(r"\[(?![xX]\])([^\[\]\n]*[^\[\]\s][^\[\]\n]*)\](?!\()")

# What a line says before a blank: "- Readers: [as narrow as you can]".
_LEAD_IN: Final = re.compile(
    r"(?:^|\n|[.!?] )[ \t]*(?:[-*#]+ |\d+[.)] )?([^\n:\[\].!?]{1,30}):[ \t]*\Z"
)


# Elements that stand in the text already, or words in Korean.
_TAG_OR_KOREAN: Final = re.compile(r"<[^<>]*>|[가-힣](?:[^<>&\n\[\]]*[가-힣])?")


def with_variables(text: str, language: str = "", around: str = "") -> Markup:
    """Return a prompt's text as HTML, each [variable] in a span that names it.

    In a prompt in another `language` than the page `around` it, words in Korean are told apart.
    """
    escaped = html.escape(text.strip("\n"), quote=False)
    written = _VARIABLE.sub(_variable, escaped)
    if language and around == "ko":
        written = _TAG_OR_KOREAN.sub(_told_apart, written)
    return safe(written)


def _told_apart(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("<") else f'<span lang="ko">{found[0]}</span>'


def _variable(found: re.Match[str]) -> str:
    name = html.escape(html.unescape(found[1].strip()))
    lead = _LEAD_IN.search(found.string, 0, found.start())
    label = f' data-label="{html.escape(html.unescape(lead[1].strip()))}"' if lead else ""
    return f'<span class="sd-var" data-name="{name}"{label}>{found[0]}</span>'
