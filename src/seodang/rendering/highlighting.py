"""Program text in colour, with the classes that Material's palette knows."""

from __future__ import annotations

import html
from collections.abc import Callable
from functools import cache, lru_cache


def highlighted(code: str, language: str) -> str:
    """Write code as Material expects it; a language nobody knows stays plain."""
    body = _coloured(code, language) if language else html.escape(code, quote=False)
    return f'<div class="highlight"><pre><code>{body}</code></pre></div>'


@lru_cache(maxsize=512)
def _coloured(code: str, language: str) -> str:
    # Pygments takes a good part of a page's time, and the same cells come again with every edit.
    return _colouring(language)(code)


@cache
def _colouring(language: str) -> Callable[[str], str]:
    from pygments import highlight
    from pygments.formatters.html import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    from seodang.rendering.joined_rules import quicken

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return lambda code: html.escape(code, quote=False)
    quicken(lexer)
    # Made once: a formatter builds a whole style sheet first, which takes longer than a cell.
    formatter = HtmlFormatter(nowrap=True)
    return lambda code: str(highlight(code, lexer, formatter))
