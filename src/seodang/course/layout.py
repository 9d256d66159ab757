"""Where the parts of a course stand in its repository, as `FILE_KINDS` says it."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Final

from seodang.course.file_kinds import paths_of
from seodang.ids import ExerciseId, TrackId

(PROGRAMME,) = paths_of("programme")
(GLOSSARY,) = paths_of("term")
(_TRACK,) = paths_of("track")
(_EXERCISE,) = paths_of("exercise")
(_LESSON,) = paths_of("lesson")
(_PAGE,) = paths_of("page")
PAGES: Final = str(PurePosixPath(_PAGE).parent)
LESSONS: Final = _LESSON.partition("/")[0]
LESSON: Final = PurePosixPath(_LESSON).name
NOTEBOOKS: Final = tuple(PurePosixPath(path).name for path in paths_of("notebook"))


def track_file(track: TrackId) -> str:
    """Return the path of a track's file."""
    return _TRACK.replace("*", track)


def exercise_file(exercise: ExerciseId) -> str:
    """Return the path of an exercise's file."""
    return _EXERCISE.replace("*", exercise)


def is_text(path: str) -> bool:
    """Whether a notebook or a plain page lies at a path."""
    folder, _, name = path.rpartition("/")
    return name in NOTEBOOKS or (folder == PAGES and name.endswith(".md"))
