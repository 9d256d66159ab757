"""Headings get the addresses that GitHub gives them, with Hangul kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seodang.documents.headings import slug, slugs, title_of
from seodang.documents.markdown import markdown_reader


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("시작", "시작"),
        ("AI로 글쓰기, 일의 핵심", "ai로-글쓰기-일의-핵심"),
        ("C# & C++", "c--c"),
        ("1.2 다음_단계", "12-다음_단계"),
        ("“따옴표”", "따옴표"),
        ("!!!", "section"),
        ("Tiếng Việt", "tiếng-việt"),
        ("ภาษาไทย", "ภาษาไทย"),
    ],
)
def test_a_title_becomes_an_address(title: str, address: str) -> None:
    assert slug(title) == address


def test_equal_titles_get_numbers_that_do_not_meet_other_titles() -> None:
    assert slugs(["정리", "정리", "정리-1", "정리"]) == ["정리", "정리-1", "정리-1-1", "정리-2"]


@given(st.lists(st.text(max_size=8), max_size=30))
def test_addresses_are_unique_whatever_the_titles(titles: list[str]) -> None:
    found = slugs(titles)
    assert len(set(found)) == len(titles)
    assert all(found)


def test_a_heading_shows_the_text_of_its_code_roles_and_emphasis() -> None:
    tokens = markdown_reader().parse("## *쓰기* `{a}` {term}`환각 <hallucination>`\n", {})
    assert title_of(tokens[1]) == "쓰기 {a} 환각"
