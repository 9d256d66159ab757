"""Thinking about a question that has no right answer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, Literal

from seodang.exercises.exercise import Exercise, Kind, ReaderText, Sheet, Translate
from seodang.exercises.plain_form import PlainForm, blank, bullets, stacked
from seodang.files.schema import Several, Text


class Reflection(Exercise):
    """An exercise without a right answer."""

    kind: Literal["reflect"]
    hints: Several[Text] = ()


def _texts(reflection: Reflection) -> Iterator[ReaderText]:
    return (ReaderText(hint, ("hints", n)) for n, hint in enumerate(reflection.hints))


def _values(reflection: Reflection, sheet: Sheet) -> dict[str, object]:
    return {"hints": [sheet.line(hint, "hints", n) for n, hint in enumerate(reflection.hints)]}


def _plain(reflection: Reflection, words: Translate) -> PlainForm:
    task = stacked(reflection.question, blank(words("My thoughts")))
    return PlainForm(task, bullets(reflection.hints))


REFLECT: Final = Kind(
    model=Reflection,
    texts=_texts,
    values=_values,
    answers=None,
    plain=_plain,
    rules={},
)
