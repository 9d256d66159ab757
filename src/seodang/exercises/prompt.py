"""Writing a prompt: tick a rubric, compare with a model answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final, Literal

from pydantic import Field

from seodang.exercises.exercise import Exercise, Kind, ReaderText, Sheet, Translate
from seodang.exercises.plain_form import PlainForm, blank, bullets, stacked, verbatim
from seodang.files.schema import Language, Several, Text


class PromptExercise(Exercise):
    """An exercise in writing a prompt: tick a rubric, compare with a model answer."""

    kind: Literal["prompt"]
    rubric: Annotated[Several[Text], Field(min_length=1)]
    model_answer: Text
    model_answer_lang: Language | None = None
    """Its language, where that is not the page's: voices read it rightly."""


def _texts(exercise: PromptExercise) -> Iterator[ReaderText]:
    for number, item in enumerate(exercise.rubric):
        yield ReaderText(item, ("rubric", number))
    language = exercise.model_answer_lang or ""
    yield ReaderText(exercise.model_answer, ("model_answer",), is_markdown=False, language=language)


def _values(exercise: PromptExercise, sheet: Sheet) -> dict[str, object]:
    rubric = [sheet.line(item, "rubric", n) for n, item in enumerate(exercise.rubric)]
    return {"rubric": rubric, "lang": exercise.model_answer_lang}


def _answers(exercise: PromptExercise, sheet: Sheet) -> dict[str, object]:
    return {"model_answer": sheet.prompt(exercise.model_answer, exercise.model_answer_lang or "")}


def _plain(exercise: PromptExercise, words: Translate) -> PlainForm:
    return PlainForm(
        stacked(
            exercise.question,
            blank(words("My prompt")),
            f"**{words('Check it yourself')}**",
            bullets(f"[ ] {item}" for item in exercise.rubric),
        ),
        stacked(f"**{words('An example prompt')}**", verbatim(exercise.model_answer)),
    )


PROMPT: Final = Kind(
    model=PromptExercise,
    texts=_texts,
    values=_values,
    answers=_answers,
    plain=_plain,
    rules={},
)
