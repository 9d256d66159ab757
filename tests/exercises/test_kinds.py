"""Whoever adds a kind of exercises is told by name what it lacks."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, NewType, Union, get_args, get_origin

import pytest

from courses import BuildCourse
from seodang.catalogue import Speaker
from seodang.checks.check_course import check_course
from seodang.course.loader import load_course
from seodang.documents.documents import Documents
from seodang.exercises import kinds
from seodang.exercises.exercise import Exercise
from seodang.exercises.kinds import KINDS, texts_of
from seodang.exercises.shuffled import shuffled, sign_of
from seodang.files.places import located
from seodang.files.schema import Language, Model, Text
from seodang.problems import Place, Step
from seodang.rendering import renderer_version
from seodang.rendering.templating import filled
from seodang.rules import RULES

ROOM = Path(kinds.__file__).parent
CONTRIBUTING = Path(__file__).parents[2] / "CONTRIBUTING.md"
every_kind = pytest.mark.parametrize("kind", KINDS)


class PlainSheet:
    """Writes texts as they are."""

    def text(self, text: str | None, *_: Step) -> str:
        return text or ""

    line = text

    line_again = text

    def prompt(self, text: str, _: str = "") -> str:
        return text

    code = prompt


def sample(kind: str) -> tuple[Exercise, dict[tuple[Step, ...], str]]:
    """Return an exercise of a kind with a value in every field, and its texts by their keys."""
    texts: dict[tuple[Step, ...], str] = {}
    data = _of_type(KINDS[kind].model, (), texts)
    return KINDS[kind].model.model_validate({**data, "id": "sample"}), texts


def _of_type(wanted: Any, keys: tuple[Step, ...], texts: dict[tuple[Step, ...], str]) -> Any:  # noqa: PLR0911
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
    if isinstance(wanted, NewType):  # a name within the exercise, such as that of a step
        return f"name-{next(step for step in reversed(keys) if isinstance(step, int))}"
    assert wanted is bool, f"no sample of {wanted}, in {keys}: is it a text for readers?"
    return True


@every_kind
def test_the_word_for_a_kind_is_the_one_its_model_takes(kind: str) -> None:
    assert KINDS[kind].model.model_fields["kind"].annotation == Literal[kind]


def test_every_template_belongs_to_a_kind() -> None:
    assert {file.stem for file in ROOM.glob("*.html")} == set(KINDS)


@every_kind
def test_authors_are_told_how_a_kind_is_written(kind: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.*?) \|", CONTRIBUTING.read_text("utf-8"), re.MULTILINE)
    told = re.findall(r"[a-z_]+", dict(rows)[kind])
    own = KINDS[kind].model.model_fields.keys() - Exercise.model_fields.keys()
    assert own <= set(told)


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


def shown(kind: str, exercise: Exercise, *, has_answers: bool = True) -> str:
    """Return what a template shows, with or without what is right."""
    made, sheet = KINDS[kind], PlainSheet()
    answers = made.answers(exercise, sheet) if made.answers and has_answers else None
    common = {"name": "sample", "anchor": "a", "label": "", "level": 3, "later": ""}
    written = {"title": exercise.title, "question": exercise.question, "answers": answers}
    values = made.values(exercise, sheet)
    words = Speaker("ko", "rendering")
    return filled(f"exercises/{kind}", words, **common, **written, **values)


@every_kind
def test_the_template_shows_every_text(kind: str) -> None:
    exercise, texts = sample(kind)
    html = shown(kind, exercise)
    assert [text for text in texts.values() if text not in html] == []


def test_what_is_right_is_left_out_where_it_is_to_be() -> None:
    """What each kind holds back, by its keys; a new kind says here what it does."""
    held = {
        "choice": {"options-0-feedback.", "options-1-feedback.", "options-2-feedback."}
        | {"explanation."},
        "code": {"solution.", "checks.", "explanation."},
        "match": {"explanation."},
        "order": {"explanation."},
        "prompt": {"model_answer."},
        "reflect": set(),
        "scenario": set(),
    }
    for kind in KINDS:
        exercise, texts = sample(kind)
        html = shown(kind, exercise, has_answers=False)
        assert {text for text in texts.values() if text not in html} == held[kind]
        assert "data-correct" not in html
        assert "data-place" not in html
        assert "data-card" not in html


@pytest.mark.parametrize("count", range(2, 9))
def test_no_exercise_begins_with_what_is_right(count: int) -> None:
    for number in range(200):
        texts = [f"{number} {n}" for n in range(count)]
        order = shuffled("exercise", texts)
        assert sorted(order) == list(range(count)) != list(order)


def test_where_an_exercise_begins_does_not_tell_what_is_right() -> None:
    texts = [f"step {n}" for n in range(6)]
    begun = [texts[n] for n in shuffled("exercise", texts)]
    turned = texts[::-1]
    assert [turned[n] for n in shuffled("exercise", turned)] == begun


def test_where_an_exercise_begins_stays_the_same_in_all_versions() -> None:
    """What readers arranged is kept by the signs of the steps."""
    assert shuffled("ways-to-write", ["가", "나", "다", "라", "마"]) == (4, 2, 1, 0, 3)
    assert sign_of("ways-to-write", "가") == "ce51e448"


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
