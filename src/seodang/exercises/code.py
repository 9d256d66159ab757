"""Writing a program: a starter, a solution, and checks that tell the one from the other.

A build proves that the solution passes the checks and the starter does not (`execution/proofs.py`).
On a page nothing runs.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from seodang.exercises.exercise import Exercise, Kind, ReaderText, Sheet, Translate
from seodang.exercises.plain_form import PlainForm, blank, stacked, verbatim
from seodang.files.schema import Text


class CodeExercise(Exercise):
    """An exercise in Python; `checks` are statements that raise an exception where something is wrong."""

    kind: Literal["code"]
    starter: Text
    solution: Text
    checks: Text
    explanation: Text | None = None


def _texts(exercise: CodeExercise) -> Iterator[ReaderText]:
    for name in ("starter", "solution", "checks"):
        yield ReaderText(getattr(exercise, name), (name,), is_markdown=False)
    if exercise.explanation:
        yield ReaderText(exercise.explanation, ("explanation",))


def _values(exercise: CodeExercise, sheet: Sheet) -> dict[str, object]:
    return {"starter": sheet.code(exercise.starter)}


def _answers(exercise: CodeExercise, sheet: Sheet) -> dict[str, object]:
    return {
        "solution": sheet.code(exercise.solution),
        "checks": sheet.code(exercise.checks),
        "explanation": sheet.text(exercise.explanation, "explanation"),
    }


def _plain(exercise: CodeExercise, words: Translate) -> PlainForm:
    return PlainForm(
        stacked(exercise.question, verbatim(exercise.starter), blank(words("My program"))),
        stacked(
            f"**{words('A solution')}**",
            verbatim(exercise.solution),
            f"**{words('What a program has to pass')}**",
            verbatim(exercise.checks),
            exercise.explanation or "",
        ),
    )


CODE: Final = Kind(
    model=CodeExercise,
    texts=_texts,
    values=_values,
    answers=_answers,
    plain=_plain,
    rules={},
)
