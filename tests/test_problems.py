from __future__ import annotations

import pytest

from seodang.problems import Message, say


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("수업", "수업이"),
        ("차례", "차례가"),
        ("lesson", "lesson이"),
        ("a", "a가"),
        ("7", "7이"),
        ("2", "2가"),
        ("'수업'", "'수업'이"),
        ("…", "…가"),
        ("writing", "writing이"),
        ("a.png", "a.png가"),
    ],
)
def test_the_particle_fits_the_word_before_it(word: str, expected: str) -> None:
    assert say("{word}{word:이/가}", word=word).in_words_of({}) == word + expected[-1]


@pytest.mark.parametrize(("word", "particle"), [("서울", "로"), ("부산", "으로"), ("1", "로")])
def test_a_word_that_ends_in_rieul_takes_ro(word: str, particle: str) -> None:
    assert str(say("{word:으로/로}", word=word)) == particle


def test_a_message_speaks_the_catalogue_s_language() -> None:
    message = say("lesson '{lesson}' is gone", lesson="a")
    assert str(message) == "lesson 'a' is gone"
    translated = message.in_words_of({"lesson '{lesson}' is gone": "수업 '{lesson}'이 없습니다"})
    assert translated == "수업 'a'이 없습니다"


def test_a_reason_within_a_sentence_speaks_that_language_too() -> None:
    message = say("it stopped ({reason})", reason=say("exit {code}", code=3))
    assert str(message) == "it stopped (exit 3)"
    korean = {"it stopped ({reason})": "멈추었습니다({reason})", "exit {code}": "종료 코드 {code}"}
    assert message.in_words_of(korean) == "멈추었습니다(종료 코드 3)"


def test_a_gap_without_its_word_is_a_mistake_of_the_engine() -> None:
    with pytest.raises(KeyError):
        str(Message("{missing}"))
