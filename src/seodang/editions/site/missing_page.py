"""The style and script of the page for missing pages, which stand in it.

A host shows it for any address, however deep: nothing can be loaded from beside it, and nothing from
the root of the host either, since a site may lie below that, be moved or be opened from a folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from seodang.editions.site.bundles import short_script, short_style
from seodang.editions.site.cut_styles import cut_styles
from seodang.editions.site.theme_defaults import ASSETS

MISSING_PAGE: Final = "404.html"
_PARTS: Final = Path(__file__).parent / "missing"
# What tells the dark colours apart in tokens.css: only the device decides here.
_SCHEMES: Final = frozenset({"data-md-color-scheme", "default"})


@cache
def inside_missing_page() -> Mapping[str, str]:
    """Return its `style` and `script`: of the sizes and colours only those that it asks for."""
    own = (_PARTS / "page.css").read_text("utf-8")
    tokens = cut_styles((ASSETS / "tokens.css").read_text("utf-8"), _SCHEMES, [own])
    script = (_PARTS / "page.js").read_text("utf-8")
    return {"style": short_style(tokens + own), "script": short_script(script)}


def whereabouts(url: str, addresses: Any) -> Mapping[str, str]:
    """Return what its script knows of a site: host and path of its address, and its folders."""
    parts = urlsplit(url)
    folders = {address.partition("/")[0] for address in addresses if "/" in address}
    return {"host": parts.netloc, "base": parts.path, "folders": " ".join(sorted(folders))}
