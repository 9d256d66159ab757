"""Answers that are not published yet, or never: `answers` of a track."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from seodang.course.model import Course, Track
from seodang.documents.documents import Documents
from seodang.ids import ExerciseId, LessonId


@dataclass(frozen=True, slots=True)
class HeldAnswers:
    """Until when answers are in no file for learners: a day (ISO 8601), or "never".

    Those of an exercise are held wherever it stands, as long as one of its lessons holds them.
    """

    lessons: Mapping[LessonId, str] = field(default_factory=dict)
    exercises: Mapping[ExerciseId, str] = field(default_factory=dict)

    def until(self, exercise: str, lesson: str) -> str | None:
        """Return until when the answers of an exercise in a lesson are held; None: not at all."""
        own = self.exercises.get(ExerciseId(exercise)), self.lessons.get(LessonId(lesson))
        return max(filter(None, own), default=None)  # of days the last; "never" follows them all


NOTHING_HELD: Final = HeldAnswers()
"""What instructors are shown, and what `check` looks at."""


def held_answers(documents: Documents, today: date) -> HeldAnswers:
    """Say which answers a day's build does not publish.

    A track that holds none costs nothing; of others, the texts are looked into for exercises.
    """
    lessons = _lessons(documents.course, today)
    exercises: dict[ExerciseId, str] = {}
    for lesson, until in lessons.items():
        ref = documents.notebook_of(documents.course.lessons[lesson])
        for name in documents.facts(ref).exercises if ref else ():
            exercise = ExerciseId(name)
            exercises[exercise] = max(until, exercises.get(exercise, until))
    return HeldAnswers(lessons, exercises)


def _lessons(course: Course, today: date) -> dict[LessonId, str]:
    """Return the lessons that hold their answers; of two tracks the stricter decides."""
    found: dict[LessonId, str] = {}
    for track in filter(lambda track: _is_held(track, today), course.tracks.values()):
        for name in track.lessons():
            if name in course.lessons:
                found[name] = max(track.answers, found.get(name, track.answers))
    return dict(sorted(found.items()))


def _is_held(track: Track, today: date) -> bool:
    if track.answers in ("now", "never"):
        return track.answers == "never"
    return today < date.fromisoformat(track.answers)
