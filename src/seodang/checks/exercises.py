"""Rules about exercises."""

from __future__ import annotations

from collections.abc import Iterator

from seodang.checks.reading import Reading
from seodang.checks.survey import Survey
from seodang.course.layout import exercise_file
from seodang.course.model import Choice
from seodang.problems import Pointer, Problem, say


def choice_has_answer(survey: Survey) -> Iterator[Problem]:
    """See that a choice has at least one right answer."""
    for exercise in survey.course.exercises.values():
        if isinstance(exercise, Choice) and not any(o.correct for o in exercise.options):
            yield Problem(
                "choice-has-answer",
                Pointer(exercise_file(exercise.id), ("options",)),
                say("none of the {count} options is right", count=len(exercise.options)),
                say("add 'correct: true' to each right option"),
            )


def exercise_used(survey: Survey) -> Iterator[Problem]:
    """See that an exercise is put into a lesson."""
    if not survey.is_whole:
        return
    for name in survey.course.exercises:
        if name not in survey.exercises:
            yield Problem(
                "exercise-used",
                Pointer(exercise_file(name)),
                say("no lesson puts in the exercise '{name}'", name=name),
                say(
                    "write '{written}' and below it ':::' in a notebook, or delete the file",
                    written=f":::{{exercise}} {name}",
                ),
            )


def exercise_once(reading: Reading) -> Iterator[Problem]:
    """See that a page puts in an exercise once: answers are kept by its name."""
    seen: set[str] = set()
    for use in reading.contents.exercises():
        if use.given in seen:
            yield Problem(
                "exercise-once",
                use.where,
                say("this page puts in the exercise '{name}' twice", name=use.given),
                say("keep it in one place"),
            )
        seen.add(use.given)
