"""Rules about lessons and the files they declare."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from seodang.checks.context import CourseContext
from seodang.checks.declared_files import wrong_with
from seodang.course.addresses import is_public
from seodang.course.layout import PROGRAMME, SOURCES
from seodang.course.model import Course, Lesson
from seodang.course.shelf_life import due
from seodang.problems import Pointer, Problem, Step, Where, say

SHORTEST: Final = 5
LONGEST: Final = 480


def minutes_plausible(context: CourseContext) -> Iterator[Problem]:
    """See that a lesson takes between five minutes and a working day."""
    for lesson in context.course.lessons.values():
        if not SHORTEST <= lesson.minutes <= LONGEST:
            yield Problem(
                "minutes-plausible",
                Pointer(lesson.file, ("minutes",)),
                say(
                    "{minutes} minutes is not plausible for a lesson ({shortest} to {longest})",
                    minutes=lesson.minutes,
                    shortest=SHORTEST,
                    longest=LONGEST,
                ),
                say("write how long one learner needs; split a longer lesson into several"),
            )


def lesson_in_track(context: CourseContext) -> Iterator[Problem]:
    """See that a published lesson is taught in a track, so that learners find it."""
    course = context.course
    if any(kind == "tracks" for kind, _ in course.broken):
        return
    taught = {name for track in course.tracks.values() for name in track.lessons()}
    for lesson in course.lessons.values():
        if lesson.status == "published" and lesson.id not in taught:
            yield Problem(
                "lesson-in-track",
                Pointer(lesson.file),
                say("no track names the lesson '{lesson}'", lesson=lesson.id),
                say("name it in curriculum/tracks/, or write 'status: draft'"),
            )


def title_unique(context: CourseContext) -> Iterator[Problem]:
    """See that no two lessons, and no two tracks, have the same title: a copy keeps the old one."""
    course = context.course
    for entries in (course.lessons, course.tracks):
        seen: dict[str, str] = {}
        for entry in entries.values():
            if getattr(entry, "status", "") == "retired":
                continue
            first = seen.setdefault(" ".join(entry.title.split()).casefold(), entry.id)
            if first != entry.id:
                yield Problem(
                    "title-unique",
                    Pointer(entry.file, ("title",)),
                    say("'{other}' has the same title", other=first),
                    say("give one of them another title; menus and lists show both"),
                )


def track_listed(context: CourseContext) -> Iterator[Problem]:
    """See that a programme that orders its tracks names all of them."""
    course = context.course
    listed = course.programme.tracks
    for name in course.tracks if listed else ():
        if name not in listed:
            yield Problem(
                "track-listed",
                Pointer(PROGRAMME, ("tracks",), to_key=True),
                say(
                    "the track '{track}' is missing here; it is shown after the others", track=name
                ),
                say("name it in its place, or delete {file}", file=course.tracks[name].file),
            )


def url_public(context: CourseContext) -> Iterator[Problem]:
    """See that the site's address is one at which others can read it."""
    url = context.course.programme.url
    if ("programme", "*") not in context.course.broken and not is_public(url):
        yield not_public(url, Pointer(PROGRAMME, ("url",)))


def not_public(url: str, where: Where) -> Problem:
    """Say that nobody finds anything at an address."""
    return Problem(
        "url-public",
        where,
        say("{url} is an example or this machine: links and previews lead nowhere", url=url),
        say(
            "write the address at which learners will read the site;"
            " to publish before there is one, add --example-url"
        ),
    )


def source_current(context: CourseContext) -> Iterator[Problem]:
    """See that no source is past the day until which a look at it holds."""
    sources = context.course.sources
    for name in sorted(due(sources.values(), context.today)):
        source = sources[name]
        yield Problem(
            "source-current",
            Pointer(SOURCES, (name, "checked")),
            say(
                "what was checked on {checked} was to hold for {months} months; readers are told",
                checked=source.checked.isoformat(),
                months=source.shelf_life,
            ),
            say(
                "read {url} again, correct what has changed, and write the day here", url=source.url
            ),
        )


def lesson_once_in_track(context: CourseContext) -> Iterator[Problem]:
    """See that a track names a lesson once."""
    for track in context.course.tracks.values():
        seen: set[str] = set()
        for name, where in track.places():
            if name in seen:
                yield Problem(
                    "lesson-once-in-track",
                    where,
                    say("this track names the lesson '{lesson}' twice", lesson=name),
                    say("keep it where it is taught first"),
                )
            seen.add(name)


def data_exists(context: CourseContext) -> Iterator[Problem]:
    """See that every declared data file is a file inside its lesson's folder."""
    for lesson in context.course.lessons.values():
        for number, name in enumerate(lesson.execution.data):
            keys = ("execution", "data", number)
            yield from _declared(context.course, lesson, name, "data-exists", keys)


def image_exists(context: CourseContext) -> Iterator[Problem]:
    """See that every picture that is credited is a file inside its lesson's folder."""
    for lesson in context.course.lessons.values():
        for number, image in enumerate(lesson.images):
            keys = ("images", number, "file")
            yield from _declared(context.course, lesson, image.file, "image-exists", keys)


def _declared(
    course: Course, lesson: Lesson, name: str, rule: str, keys: tuple[Step, ...]
) -> Iterator[Problem]:
    wrong = wrong_with(course.root, lesson.folder, name)
    if wrong is not None:
        yield Problem(rule, Pointer(lesson.file, keys), *wrong)
