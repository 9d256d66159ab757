"""Where every page of the site stands. These addresses never change (decision 0004)."""

from __future__ import annotations

from typing import Final

from seodang.ids import LessonId, TrackId

HOME: Final = "index.html"
GLOSSARY: Final = "glossary.html"


def lesson_address(lesson: LessonId) -> str:
    """Return the address of a lesson's page, relative to the site's root."""
    return f"lessons/{lesson}.html"


def track_address(track: TrackId) -> str:
    """Return the address of a track's page."""
    return f"tracks/{track}.html"
