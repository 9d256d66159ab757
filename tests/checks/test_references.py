"""What files name by its id is known from the types of the fields."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from seodang.checks import references
from seodang.course.file_kinds import YAML_KINDS
from seodang.course.model import FormerId, RequiredId
from seodang.exercises.kinds import KINDS
from seodang.files.schema import Date, Minutes, Model, Several, Text, types_in
from seodang.ids import LessonId, PersonId, TrackId


class Hour(Model):
    minutes: Several[Minutes] = ()
    lesson: LessonId


class Meeting(Model):
    id: TrackId
    title: Text
    day: Date | None = None
    track: TrackId | None = None
    people: Several[PersonId] | None = None
    hours: Several[Hour] = ()
    was: Several[FormerId] = ()
    requires: RequiredId | None = None


def named(value: Any) -> list[tuple[str, str, tuple[str | int, ...]]]:
    return list(references._named_in(value))


def test_an_id_is_found_wherever_its_type_stands() -> None:
    hours = [{"lesson": "a", "minutes": [5]}, {"lesson": "b"}]
    data = {"id": "x", "title": "lessons", "track": "t", "people": ["kim"], "hours": hours}
    assert named({"x": Meeting.model_validate(data)}) == [
        ("tracks", "t", ("x", "track")),
        ("people", "kim", ("x", "people", 0)),
        ("lessons", "a", ("x", "hours", 0, "lesson")),
        ("lessons", "b", ("x", "hours", 1, "lesson")),
    ]


def test_what_is_left_out_and_what_has_a_rule_of_its_own_is_not_asked_for() -> None:
    data = {"id": "x", "title": "x", "was": ["y"], "requires": "z"}
    assert named(Meeting.model_validate(data)) == []


def test_every_kind_that_a_model_names_has_its_sentences() -> None:
    models = [*(kind.model for kind in YAML_KINDS), *(kind.model for kind in KINDS.values())]
    kinds = {kind for model in models for kind in kinds_named(model)}
    assert {"tracks", "lessons", "people", "tools", "sources"} <= kinds
    assert kinds <= references._MISSING.keys() == references._MENDED.keys()


def kinds_named(model: Any) -> Iterator[str]:
    for name, kind in references._naming_fields(model):
        parts = list(types_in(model.model_fields[name].annotation))
        for inner in parts:
            if isinstance(inner, type) and issubclass(inner, Model):
                yield from kinds_named(inner)
        if kind:
            yield kind
