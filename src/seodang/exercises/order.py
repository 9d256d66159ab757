"""Putting steps in their order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final, Literal

from pydantic import Field

from seodang.exercises.exercise import Exercise, Kind, ReaderText, Sheet, Translate
from seodang.exercises.plain_form import PlainForm, bullets, numbered, room, stacked
from seodang.exercises.repeated import repeated
from seodang.exercises.shuffled import shuffled, sign_of
from seodang.files.schema import Several, Text
from seodang.problems import Pointer, Problem, say


class Order(Exercise):
    """An exercise whose `steps` stand in the right order in its file, and in none on its page."""

    kind: Literal["order"]
    steps: Annotated[Several[Text], Field(min_length=2)]
    explanation: Text | None = None

    @property
    def start(self) -> tuple[int, ...]:
        """The steps by number as a page first shows them."""
        return shuffled(self.id, self.steps)


def _texts(order: Order) -> Iterator[ReaderText]:
    for number, step in enumerate(order.steps):
        yield ReaderText(step, ("steps", number))
    if order.explanation:
        yield ReaderText(order.explanation, ("explanation",))


def _values(order: Order, sheet: Sheet) -> dict[str, object]:
    steps = [
        {"text": sheet.line(step, "steps", number), "sign": sign_of(order.id, step)}
        for number, step in ((number, order.steps[number]) for number in order.start)
    ]
    return {"steps": steps}


def _answers(order: Order, sheet: Sheet) -> dict[str, object]:
    return {
        "places": order.start,
        "steps": [sheet.line_again(step, "steps", n) for n, step in enumerate(order.steps)],
        "explanation": sheet.text(order.explanation, "explanation"),
    }


def _plain(order: Order, words: Translate) -> PlainForm:
    return PlainForm(
        stacked(
            order.question,
            words("Number the steps in their order."),
            bullets(room(order.steps[number]) for number in order.start),
        ),
        stacked(numbered(order.steps), order.explanation or ""),
    )


def _differs(order: Order) -> Iterator[Problem]:
    """See that no step is said twice: nobody could tell which comes first."""
    for number in repeated(order.steps):
        yield Problem(
            "steps-differ",
            Pointer(order.file, ("steps", number)),
            say("this step is the same as one above it"),
            say("say what is different about it, or take it out"),
        )


ORDER: Final = Kind(
    model=Order,
    texts=_texts,
    values=_values,
    answers=_answers,
    plain=_plain,
    rules={"steps-differ": _differs},
)
