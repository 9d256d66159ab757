"""Every kind of exercises by the word that authors write behind `kind:`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from seodang.exercises.choice import CHOICE
from seodang.exercises.code import CODE
from seodang.exercises.exercise import Exercise, Kind, ReaderText
from seodang.exercises.match import MATCH
from seodang.exercises.order import ORDER
from seodang.exercises.prompt import PROMPT
from seodang.exercises.reflect import REFLECT
from seodang.exercises.scenario import SCENARIO
from seodang.files.validation import not_one_of
from seodang.problems import Pointer, Problem, say

KINDS: Final[Mapping[str, Kind[Any]]] = {
    "choice": CHOICE,
    "code": CODE,
    "match": MATCH,
    "order": ORDER,
    "prompt": PROMPT,
    "reflect": REFLECT,
    "scenario": SCENARIO,
}


def model_for(data: Any, path: str) -> type[Exercise] | Problem:
    """Return the model of what an exercise's file holds, or say what is wrong with its `kind:`."""
    # What has no keys at all is told by any of the models.
    kind = data.get("kind") if isinstance(data, dict) else next(iter(KINDS))
    if isinstance(kind, str) and kind in KINDS:
        return KINDS[kind].model
    where = Pointer(path, ("kind",))
    if kind is not None:
        return not_one_of(where, kind, list(KINDS))
    return Problem(
        "key-required",
        where,
        say("the key '{key}' is missing", key="kind"),
        say("write 'kind:' with one of: {choices}", choices=", ".join(KINDS)),
    )


def texts_of(exercise: Exercise) -> Iterator[ReaderText]:
    """Yield every text for readers, as written."""
    if exercise.title:
        yield ReaderText(exercise.title, ("title",))
    yield ReaderText(exercise.question, ("question",))
    yield from KINDS[exercise.kind].texts(exercise)
