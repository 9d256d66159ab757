"""Passages in another language: what names it, and where an author is told to."""

from __future__ import annotations

import pytest

from checks.test_markup_rules import in_lesson, said
from courses import SMALLEST_COURSE, BuildCourse

TEN = "Short and simple prompts typically yield the best results here"
RULE = "language-told"
PROGRAMME = "curriculum/programme.yml"
PROMPT = "kind: prompt\nquestion: 쓰십시오.\nrubric: [썼습니다.]\n"


@pytest.mark.parametrize(
    ("prose", "told"),
    [
        (f"안내는 {TEN}라고 합니다.", "3:5 / [Short and simple …]"),
        (f"앞글\n안내는 “{TEN}”라고 합니다.", "4:6 / [Short and simple …]"),
        (f"- `{TEN}`", "3:4 / `Short and simple …`"),
        (f"> {TEN[:40]}\n> {TEN[40:]}", "3:3 / [Short and simple …]"),
        (f"## {TEN}", "3:4 / [Short and simple …]"),
        (f"**{TEN[:20]}**{TEN[20:]}", "3:3 / [Short and simple …]"),
        (f"```{{prompt}} 부탁\n{TEN}\n```", "3:4 / ':lang: en'"),
    ],
)
def test_ten_words_without_a_language_are_told_at_their_line(
    build_course: BuildCourse, prose: str, told: str
) -> None:
    found = [one for one in in_lesson(build_course, prose) if RULE in one]
    place, fix = told.split(" / ")
    assert len(found) == 1
    assert found[0].startswith(f"{place} warning")
    assert fix in found[0].split(" / ")[1]


@pytest.mark.parametrize(
    "prose",
    [
        f"안내는 [{TEN}]{{lang=en}}라고 합니다.",
        f'안내는 [**{TEN}**]{{lang="en-GB"}}라고 합니다.',
        f"`{TEN}`{{lang=en}}",
        f'안내는 <span lang="en">{TEN}</span>라고 합니다.',
        f'<div lang="en">\n\n{TEN}\n\n</div>',
        f"```{{prompt}} 부탁\n:lang: en\n\n{TEN}\n```",
        f"```\n{TEN}\n```",
        TEN.rpartition(" ")[0],
        "https://example.org/a/very/long/address/without/any/hyphen/at/all/to/the/end",
        "AI, GPT, API, PDF, CSV, URL, HTML, CSS와 SNS, QR",
    ],
)
def test_a_language_that_is_named_and_short_words_are_fine(
    build_course: BuildCourse, prose: str
) -> None:
    assert [one for one in in_lesson(build_course, prose) if RULE in one] == []


def test_a_model_answer_names_its_language(build_course: BuildCourse) -> None:
    files = {"lessons/a/notebook.md": "## 시작\n\n:::{exercise} a\n:::\n"}
    answer = f"model_answer: {TEN}\n"
    found = said(build_course({**files, "exercises/a.yml": PROMPT + answer}))
    assert len(found) == 1
    assert found[0].startswith("4:15 warning [language-told]")
    assert "model_answer_lang: en" in found[0]
    named = f"{PROMPT}{answer}model_answer_lang: en\n"
    assert said(build_course({**files, "exercises/a.yml": named})) == []


def test_code_of_an_exercise_is_not_asked_for_its_language(build_course: BuildCourse) -> None:
    code = f"kind: code\nquestion: 고치십시오.\nstarter: '# {TEN}'\nsolution: 'x = 1'\nchecks: 'assert x'\n"
    files = {"lessons/a/notebook.md": "## 시작\n\n:::{exercise} a\n:::\n", "exercises/a.yml": code}
    assert [one for one in said(build_course(files)) if RULE in one] == []


def test_what_is_no_language_is_an_error(build_course: BuildCourse) -> None:
    files = {"lessons/a/notebook.md": "## 시작\n\n:::{exercise} a\n:::\n"}
    wrong = f"{PROMPT}model_answer: 답\nmodel_answer_lang: English\n"
    assert (
        "this is not a language code" in said(build_course({**files, "exercises/a.yml": wrong}))[0]
    )


def test_a_course_in_latin_letters_is_not_asked(build_course: BuildCourse) -> None:
    english = SMALLEST_COURSE[PROGRAMME].replace("language: ko", "language: en")
    assert in_lesson(build_course, TEN, {PROGRAMME: english}) == []
