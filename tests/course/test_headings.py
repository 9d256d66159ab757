"""Headings get the addresses that GitHub gives them, with Hangul kept."""

from __future__ import annotations

import re
from pathlib import Path

import material
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seodang.documents.document import parsed
from seodang.documents.headings import OF_THE_PAGE, slug, slugs, title_of
from seodang.documents.markdown import markdown_reader
from seodang.documents.notebook import Cell, CellKind, Notebook
from seodang.editions.site.theme_defaults import THEME
from seodang.problems import Place


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


def test_a_heading_takes_no_id_of_a_page_s_own_part() -> None:
    titles = ["__config", "sd words", "SD 카드", "`__init__` 쓰기", "sd title", "sd title"]
    assert slugs(titles) == [
        *("__config-1", "sd-words-1", "sd-카드", "__init__-쓰기", "sd-title-1", "sd-title-2"),
    ]


def test_a_heading_takes_no_id_of_an_exercise_or_a_source_of_its_text() -> None:
    text = "## exercise a\n\n## source b\n\n## source c\n\n{source}`b`\n\n:::{exercise} a\n:::\n"
    cell = Cell(CellKind.MARKDOWN, text, Place("notebook.md"))
    contents = parsed("n", "", Notebook("notebook.md", "", (cell,))).contents
    assert contents.heading_ids() == ["exercise-a-1", "source-b-1", "source-c"]


def test_every_id_in_the_templates_of_a_page_is_known() -> None:
    folders = [THEME, Path(material.__file__).parent / "templates"]
    templates = [file for folder in folders for file in folder.rglob("*.html")]
    text = "".join(file.read_text("utf-8") for file in templates)
    fixed = set(re.findall(r'\bid="([^"{}]+)', text))
    assert "__config" in fixed
    assert "sd-words" in fixed
    # Those of a page that has no headings of a text.
    assert [
        one
        for one in sorted(fixed)
        if not OF_THE_PAGE.fullmatch(f"{one}x" if one.endswith("_") else one)
    ] == ["sd-letter-", "sd-part-", "source-"]


@given(st.lists(st.text(max_size=8), max_size=30))
def test_addresses_are_unique_whatever_the_titles(titles: list[str]) -> None:
    found = slugs(titles)
    assert len(set(found)) == len(titles)
    assert all(found)


def test_a_heading_shows_the_text_of_its_code_roles_and_emphasis() -> None:
    tokens = markdown_reader().parse("## *쓰기* `{a}` {term}`환각 <hallucination>`\n", {})
    assert title_of(tokens[1]) == "쓰기 {a} 환각"
