from __future__ import annotations

from datetime import date

import pytest

import source_words
from seodang.catalogue import catalogue
from seodang.editions.site.collation import in_order, initial
from seodang.editions.site.site_words import Licence, Words


def test_every_word_of_the_site_has_its_korean() -> None:
    said = source_words.sentences("site")
    assert len(said) > 80
    assert sorted(said - set(catalogue("ko", "site"))) == []


def test_no_korean_is_left_of_a_word_that_the_site_no_longer_says() -> None:
    written = source_words.templates("editions/site")
    said = source_words.words()
    korean = catalogue("ko", "site")
    assert [word for word in korean if word not in said and f'"{word}"' not in written] == []


@pytest.mark.parametrize(
    ("minutes", "said"), [(40, "40분"), (60, "1시간"), (130, "2시간 10분"), (5, "5분")]
)
def test_durations_are_said_in_hours_from_one_hour_on(minutes: int, said: str) -> None:
    assert Words("ko").duration(minutes) == said


def test_a_day_is_said_as_koreans_say_it() -> None:
    assert Words("ko").day(date(2026, 11, 21)) == "2026년 11월 21일"


@pytest.mark.parametrize(
    ("when", "said"),
    [("2024", "2024년"), ("2024-05", "2024년 5월"), ("2024-05-08", "2024년 5월 8일")],
)
def test_what_is_known_of_a_publication_day_is_said(when: str, said: str) -> None:
    assert Words("ko").published(when) == said


def test_a_language_without_words_falls_back_to_english() -> None:
    assert Words("xx").duration(130) == "2 h 10 min"


def test_a_creative_commons_licence_leads_to_its_deed() -> None:
    deed = "https://creativecommons.org/licenses/by-nc-sa/4.0/deed.ko"
    assert Words("ko").licence("CC-BY-NC-SA-4.0") == Licence("CC BY-NC-SA 4.0", deed)
    assert Words("ko").licence("Apache-2.0") == Licence("Apache-2.0")


def test_korean_files_hangul_before_latin_letters_and_signs_last() -> None:
    words = ["환각", "AI", "가려내기", "까닭", "나눔", "alt", "1인칭"]
    groups = in_order(words, str, "ko")
    assert groups == [
        ("ㄱ", ["가려내기", "까닭"]),
        ("ㄴ", ["나눔"]),
        ("ㅎ", ["환각"]),
        ("A", ["AI", "alt"]),
        ("#", ["1인칭"]),
    ]


def test_other_languages_look_past_accents_and_case() -> None:
    assert in_order(["Zahl", "Übung", "umfang", "Ärger"], str, "de") == [
        ("A", ["Ärger"]),
        ("U", ["Übung", "umfang"]),
        ("Z", ["Zahl"]),
    ]


def test_a_doubled_consonant_is_filed_under_the_single_one() -> None:
    assert initial("쓰기") == "ㅅ"
