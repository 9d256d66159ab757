"""Which tables a phone shows as lists, and what their cells then say."""

from __future__ import annotations

import pandas as pd
import pytest

from seodang.rendering.tables import with_labels
from showing import Show

LONG = "들어온 문의를 담당자별로 나누기, 영수증에서 날짜와 금액 찾기, 사진 고르기"
LATIN = "twenty letters and ten in Latin"


def markdown(*rows: tuple[str, ...]) -> str:
    head, *body = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([head, "|" + "---|" * len(rows[0]), *body])


def test_cells_of_a_table_of_words_tell_their_column(show: Show) -> None:
    html = show(markdown(("", "가려내는 **일**"), ("보기", LONG))).html
    assert "<table data-sd-list>" in html
    assert f'<td data-label="가려내는 일">{LONG}</td>' in html
    assert "<td>보기</td>" in html  # the corner has no name


@pytest.mark.parametrize(
    "rows",
    [
        (("가", "나", "다"), ("짧은 글", "짧은 글", "짧은 글")),
        (("가", "나"), (LATIN[:30], "짧은 글")),
        (("지역", "2024년", "2025년"), ("서울", "1,204,119.25 (+3.0 %)", "1,204,119.25 (-2.1 %)")),
        (("하나뿐인 칸",), (LONG,)),
    ],
)
def test_short_words_and_numbers_stay_a_table(
    show: Show, rows: tuple[tuple[str, ...], ...]
) -> None:
    html = show(markdown(*rows)).html
    assert "data-" not in html


def test_three_lines_of_a_phone_are_the_limit(show: Show) -> None:
    for count, is_list in ((20, False), (21, True)):
        html = show(markdown(("가", "나", "다"), ("가", "나", "글" * count))).html
        assert ("data-sd-list" in html) == is_list


def test_a_table_written_as_a_list_tells_its_columns(show: Show) -> None:
    text = f":::{{list-table}} 제목\n:header-rows: 1\n:stub-columns: 1\n\n* - 이름\n  - 하는 일\n* - 가\n  - {LONG}\n:::\n"
    html = show(text).html
    assert '<th scope="row" data-label="이름">' in html
    assert '<td data-label="하는 일">' in html


def test_without_names_of_columns_a_table_stays_one(show: Show) -> None:
    text = f":::{{list-table}}\n* - 가\n  - {LONG}\n:::\n"
    assert "data-" not in show(text).html


CELL = "```{code-cell} ipython3\nframe\n```\n"


def frame(found: pd.DataFrame, show: Show) -> str:
    data = {"text/html": found._repr_html_()}
    output = {"output_type": "execute_result", "data": data, "metadata": {}}
    return show(CELL, {1: [output]}).html


def test_a_table_of_pandas_tells_its_columns(show: Show) -> None:
    html = frame(pd.DataFrame({"지역": ["서울"], "의견": [LONG]}), show)
    assert "<table data-sd-list>" in html
    assert "<th>0</th>" in html
    assert f'<td data-label="의견">{LONG}</td>' in html


def test_the_index_of_pandas_has_its_name(show: Show) -> None:
    html = frame(pd.DataFrame({"의견": [LONG]}, index=pd.Index(["서울"], name="지역")), show)
    assert '<th data-label="지역">서울</th>' in html
    assert f'<td data-label="의견">{LONG}</td>' in html


def test_numbers_of_pandas_scroll(show: Show) -> None:
    found = pd.DataFrame({f"{year}년": [1204119.253071] for year in range(2010, 2026)})
    assert "data-" not in frame(found, show)


def test_cells_that_span_others_have_no_single_column(show: Show) -> None:
    columns = pd.MultiIndex.from_tuples([("의견", "처음"), ("의견", "다음")])
    assert "data-" not in frame(pd.DataFrame([[LONG, LONG]], columns=columns), show)


def test_names_are_written_so_that_they_stay_names() -> None:
    table = f'<table><tr><th>"가" &lt;b&gt;</th><th>나</th></tr><tr><td title="a>b">{LONG}</td><td>나</td></tr></table>'
    labelled = with_labels(table)
    assert f'<td title="a>b" data-label="&quot;가&quot; &lt;b&gt;">{LONG}</td>' in labelled


def test_a_table_within_a_table_is_left_alone() -> None:
    inner = f"<table><tr><th>가</th><th>나</th></tr><tr><td>{LONG}</td><td>다</td></tr></table>"
    outer = f"<table><tr><th>가</th><th>나</th></tr><tr><td>{inner}</td><td>다</td></tr></table>"
    assert with_labels(outer) == outer
