"""How the site looks unless mkdocs.yml says otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from seodang.editions.site.site_words import Words

THEME: Final = Path(__file__).parent / "theme"
"""Our templates, style sheets and scripts, laid over Material's."""
STYLES: Final = tuple(
    f"assets/seodang/{name}.css"
    for name in ("colours", "page", "lists", "lesson", "exercises", "print")
)
SCRIPTS: Final = tuple(
    f"assets/seodang/{name}.js"
    for name in ("frame", "scrolling", "exercises", "writing", "prompts")
)
FAVICON: Final = "assets/seodang/favicon.svg"
# Without `prune` each page of a thousand lessons would carry a thousand lines of menu.
FEATURES: Final = ("navigation.tabs", "navigation.indexes", "navigation.prune", "toc.follow")
MINIMAL: Final = (
    "site_name: Seodang\ndocs_dir: curriculum\ntheme: {name: material}\nplugins: [seodang]\n"
)
"""The mkdocs.yml of a course that has none."""


def palette(words: Words) -> list[dict[str, Any]]:
    """Return Material's palette: the reader's own preference first, and a button to change it."""
    return [
        _scheme("light", "default", "material/weather-night", words("Switch to the dark page")),
        _scheme("dark", "slate", "material/weather-sunny", words("Switch to the light page")),
    ]


def _scheme(preference: str, scheme: str, icon: str, name: str) -> dict[str, Any]:
    return {
        "media": f"(prefers-color-scheme: {preference})",
        "scheme": scheme,
        "primary": "custom",
        "accent": "custom",
        "toggle": {"icon": icon, "name": name},
    }
