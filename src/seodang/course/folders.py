"""The folders that builds of a course write; light, for who only asks whether anything changed."""

from __future__ import annotations

from pathlib import Path
from typing import Final

SITE: Final = "site"
"""The folder of the published site."""
HOME_PAGE: Final = "index.html"
"""The address of its first page."""
STATE: Final = ".seodang"
"""The folder of what builds keep for themselves; it can be deleted at any time."""


def home_page(root: Path) -> Path:
    """Return the page of a course's site that a double click opens."""
    return root / SITE / HOME_PAGE


def site_folder(root: Path) -> Path:
    """Return the folder of a course's site."""
    return root / SITE


def store_folder(root: Path) -> Path:
    """Return the folder of a course's store."""
    return root / STATE / "store"
