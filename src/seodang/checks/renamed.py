"""Lessons whose folder has another name now: what still names the old one is mended together."""

from __future__ import annotations

from seodang.course.model import Course, Lesson
from seodang.problems import Message, say


def renamed(course: Course, old: str) -> Lesson | None:
    """Return the lesson that had the id `old`, or very likely had it; None where nobody can tell.

    A lesson says so itself under `was`. And where one id of the tracks is gone while one lesson
    is in no track, its folder was renamed.
    """
    lessons = course.lessons.values()
    former = next((lesson for lesson in lessons if old in lesson.was), None)
    if former is not None:
        return former
    named = {name for track in course.tracks.values() for name in track.lessons()}
    gone = {name for name in named if not course.exists("lessons", name)}
    free = [lesson for lesson in lessons if lesson.id not in named and lesson.status != "retired"]
    return free[0] if gone == {old} and len(free) == 1 else None


def followed(lesson: Lesson, old: str, written: str) -> Message:
    """Say what to write in the place of an old name, and how its address stays alive."""
    if old in lesson.was:
        return say("its folder was renamed; write '{meant}'", meant=written)
    return say(
        "if its folder was renamed, write '{meant}' here and 'was: [{old}]' in {file}",
        meant=written,
        old=old,
        file=lesson.file,
    )
