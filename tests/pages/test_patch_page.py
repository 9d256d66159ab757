from __future__ import annotations

from dataclasses import replace

import pytest

from seodang.editions.site.patch_page import patch_page
from seodang.rendering.fragment import Fragment, Heading

OLD = Fragment("<p>글</p>", (Heading(2, "시작", "시작"),), (), ())
NEW = replace(OLD, html="<p>새 글</p>")


def test_new_content_stands_in_the_place_of_the_old() -> None:
    assert patch_page("<nav/><p>글</p></body>", OLD, NEW) == "<nav/><p>새 글</p></body>"


@pytest.mark.parametrize("page", ["", "<p>다른 글</p>", "<p>글</p><footer><p>글</p></footer>"])
def test_content_that_is_not_there_once_is_left_to_the_templates(page: str) -> None:
    assert patch_page(page, OLD, NEW) is None


@pytest.mark.parametrize("toc", [(), (Heading(3, "시작", "시작"),), (Heading(2, "시작", "끝"),)])
def test_other_headings_are_left_to_the_templates(toc: tuple[Heading, ...]) -> None:
    assert patch_page("<p>글</p>", OLD, replace(NEW, toc=toc)) is None


def test_content_where_there_was_none_is_left_to_the_templates() -> None:
    assert patch_page("<p>글</p>", replace(OLD, html=""), NEW) is None
