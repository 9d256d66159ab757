"""Where the parts of a course stand in its repository (paths relative to the root)."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from seodang.ids import ExerciseId, LessonId, TrackId

SITE: Final = "site"
"""The folder of the published site."""
STATE: Final = ".seodang"
"""The folder of what builds keep for themselves."""
CURRICULUM: Final = "curriculum"
PROGRAMME: Final = "curriculum/programme.yml"
PEOPLE: Final = "curriculum/people.yml"
SOURCES: Final = "curriculum/sources.yml"
TOOLS: Final = "curriculum/tools.yml"
GLOSSARY: Final = "curriculum/glossary.yml"
TRACKS: Final = "curriculum/tracks"
PAGES: Final = "curriculum/pages"
LESSONS: Final = "lessons"
EXERCISES: Final = "exercises"
LESSON: Final = "lesson.yml"
NOTEBOOKS: Final = ("notebook.md", "notebook.ipynb")


def track_file(track: TrackId) -> str:
    """Return the path of a track's file."""
    return f"{TRACKS}/{track}.yml"


def lesson_file(lesson: LessonId) -> str:
    """Return the path of a lesson's own YAML file."""
    return f"{LESSONS}/{lesson}/{LESSON}"


def exercise_file(exercise: ExerciseId) -> str:
    """Return the path of an exercise's file."""
    return f"{EXERCISES}/{exercise}.yml"


def site_folder(root: Path) -> Path:
    """Return the folder of a course's site."""
    return root / SITE


def state_folder(root: Path) -> Path:
    """Return the folder of what builds of a course keep."""
    return root / STATE


def is_text(path: str) -> bool:
    """Whether a notebook or a plain page lies at a path."""
    folder, _, name = path.rpartition("/")
    return name in NOTEBOOKS or (folder == PAGES and name.endswith(".md"))
