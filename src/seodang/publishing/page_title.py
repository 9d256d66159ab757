"""What learners call a page: the title in its head."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Final

_TITLE: Final = re.compile(rb"<title>(.*?)</title>", re.DOTALL)


def page_title(page: Path) -> str:
    """Return a page's title, or nothing where it has none."""
    found = _TITLE.search(page.read_bytes())
    return html.unescape(found[1].decode("utf-8", "replace")).strip() if found else ""
