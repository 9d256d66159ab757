"""Program text in colour, with the classes that Material's palette knows."""

from __future__ import annotations

import html
from functools import lru_cache


def highlighted(code: str, language: str) -> str:
    """Write code as Material expects it; a language nobody knows stays plain."""
    body = _coloured(code, language) if language else html.escape(code, quote=False)
    return f'<div class="highlight"><pre><code>{body}</code></pre></div>'


@lru_cache(maxsize=512)
def _coloured(code: str, language: str) -> str:
    # Pygments takes half of a page's time and the same cells come again with every edit.
    from pygments import highlight
    from pygments.formatters.html import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return html.escape(code, quote=False)
    coloured: str = highlight(code, lexer, HtmlFormatter(nowrap=True))
    return coloured
