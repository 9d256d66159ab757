"""The rule about what is rightly written and does nothing yet."""

from __future__ import annotations

from collections.abc import Iterator

from seodang.checks.context import CourseContext, TextContext
from seodang.course.file_problems import not_supported_yet
from seodang.course.layout import PROGRAMME
from seodang.documents.document import FOR_INSTRUCTORS
from seodang.outputs import OUTPUTS
from seodang.problems import Pointer, Problem, Where, say


def feature_supported_in_files(context: CourseContext) -> Iterator[Problem]:
    """See that no language and no slides are asked for: they are not made yet."""
    programme = context.course.programme
    made = {programme.language, *(kind.language for kind in OUTPUTS.values())}
    for number, language in enumerate(programme.languages):
        if language not in made:
            message = say("pages in the language '{language}' are not made yet", language=language)
            yield not_supported_yet(Pointer(PROGRAMME, ("languages", number)), message)
    for lesson in context.course.lessons.values():
        if lesson.slides:
            message = say("slides of a lesson are not made yet")
            yield not_supported_yet(Pointer(lesson.file, ("slides",)), message)


def feature_supported_in_cells(text: TextContext) -> Iterator[Problem]:
    """See that no cell is for instructors only: nobody sees it before they have an output."""
    if any(kind.audience == "instructor" for kind in OUTPUTS.values()):
        return
    told: set[Where] = set()
    for name in sorted(FOR_INSTRUCTORS):
        places = [tag.where for tag in text.contents.tags if tag.name == name]
        new = [where for where in places if where not in told]
        if new:
            message = say("cells with the tag '{tag}' are shown to nobody yet", tag=name)
            yield not_supported_yet(new[0], message)
        told.update(places)
