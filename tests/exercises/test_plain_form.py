"""Exercises on paper."""

from __future__ import annotations

from typing import Any

from seodang.catalogue import Speaker
from seodang.exercises.kinds import KINDS
from seodang.exercises.plain_form import PlainForm, numbered, verbatim

BLANK = "_" * 40


def plain(kind: str, **data: Any) -> PlainForm:
    made = KINDS[kind]
    exercise = made.model.model_validate({"id": "a", "kind": kind, "question": "왜요?", **data})
    return made.plain(exercise, Speaker("ko", "rendering"))


def test_a_choice_numbers_its_options_and_tells_the_right_one_apart() -> None:
    options = [{"text": "**가**", "correct": True, "feedback": "맞습니다."}, {"text": "나"}]
    assert plain("choice", options=options, explanation="까닭입니다.") == PlainForm(
        "왜요?\n\n1) **가**\n2) 나",
        "1) **맞음**: **가**\n\n   맞습니다.\n2) **맞지 않음**: 나\n\n까닭입니다.",
    )


def test_a_prompt_has_room_a_rubric_and_an_example() -> None:
    assert plain("prompt", rubric=["하나", "둘"], model_answer="[누구]에게\n써 줘") == PlainForm(
        f"왜요?\n\n내가 쓴 프롬프트: {BLANK}\n\n**스스로 확인하기**\n\n- [ ] 하나\n- [ ] 둘",
        "**예시 프롬프트**\n\n```\n[누구]에게\n써 줘\n```",
    )


def test_a_reflection_has_room_and_keeps_its_hints_apart() -> None:
    form = plain("reflect", hints=["하나", "둘"])
    assert form == PlainForm(f"왜요?\n\n내 생각: {BLANK}", "- 하나\n- 둘")
    assert plain("reflect").revealed == ""


def test_steps_stand_in_another_order_with_room_for_numbers() -> None:
    form = plain("order", steps=["하나", "둘"], explanation="까닭입니다.")
    assert form == PlainForm(
        "왜요?\n\n알맞은 차례대로 번호를 적어 보십시오.\n\n- ____ 둘\n- ____ 하나",
        "1) 하나\n2) 둘\n\n까닭입니다.",
    )


def test_pairs_are_apart_and_one_on_the_right_stands_once() -> None:
    pairs = [
        {"left": "요약", "right": "줄이기"},
        {"left": "번역", "right": "옮기기"},
        {"left": "간추림", "right": "줄이기"},
    ]
    assert plain("match", pairs=pairs) == PlainForm(
        "왜요?\n\n서로 맞는 것의 번호를 적어 보십시오.\n\n"
        "- ____ 요약\n- ____ 번역\n- ____ 간추림\n\n1) 옮기기\n2) 줄이기",
        "- 요약: 줄이기\n- 번역: 옮기기\n- 간추림: 줄이기",
    )


def test_a_scenario_has_all_its_steps_and_says_where_decisions_lead() -> None:
    steps = [
        {
            "name": "ask",
            "text": "묻습니다.",
            "decisions": [
                {"text": "간다.", "to": "end", "consequence": "길이 멉니다."},
                {"text": "또 묻는다.", "to": "ask"},
            ],
        },
        {"name": "end", "text": "왔습니다."},
    ]
    assert plain("scenario", steps=steps) == PlainForm(
        "왜요?\n\n**장면 1**\n\n묻습니다.\n\n- 간다. → 장면 2\n\n  길이 멉니다.\n- 또 묻는다. → 장면 1\n\n"
        "**장면 2**\n\n왔습니다.\n\n*끝*",
        "",
    )


def test_a_program_has_its_starter_and_keeps_solution_and_checks_apart() -> None:
    form = plain("code", starter="a = 0", solution="a = 1", checks="assert a")
    assert form == PlainForm(
        f"왜요?\n\n```\na = 0\n```\n\n내가 쓴 프로그램: {BLANK}",
        "**풀이**\n\n```\na = 1\n```\n\n**프로그램이 맞는지 확인하는 코드**\n\n```\nassert a\n```",
    )


def test_an_item_of_several_paragraphs_stays_one_item() -> None:
    assert numbered(["가\n\n나\n- 다", "라"]) == "1) 가\n\n   나\n   - 다\n2) 라"


def test_no_backtick_of_a_text_ends_it() -> None:
    assert verbatim("a ```` b") == "`````\na ```` b\n`````"
