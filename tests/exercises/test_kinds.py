"""Whoever adds a kind of exercises is told by name what it lacks."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest

from courses import BuildCourse
from seodang.catalogue import Speaker
from seodang.checks.check_course import check_course
from seodang.course.loader import load_course
from seodang.documents.documents import Documents
from seodang.exercises import kinds
from seodang.exercises.exercise import Exercise
from seodang.exercises.kinds import KINDS, texts_of
from seodang.files.places import located
from seodang.files.schema import Language, Model, Text
from seodang.problems import Place, Step
from seodang.rendering import renderer_version
from seodang.rendering.templating import filled
from seodang.rules import RULES

ROOM = Path(kinds.__file__).parent
every_kind = pytest.mark.parametrize("kind", KINDS)


class PlainSheet:
    """Writes texts as they are."""

    def text(self, text: str | None, *_: Step) -> str:
        return text or ""

    line = text

    def line_again(self, written: str, _: str | None, *__: Step) -> str:
        return written

    def prompt(self, text: str, _: str = "") -> str:
        return text


def sample(kind: str) -> tuple[Exercise, dict[tuple[Step, ...], str]]:
    """Return an exercise of a kind with a value in every field, and its texts by their keys."""
    texts: dict[tuple[Step, ...], str] = {}
    data = _of_type(KINDS[kind].model, (), texts)
    return KINDS[kind].model.model_validate({**data, "id": "sample"}), texts


def _of_type(wanted: Any, keys: tuple[Step, ...], texts: dict[tuple[Step, ...], str]) -> Any:
    if isinstance(wanted, type) and issubclass(wanted, Model):
        fields = {name: field.rebuild_annotation() for name, field in wanted.model_fields.items()}
        return {n: _of_type(f, (*keys, n), texts) for n, f in fields.items() if n != "id"}
    inner = get_args(wanted)
    if wanted == Text:
        texts[keys] = f"{'-'.join(map(str, keys))}."
        return texts[keys]
    if wanted == Language or get_origin(wanted) is Literal:
        return "en" if wanted == Language else inner[0]
    if get_origin(wanted) is tuple:
        return [_of_type(inner[0], (*keys, n), texts) for n in range(3)]
    if get_origin(wanted) in (Annotated, Union, UnionType):
        return _of_type(inner[0], keys, texts)
    assert wanted is bool, f"no sample of {wanted}, in {keys}: is it a text for readers?"
    return True


@every_kind
def test_the_word_for_a_kind_is_the_one_its_model_takes(kind: str) -> None:
    assert KINDS[kind].model.model_fields["kind"].annotation == Literal[kind]


def test_every_template_belongs_to_a_kind() -> None:
    assert {file.stem for file in ROOM.glob("*.html")} == set(KINDS)


@every_kind
def test_every_text_of_the_model_is_known_by_its_keys(kind: str) -> None:
    exercise, texts = sample(kind)
    assert {text.keys: text.text for text in texts_of(exercise)} == texts


@every_kind
def test_texts_that_were_not_written_are_none(kind: str) -> None:
    exercise, _ = sample(kind)
    given = exercise.model_dump(exclude_none=True)
    required = {
        name: given[name] for name, f in type(exercise).model_fields.items() if f.is_required()
    }
    assert all(text.text for text in texts_of(type(exercise).model_validate(required)))


@every_kind
def test_the_template_shows_every_text(kind: str) -> None:
    exercise, texts = sample(kind)
    common = {"anchor": "a", "label": "", "title": exercise.title, "question": exercise.question}
    values = KINDS[kind].values(exercise, PlainSheet())
    html = filled(
        f"exercises/{kind}", Speaker("ko", "rendering"), exercise=exercise, **common, **values
    )
    assert [text for text in texts.values() if text not in html] == []


@every_kind
def test_the_plain_form_has_every_text_but_the_title_and_no_html(kind: str) -> None:
    exercise, texts = sample(kind)
    plain = KINDS[kind].plain(exercise, Speaker("ko", "rendering"))
    whole = f"{plain.task}\n{plain.revealed}"
    assert [text for text in texts.values() if text not in whole] == [exercise.title]
    assert plain.task.startswith(exercise.question)
    assert "<" not in whole


@every_kind
def test_a_fragment_is_made_anew_when_the_kind_changes(kind: str) -> None:
    assert {ROOM / f"{kind}.html", ROOM / "kinds.py"} <= set(renderer_version._sources())


def test_no_two_kinds_share_the_name_of_a_rule() -> None:
    names = Counter(name for kind in KINDS.values() for name in kind.rules)
    assert [name for name, times in names.items() if times > 1] == []
    assert names.keys() <= RULES.keys()


def test_what_is_wrong_in_any_text_is_told_at_its_line(build_course: BuildCourse) -> None:
    exercise = "kind: reflect\ntitle: '{term}`없음`'\nquestion: 가\nhints: [나, '{term}`없음`']\n"
    root = build_course({"exercises/one.yml": exercise})
    course, problems = load_course(root)
    found = located(root, problems + check_course(Documents(course), date(2026, 11, 21)))
    places = [problem.where for problem in found if problem.rule == "reference-exists"]
    assert [where.line for where in places if isinstance(where, Place)] == [2, 4]
