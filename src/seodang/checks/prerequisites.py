"""Rules about `requires`: prerequisites exist, come earlier, and end somewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter

from seodang.checks.context import CourseContext
from seodang.checks.references import mended
from seodang.course.model import Course, Lesson, Track
from seodang.ids import LessonId
from seodang.problems import Pointer, Problem, say


def prerequisite_exists(context: CourseContext) -> Iterator[Problem]:
    """See that a lesson requires lessons that exist."""
    course = context.course
    for lesson in course.lessons.values():
        for number, name in enumerate(lesson.requires):
            if not course.exists("lessons", name):
                message = say(
                    "lesson '{lesson}' requires '{name}', which does not exist",
                    lesson=lesson.id,
                    name=name,
                )
                where = Pointer(lesson.file, ("requires", number))
                yield Problem(
                    "prerequisite-exists", where, message, mended(course, "lessons", name)
                )


def prerequisite_acyclic(context: CourseContext) -> Iterator[Problem]:
    """See that no lesson requires itself, not even by way of others."""
    lessons = context.course.lessons
    for cycle in cycles(lessons):
        lesson = lessons[cycle[0]]
        circle = " → ".join((*cycle, lesson.id))
        number = lesson.requires.index(cycle[1 % len(cycle)])
        yield Problem(
            "prerequisite-acyclic",
            Pointer(lesson.file, ("requires", number)),
            say("these lessons require each other in a circle: {cycle}", cycle=circle),
            say("remove one of these requirements"),
        )


def cycles(lessons: Mapping[LessonId, Lesson]) -> list[tuple[LessonId, ...]]:
    """Return circles of lessons that share none, each lesson followed by one it requires."""
    left, found = dict(sorted(lessons.items())), []
    while True:
        graph = {name: [n for n in left[name].requires if n in left] for name in left}
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            cycle = _from_first(error.args[1])
            found.append(cycle)
            left = {name: lesson for name, lesson in left.items() if name not in cycle}
        else:
            return found


def _from_first(closed: Sequence[LessonId]) -> tuple[LessonId, ...]:
    """Turn graphlib's closed path, each required by the next, so that its first id leads."""
    path = closed[:0:-1]
    start = path.index(min(path))
    return (*path[start:], *path[:start])


def prerequisite_earlier(context: CourseContext) -> Iterator[Problem]:
    """See that within a track, what a lesson requires is taught before it."""
    course = context.course
    circular = {lesson for cycle in cycles(course.lessons) for lesson in cycle}
    for track in course.tracks.values():
        yield from _out_of_order(course, track, circular)


def _out_of_order(course: Course, track: Track, circular: set[LessonId]) -> Iterator[Problem]:
    order = {lesson: place for place, lesson in reversed(list(enumerate(track.lessons())))}
    for name, where in track.places():
        lesson = course.lessons.get(name)
        for required in lesson.requires if lesson else ():
            if order.get(required, -1) > order[name] and required not in circular:
                yield _too_late(track, name, required, where)


def _too_late(track: Track, name: LessonId, required: LessonId, where: Pointer) -> Problem:
    return Problem(
        "prerequisite-earlier",
        where,
        say(
            "in the track '{track}' the lesson '{lesson}' comes before '{required}', which it requires",
            track=track.id,
            lesson=name,
            required=required,
        ),
        say("move '{required}' before '{lesson}'", required=required, lesson=name),
    )
