"""Every kind of exercises by the word that authors write behind `kind:`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from seodang.exercises.choice import CHOICE
from seodang.exercises.exercise import Exercise, Kind, ReaderText
from seodang.exercises.prompt import PROMPT
from seodang.exercises.reflect import REFLECT

KINDS: Final[Mapping[str, Kind[Any]]] = {
    "choice": CHOICE,
    "prompt": PROMPT,
    "reflect": REFLECT,
}


def texts_of(exercise: Exercise) -> Iterator[ReaderText]:
    """Yield every text for readers, as written."""
    if exercise.title:
        yield ReaderText(exercise.title, ("title",))
    yield ReaderText(exercise.question, ("question",))
    yield from KINDS[exercise.kind].texts(exercise)
