"""How the site looks unless mkdocs.yml says otherwise."""

from __future__ import annotations

from pathlib import Path
from typing import Final

THEME: Final = Path(__file__).parent / "theme"
"""Our templates, laid over Material's."""
ASSETS: Final = Path(__file__).parent / "assets"
"""The parts of the one style sheet and the one script that all pages load."""
STYLE: Final = "assets/seodang/site.css"
SCRIPT: Final = "assets/seodang/site.js"
STYLES: Final = tuple(
    f"{name}.css"
    for name in (
        "tokens",
        "frame",
        "text",
        "formulas",
        "parts",
        "home",
        "lesson",
        "exercises",
        "search",
        "offline",
        "print",
    )
)
SCRIPTS: Final = tuple(
    f"{name}.js"
    for name in (
        "kept",
        "menu",
        "place",
        "scrolling",
        "answering",
        "exercises",
        "writing",
        "prompts",
        "progress",
        "mine",
        "in-place",
        "printing",
        "listening",
        "search",
        "hosted",
    )
)
LATER: Final = ("listen.css", "listen.js", "opened.css", "opened.js")
"""What is fetched when somebody asks for it."""
FAVICON: Final = "assets/seodang/favicon.svg"
MINIMAL: Final = (
    "site_name: Seodang\ndocs_dir: curriculum\ntheme: {name: material}\nplugins: [seodang]\n"
)
"""The mkdocs.yml of a course that has none."""
