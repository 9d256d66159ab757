"""A situation in steps: what one decides has consequences and leads to the next step, until an end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Final, Literal, NewType

from pydantic import Field

from seodang.exercises.exercise import Exercise, Kind, ReaderText, Sheet, Translate
from seodang.exercises.plain_form import PlainForm, bullets, stacked
from seodang.exercises.repeated import repeated
from seodang.exercises.ways import dead_ends, unreached
from seodang.files.schema import Model, Several, Text
from seodang.ids import nearest
from seodang.problems import Pointer, Problem, did_you_mean, say

StepName = NewType("StepName", Text)
"""By which decisions lead to a step; readers never see it."""


class Decision(Model):
    """What a reader may decide, what comes of it, and the step to which it leads."""

    text: Text
    consequence: Text | None = None
    to: StepName


class SceneStep(Model):
    """A step of a scenario; one without decisions is an end."""

    name: StepName
    text: Text
    decisions: Several[Decision] = ()


class Scenario(Exercise):
    """An exercise in deciding; it begins with the first step."""

    kind: Literal["scenario"]
    steps: Annotated[Several[SceneStep], Field(min_length=2)]

    def number_of(self, name: str) -> int:
        """Return the number of a step, from 1; 0 where there is none (a problem by then)."""
        names = [step.name for step in self.steps]
        return names.index(StepName(name)) + 1 if name in names else 0

    def ways(self) -> dict[str, tuple[str, ...]]:
        """Return by its name where each step leads."""
        return {one.name: tuple(way.to for way in one.decisions) for one in self.steps}


def _texts(scenario: Scenario) -> Iterator[ReaderText]:
    for number, step in enumerate(scenario.steps):
        yield ReaderText(step.text, ("steps", number, "text"))
        for place, decision in enumerate(step.decisions):
            keys = ("steps", number, "decisions", place)
            yield ReaderText(decision.text, (*keys, "text"))
            if decision.consequence:
                yield ReaderText(decision.consequence, (*keys, "consequence"))


def _values(scenario: Scenario, sheet: Sheet) -> dict[str, object]:
    steps = [
        {
            "text": sheet.text(step.text, "steps", number, "text"),
            "decisions": [
                _decision(scenario, sheet, number, place) for place in range(len(step.decisions))
            ],
        }
        for number, step in enumerate(scenario.steps)
    ]
    return {"steps": steps}


def _decision(scenario: Scenario, sheet: Sheet, number: int, place: int) -> dict[str, object]:
    keys = ("steps", number, "decisions", place)
    decision = scenario.steps[number].decisions[place]
    return {
        "text": sheet.line(decision.text, *keys, "text"),
        "consequence": sheet.line(decision.consequence, *keys, "consequence"),
        "to": scenario.number_of(decision.to),
    }


def _plain(scenario: Scenario, words: Translate) -> PlainForm:
    steps = (
        stacked(
            f"**{_scene(words, number)}**",
            step.text,
            bullets(_way(scenario, decision, words) for decision in step.decisions)
            or f"*{words('The end')}*",
        )
        for number, step in enumerate(scenario.steps, 1)
    )
    return PlainForm(stacked(scenario.question, *steps), "")


def _way(scenario: Scenario, decision: Decision, words: Translate) -> str:
    scene = _scene(words, scenario.number_of(decision.to))
    return stacked(f"{decision.text} → {scene}", decision.consequence or "")


def _scene(words: Translate, number: int) -> str:
    return words("Scene {number}", number=number)


def _named_once(scenario: Scenario) -> Iterator[Problem]:
    """See that no two steps have one name."""
    for number in repeated(step.name for step in scenario.steps):
        yield Problem(
            "step-unique",
            Pointer(scenario.file, ("steps", number, "name")),
            say("a step above has the name '{name}', too", name=scenario.steps[number].name),
            say("give each step a name of its own"),
        )


def _leads_on(scenario: Scenario) -> Iterator[Problem]:
    """See that decisions lead to steps that are there."""
    names = list(scenario.ways())
    for number, step in enumerate(scenario.steps):
        for place, decision in enumerate(step.decisions):
            if decision.to not in names:
                yield Problem(
                    "step-exists",
                    Pointer(scenario.file, ("steps", number, "decisions", place, "to")),
                    say("no step has the name '{name}'", name=decision.to),
                    did_you_mean(
                        nearest(decision.to, names),
                        say("write one of: {choices}", choices=", ".join(names)),
                    ),
                )


def _reached(scenario: Scenario) -> Iterator[Problem]:
    """See that every step can be reached from the first."""
    for name in unreached(scenario.ways()):
        yield Problem(
            "step-reached",
            Pointer(scenario.file, ("steps", scenario.number_of(name) - 1, "name")),
            say("no decision leads to the step '{name}'", name=name),
            say("write 'to: {name}' where it follows, or take the step out", name=name),
        )


def _ends(scenario: Scenario) -> Iterator[Problem]:
    """See that from every step an end can be reached."""
    for name in dead_ends(scenario.ways())[:1]:  # the others of its circle have the same cause
        yield Problem(
            "step-ends",
            Pointer(scenario.file, ("steps", scenario.number_of(name) - 1, "name")),
            say("whoever comes to the step '{name}' goes round in a circle for ever", name=name),
            say("let one of the decisions lead to an end, a step without 'decisions'"),
        )


SCENARIO: Final = Kind(
    model=Scenario,
    texts=_texts,
    values=_values,
    answers=None,
    plain=_plain,
    rules={
        "step-ends": _ends,
        "step-exists": _leads_on,
        "step-reached": _reached,
        "step-unique": _named_once,
    },
)
