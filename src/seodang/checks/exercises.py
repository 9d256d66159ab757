"""Rules about exercises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from seodang.checks.context import CourseContext, TextContext
from seodang.exercises.kinds import KINDS
from seodang.problems import Pointer, Problem, say


def rules_of_kinds() -> Mapping[str, Callable[[CourseContext], Iterator[Problem]]]:
    """Return by name the rules that kinds of exercises bring along."""
    return {
        name: partial(_of_kind, kind, rule)
        for kind, own in KINDS.items()
        for name, rule in own.rules.items()
    }


def _of_kind(
    kind: str, rule: Callable[[Any], Iterable[Problem]], context: CourseContext
) -> Iterator[Problem]:
    for exercise in context.course.exercises.values():
        if exercise.kind == kind:
            yield from rule(exercise)


def exercise_used(context: CourseContext) -> Iterator[Problem]:
    """See that an exercise is put into a lesson."""
    for name, exercise in context.course.exercises.items():
        if context.is_whole and name not in context.exercises:
            yield Problem(
                "exercise-used",
                Pointer(exercise.file),
                say("no lesson puts in the exercise '{name}'", name=name),
                say(
                    "write '{written}' and below it ':::' in a notebook, or delete the file",
                    written=f":::{{exercise}} {name}",
                ),
            )


def exercise_once(text: TextContext) -> Iterator[Problem]:
    """See that a page puts in an exercise once: answers are kept by its name."""
    seen: set[str] = set()
    for use in text.contents.exercises():
        if use.given and use.given in seen:
            yield Problem(
                "exercise-once",
                use.where,
                say("this page puts in the exercise '{name}' twice", name=use.given),
                say("keep it in one place"),
            )
        seen.add(use.given)
