"""Pairing what stands on the left with what belongs to it on the right."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final, Literal

from pydantic import Field

from seodang.exercises.exercise import Exercise, Kind, ReaderText, Sheet, Translate
from seodang.exercises.plain_form import PlainForm, bullets, numbered, room, stacked
from seodang.exercises.repeated import repeated
from seodang.exercises.shuffled import shuffled, sign_of
from seodang.files.schema import Model, Several, Text
from seodang.problems import Pointer, Problem, say


class Pair(Model):
    """Something, and what belongs to it."""

    left: Text
    right: Text


class Match(Exercise):
    """An exercise in finding pairs; one on the right may belong to several on the left."""

    kind: Literal["match"]
    pairs: Annotated[Several[Pair], Field(min_length=2)]
    explanation: Text | None = None

    @property
    def cards(self) -> tuple[int, ...]:
        """For each text on the right, as a page shows them, the number of the first pair with it."""
        rights = [pair.right for pair in self.pairs]
        firsts = [number for number, right in enumerate(rights) if right not in rights[:number]]
        order = shuffled(self.id, [rights[number] for number in firsts])
        return tuple(firsts[number] for number in order)


def _texts(match: Match) -> Iterator[ReaderText]:
    for number, pair in enumerate(match.pairs):
        yield ReaderText(pair.left, ("pairs", number, "left"))
        yield ReaderText(pair.right, ("pairs", number, "right"))
    if match.explanation:
        yield ReaderText(match.explanation, ("explanation",))


def _values(match: Match, sheet: Sheet) -> dict[str, object]:
    lefts = [sheet.line(one.left, "pairs", n, "left") for n, one in enumerate(match.pairs)]
    rights = [
        {"text": sheet.line(right, "pairs", n, "right"), "sign": sign_of(match.id, right)}
        for n, right in ((n, match.pairs[n].right) for n in match.cards)
    ]
    return {"lefts": lefts, "rights": rights}


def _answers(match: Match, sheet: Sheet) -> dict[str, object]:
    pairs = [
        {
            "left": sheet.line_again(pair.left, "pairs", number, "left"),
            "right": sheet.line_again(pair.right, "pairs", number, "right"),
            "card": sign_of(match.id, pair.right),
        }
        for number, pair in enumerate(match.pairs)
    ]
    return {"pairs": pairs, "explanation": sheet.text(match.explanation, "explanation")}


def _plain(match: Match, words: Translate) -> PlainForm:
    return PlainForm(
        stacked(
            match.question,
            words("Write beside each the number of what belongs to it."),
            bullets(room(pair.left) for pair in match.pairs),
            numbered(match.pairs[number].right for number in match.cards),
        ),
        stacked(
            bullets(f"{pair.left}: {pair.right}" for pair in match.pairs), match.explanation or ""
        ),
    )


def _differs(match: Match) -> Iterator[Problem]:
    """See that nothing on the left is said twice, and that there is a choice on the right."""
    for number in repeated(pair.left for pair in match.pairs):
        yield Problem(
            "pairs-differ",
            Pointer(match.file, ("pairs", number, "left")),
            say("this is the same as one above it"),
            say("say what is different about it, or take the pair out"),
        )
    if len(match.cards) == 1:
        yield Problem(
            "pairs-differ",
            Pointer(match.file, ("pairs",)),
            say("all pairs have the same 'right': there is nothing to choose"),
            say("write at least two different texts behind 'right:'"),
        )


MATCH: Final = Kind(
    model=Match,
    texts=_texts,
    values=_values,
    answers=_answers,
    plain=_plain,
    rules={"pairs-differ": _differs},
)
