"""Exercises: forms that are readable without a script."""

from __future__ import annotations

import re

from pictures_whole import GIF
from showing import Show

CHOICE = {
    "exercises/one.yml": (
        "kind: choice\ntitle: 고르기\nquestion: |\n  **무엇**입니까?\n\n  {term}`ai`\n"
        "options:\n  - {text: '`가`', correct: true, feedback: 맞습니다.}\n  - {text: 나 <b>다</b>}\n"
        "explanation: 까닭[^1]입니다.\n"
    )
}
MANY = {
    "exercises/two.yml": (
        "kind: choice\nquestion: 모두 고르십시오.\noptions:\n"
        "  - {text: 가, correct: true}\n  - {text: 나, correct: true}\n  - {text: 다}\n"
    )
}
PROMPT = {
    "exercises/three.yml": (
        "kind: prompt\nquestion: 쓰십시오.\nrubric: [적었습니다., '**굵게**']\nmodel_answer: |\n  [누구]에게 <씁니다>\n"
    )
}
ORDER = {
    "exercises/five.yml": (
        "kind: order\nquestion: 차례대로 놓으십시오.\nsteps: ['**하나**', 둘, 셋]\nexplanation: 까닭입니다.\n"
    )
}
MATCH = {
    "exercises/six.yml": (
        "kind: match\nquestion: 짝을 지으십시오.\npairs:\n  - {left: 요약, right: 줄이기}\n"
        "  - {left: 번역, right: 옮기기}\n  - {left: 간추림, right: 줄이기}\n"
    )
}
SCENARIO = {
    "exercises/seven.yml": (
        "kind: scenario\nquestion: 어떻게 하시겠습니까?\nsteps:\n"
        "  - name: ask\n    text: 물어 왔습니다.\n    decisions:\n"
        "      - {text: '**바로** 답한다.', consequence: 틀렸습니다., to: end}\n"
        "      - {text: 찾아본다., to: ask}\n"
        "  - {name: end, text: 마쳤습니다.}\n"
    )
}
CODE = {
    "exercises/eight.yml": (
        "kind: code\nquestion: 쓰십시오.\nstarter: a = 0\nsolution: a = 1 < 2\nchecks: assert a\n"
    )
}
REFLECT = {"exercises/four.yml": "kind: reflect\nquestion: 생각해 보십시오.\nhints: [하나, 둘]\n"}


def _directive(name: str) -> str:
    return f":::{{exercise}} {name}\n:::\n\n"


def test_a_choice_is_a_form_whose_answer_can_be_opened(show: Show) -> None:
    html = show(_directive("one"), files=CHOICE).html
    assert '<form class="sd-exercise sd-choice" id="exercise-one" data-exercise="one">' in html
    assert (
        '<h2 class="sd-exercise__title" id="exercise-one-title">'
        '<span class="sd-exercise__label">연습 1</span> 고르기</h2>' in html
    )
    assert (
        '<li data-correct="true"><label><input type="radio" name="exercise-one" value="0">' in html
    )
    assert '<div class="sd-feedback" hidden>맞습니다.</div>' in html
    assert "나 <b>다</b>" in html
    assert "<summary>정답과 풀이 보기</summary>" in html
    assert "<strong>맞음</strong>: <code>가</code>" in html


def test_a_choice_with_many_answers_has_boxes(show: Show) -> None:
    assert show(_directive("two"), files=MANY).html.count('type="checkbox"') == 3


def test_a_prompt_exercise_has_a_field_a_rubric_and_an_example(show: Show) -> None:
    html = show(_directive("three"), files=PROMPT).html
    assert '<label for="exercise-three-text">내가 쓴 프롬프트</label>' in html
    assert "<span><strong>굵게</strong></span>" in html
    assert "<summary>예시 프롬프트 보기</summary>" in html
    assert '<span class="sd-var" data-name="누구">[누구]</span>에게 &lt;씁니다&gt;' in html


def test_a_reflection_has_a_field_and_hints(show: Show) -> None:
    html = show(_directive("four"), files=REFLECT).html
    assert 'aria-describedby="exercise-four-note"' in html
    assert "여기에 쓴 글은 이 기기에만 남습니다." in html
    assert html.count("<li>") == 2


def test_steps_stand_in_another_order_and_each_knows_its_place(show: Show) -> None:
    html = show(_directive("five"), files=ORDER).html
    steps = re.findall(
        r'<li data-sign="\w{8}" data-place="(\d)">.*?"sd-arranged">(.*?)</span>', html
    )
    right = ["<strong>하나</strong>", "둘", "셋"]
    assert [text for _, text in steps] != right
    assert [text for _, text in sorted(steps)] == right
    assert "<ol>\n<li><strong>하나</strong></li>\n<li>둘</li>\n<li>셋</li>\n</ol>" in html


def test_pairs_stand_apart_and_each_left_knows_its_card(show: Show) -> None:
    html = show(_directive("six"), files=MATCH).html
    lefts, _, rights = html.partition('<ol class="sd-match__rights">')
    cards = dict(re.findall(r'<li data-sign="(\w{8})"><span class="sd-arranged">(.*?)<', rights))
    assert sorted(cards.values()) == ["옮기기", "줄이기"]
    pairs = re.findall(r'<li data-card="(\w{8})">.*?"sd-arranged">(.*?)</span>', lefts)
    assert {left: cards[card] for card, left in pairs} == {
        "요약": "줄이기",
        "번역": "옮기기",
        "간추림": "줄이기",
    }
    assert "<strong>간추림</strong>: 줄이기" in html


def test_all_steps_of_a_scenario_can_be_read_and_lead_on(show: Show) -> None:
    html = show(_directive("seven"), files=SCENARIO).html
    assert re.findall(r'class="sd-scenario__step" id="(.*?)"', html) == [
        "exercise-seven:1",
        "exercise-seven:2",
    ]
    assert re.findall(r'<li data-to="(\d)">.*?href="(.*?)">→ (.*?)<', html, re.DOTALL) == [
        ("2", "#exercise-seven:2", "장면 2"),
        ("1", "#exercise-seven:1", "장면 1"),
    ]
    assert '<p class="sd-scenario__name">장면 2 · 끝</p>' in html
    assert "<strong>바로</strong> 답한다." in html


def test_a_program_has_its_starter_a_field_and_a_solution_to_open(show: Show) -> None:
    html = show(_directive("eight"), files=CODE).html
    task, _, revealed = html.partition('<details class="sd-model-answer">')
    assert '<span class="n">a</span> <span class="o">=</span> <span class="mi">0</span>' in task
    assert '<label for="exercise-eight-text">내가 쓴 프로그램</label>' in task
    assert "<summary>풀이 보기</summary>" in revealed
    assert '<span class="o">&lt;</span>' in revealed
    assert '<span class="k">assert</span>' in revealed


def test_readers_find_what_exercises_ask_and_not_what_they_answer(show: Show) -> None:
    asked = {
        "one": (CHOICE, "무엇입니까?", "까닭"),
        "three": (PROMPT, "쓰십시오.", "씁니다"),
        "five": (ORDER, "차례대로 놓으십시오.", "까닭"),
        "six": (MATCH, "짝을 지으십시오.", "옮기기"),
        "seven": (SCENARIO, "어떻게 하시겠습니까?", "틀렸습니다."),
        "eight": (CODE, "쓰십시오.", "assert"),
    }
    for name, (files, question, answer) in asked.items():
        fragment = show(_directive(name), files=files).fragment
        (entry,) = fragment.index
        assert entry.text.startswith("연습 1")
        assert question in entry.text
        assert answer not in entry.text
        assert answer in fragment.html


def test_an_exercise_has_a_heading_below_that_of_its_section(show: Show) -> None:
    text = f"{_directive('four')}## 해 보기\n\n{_directive('one')}### 더\n\n{_directive('two')}"
    shown = show(text, files={**CHOICE, **MANY, **REFLECT})
    assert [(one.level, one.id, one.title) for one in shown.fragment.toc] == [
        (2, "exercise-four", "연습 1"),
        (2, "해-보기", "해 보기"),
        (3, "exercise-one", "연습 2 고르기"),
        (3, "더", "더"),
        (4, "exercise-two", "연습 3"),
    ]
    assert [one.is_exercise for one in shown.fragment.toc] == [True, False, True, False, True]
    assert '<h4 class="sd-exercise__title" id="exercise-two-title">' in shown.html


def test_exercises_are_numbered_and_their_ids_differ(show: Show) -> None:
    html = show(
        _directive("four") + _directive("one") + _directive("one"), files={**CHOICE, **REFLECT}
    ).html
    assert "연습 3" in html
    assert 'id="exercise-one-2" data-exercise="one"' in html
    ids = [part.partition('"')[0] for part in html.split(' id="')[1:]]
    assert len(ids) == len(set(ids))


def test_footnotes_of_an_exercise_are_its_own(show: Show) -> None:
    files = {
        "exercises/one.yml": CHOICE["exercises/one.yml"].replace(
            "까닭[^1]입니다.", '"까닭[^1]\\n\\n[^1]: 주"'
        )
    }
    html = show("본문[^1]\n\n[^1]: 본문의 주\n\n" + _directive("one"), files=files).html
    assert 'href="#fn:1"' in html
    assert 'id="exercise-one-explanation-fn:1"' in html


def test_an_exercise_that_could_not_be_loaded_leaves_a_gap(show: Show) -> None:
    assert show("가\n\n" + _directive("none") + "나\n").html == "<p>가</p>\n<p>나</p>\n"


def test_the_words_follow_the_language_of_the_programme(show: Show) -> None:
    html = show(_directive("four"), files=REFLECT, language="en").html
    assert "Exercise 1" in html
    assert "What you write here stays on this device." in html


def test_ids_in_an_option_are_given_once(show: Show) -> None:
    files = {
        "exercises/one.yml": CHOICE["exercises/one.yml"].replace(
            "나 <b>다</b>", "'![길](images/x.svg)'"
        ),
        "exercises/images/x.svg": (
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">'
            '<path id="p" stroke="currentColor"/></svg>'
        ),
    }
    html = show(_directive("one"), files=files).html
    assert 'id="exercise-one-options-1-text-svg1-p"' in html
    assert 'id="exercise-one-options-1-text-again-svg2-p"' in html


def test_links_of_an_exercise_begin_at_its_file(show: Show) -> None:
    files = {
        "exercises/four.yml": "kind: reflect\nquestion: '[글](../lessons/a/notebook.md) ![점](images/x.gif)'\n",
        "exercises/images/x.gif": GIF,
    }
    shown = show(_directive("four"), files=files)
    (asset,) = shown.fragment.assets
    assert re.fullmatch(r"a/[0-9a-f]{16}/x\.gif", asset.name)
    assert f'<a href="a.html">글</a> <img src="{asset.name}"' in shown.html
