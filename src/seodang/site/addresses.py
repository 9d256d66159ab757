"""Where every page of the site stands. These addresses never change (decision 0004)."""

from __future__ import annotations

import posixpath
from typing import Final

from seodang.course.ids import LessonId, TermId, TrackId

HOME: Final = "index.html"
GLOSSARY: Final = "glossary.html"
NOT_FOUND: Final = "404.html"


def lesson_address(lesson: LessonId) -> str:
    """Return the address of a lesson's page, relative to the site's root."""
    return f"lessons/{lesson}.html"


def track_address(track: TrackId) -> str:
    """Return the address of a track's page."""
    return f"tracks/{track}.html"


def term_address(term: TermId) -> str:
    """Return the address of a term in the glossary."""
    return f"{GLOSSARY}#{term}"


def page_address(path: str) -> str:
    """Return the address of a plain page: `curriculum/pages/about.md` is `about.html`."""
    return f"{posixpath.splitext(posixpath.basename(path))[0]}.html"


def relative_address(address: str, page: str) -> str:
    """Return an address as a page of the site links to it."""
    return posixpath.relpath(address, posixpath.dirname(page) or ".")
