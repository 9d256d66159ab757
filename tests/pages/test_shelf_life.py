"""Until when a look at a source holds, and what readers are told afterwards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pytest

from pages.quiet_courses import lesson, page, published, quiet_course
from seodang.build_settings import Settings
from seodang.course.shelf_life import last_day
from seodang.editions.site.page_keys import setting_key
from seodang.editions.site.publication import OfTheDay, publication_of
from seodang.ids import SourceId
from seodang.pipeline import build

LAW = "law: {title: 법, url: 'https://example.org/', checked: 2026-01-31, shelf_life: %s}\n"


@pytest.mark.parametrize(
    ("checked", "months", "last"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2026-05-21", 6, "2026-11-21"),
        ("2026-12-31", 2, "2027-02-28"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-11-21", 0, "2026-11-21"),
        ("2026-11-21", 1_000_000, "9999-12-31"),
    ],
)
def test_months_end_on_the_same_day_or_with_the_month(checked: str, months: int, last: str) -> None:
    assert last_day(date.fromisoformat(checked), months) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("language", "months", "said"),
    [
        ("ko", "9 months", "2026년 1월 31일 확인 · 그 뒤로 내용이 바뀌었을 수 있습니다"),
        ("ko", "10 months", "2026년 1월 31일 확인"),
        ("en", "9 months", "checked on 2026-1-31 · may have changed since"),
    ],
)
def test_readers_are_told_when_a_source_is_to_be_checked_again(
    tmp_path: Path, language: str, months: str, said: str
) -> None:
    files = lesson("a", "첫 수업", "sources: [law]\n")
    root = quiet_course(tmp_path, {**files, "curriculum/sources.yml": LAW % months})
    programme = root / "curriculum/programme.yml"
    programme.write_text(programme.read_text("utf-8").replace("ko", language), "utf-8")
    published(root, "source-current")  # which says it to authors
    assert f'<span class="sd-quiet">{said}\n' in page(root, "lessons/a.html")


@dataclass(frozen=True, slots=True)
class MoreOfTheDay(OfTheDay):
    past: tuple[str, ...] = ()


def test_whatever_the_day_decides_is_part_of_the_key_of_all_pages(tmp_path: Path) -> None:
    settings = Settings(quiet_course(tmp_path, {}), date(2026, 11, 21))
    result = build(settings, lambda _: None, writes=False)
    documents, rendered = result.prepared.documents, result.outputs["site"].rendered
    publication = publication_of(documents, rendered, settings.store, settings.today)
    days = (
        MoreOfTheDay(()),
        MoreOfTheDay((SourceId("law"),)),
        MoreOfTheDay((), ("first-session",)),
    )
    assert len({setting_key(replace(publication, day=day)) for day in days}) == 3
