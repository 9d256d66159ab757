"""What of a course is published, and in which order a learner walks through it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from seodang.course.model import Course
from seodang.ids import LessonId, TrackId


@dataclass(frozen=True, slots=True)
class TaughtModule:
    """A module's published lessons; a module without any is left out."""

    title: str
    lessons: tuple[LessonId, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The published tracks in order, and the one track each lesson belongs to.

    `before` and `after` are a lesson's neighbours within its home track. A lesson that no track
    names has a page but no home.
    """

    tracks: Mapping[TrackId, tuple[TaughtModule, ...]]
    home: Mapping[LessonId, TrackId]
    before: Mapping[LessonId, LessonId]
    after: Mapping[LessonId, LessonId]

    def lessons(self, track: TrackId) -> tuple[LessonId, ...]:
        """Return a track's published lessons in order, those at home elsewhere included."""
        return tuple(lesson for module in self.tracks[track] for lesson in module.lessons)


def outline_of(course: Course) -> Outline:
    """Arrange the published lessons of a course."""
    tracks = {track: _modules(course, track) for track in _ordered(course)}
    home: dict[LessonId, TrackId] = {}
    for track, modules in tracks.items():
        for lesson in (lesson for module in modules for lesson in module.lessons):
            home.setdefault(lesson, track)
    steps = list(_steps(home))
    return Outline(
        tracks=tracks,
        home=home,
        before={later: earlier for earlier, later in steps},
        after=dict(steps),
    )


def _ordered(course: Course) -> list[TrackId]:
    named = [track for track in course.programme.tracks if track in course.tracks]
    return list(dict.fromkeys([*named, *sorted(course.tracks)]))


def _modules(course: Course, track: TrackId) -> tuple[TaughtModule, ...]:
    modules = (
        TaughtModule(module.title, tuple(n for n in module.lessons if _is_taught(course, n)))
        for module in course.tracks[track].modules
    )
    return tuple(module for module in modules if module.lessons)


def _is_taught(course: Course, lesson: LessonId) -> bool:
    return lesson in course.lessons and course.lessons[lesson].status == "published"


def _steps(home: Mapping[LessonId, TrackId]) -> Iterator[tuple[LessonId, LessonId]]:
    # The lessons stand in the order of their tracks.
    for earlier, later in pairwise(home):
        if home[earlier] == home[later]:
            yield earlier, later
