"""Choosing among options: one or many are right, with a word on each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final, Literal

from pydantic import Field

from seodang.exercises.exercise import Exercise, Kind, ReaderText, Sheet, Translate
from seodang.exercises.plain_form import PlainForm, numbered, stacked
from seodang.files.schema import Model, Several, Text
from seodang.problems import Pointer, Problem, say


class Option(Model):
    """One answer of a choice."""

    text: Text
    correct: bool = False
    feedback: Text | None = None


class Choice(Exercise):
    """An exercise with one or many right answers and a word on each."""

    kind: Literal["choice"]
    options: Annotated[Several[Option], Field(min_length=2)]
    explanation: Text | None = None

    @property
    def has_many_answers(self) -> bool:
        """Whether more than one option is right, so that several may be ticked."""
        return sum(option.correct for option in self.options) > 1


def _texts(choice: Choice) -> Iterator[ReaderText]:
    for number, option in enumerate(choice.options):
        yield ReaderText(option.text, ("options", number, "text"))
        if option.feedback:
            yield ReaderText(option.feedback, ("options", number, "feedback"))
    if choice.explanation:
        yield ReaderText(choice.explanation, ("explanation",))


def _values(choice: Choice, sheet: Sheet) -> dict[str, object]:
    options = [
        sheet.line(option.text, "options", number, "text")
        for number, option in enumerate(choice.options)
    ]
    return {"options": options, "has_many_answers": choice.has_many_answers}


def _answers(choice: Choice, sheet: Sheet) -> dict[str, object]:
    options = [_answer(sheet, option, number) for number, option in enumerate(choice.options)]
    return {"options": options, "explanation": sheet.text(choice.explanation, "explanation")}


def _answer(sheet: Sheet, option: Option, number: int) -> dict[str, object]:
    feedback_keys = ("options", number, "feedback")
    return {
        "correct": option.correct,
        "text": sheet.line_again(option.text, "options", number, "text"),
        "feedback": sheet.line(option.feedback, *feedback_keys),
        "feedback_again": sheet.line_again(option.feedback, *feedback_keys),
    }


def _plain(choice: Choice, words: Translate) -> PlainForm:
    return PlainForm(
        stacked(choice.question, numbered(option.text for option in choice.options)),
        stacked(
            numbered(_verdict(option, words) for option in choice.options),
            choice.explanation or "",
        ),
    )


def _verdict(option: Option, words: Translate) -> str:
    verdict = words("Right") if option.correct else words("Wrong")
    return stacked(f"**{verdict}**: {option.text}", option.feedback or "")


def _has_answer(choice: Choice) -> Iterator[Problem]:
    """See that a choice has at least one right answer."""
    if not any(option.correct for option in choice.options):
        yield Problem(
            "choice-has-answer",
            Pointer(choice.file, ("options",)),
            say("none of the {count} options is right", count=len(choice.options)),
            say("add 'correct: true' to each right option"),
        )


CHOICE: Final = Kind(
    model=Choice,
    texts=_texts,
    values=_values,
    answers=_answers,
    plain=_plain,
    rules={"choice-has-answer": _has_answer},
)
