"""Where links lead: what readers use passes, whatever starts a program is told."""

from __future__ import annotations

import pytest

from seodang.course.addresses import foreign_scheme
from showing import Show

OUTSIDE = [
    "https://example.org/",
    "HTTP://example.org/",
    "mailto:kim@example.org?subject=a",
    "tel:+82-2-123-4567",
    "sms:01012345678",
]
FOREIGN = [
    "javascript:alert(1)",
    "JaVa\tScRiPt:alert(1)",
    "\x01javascript:alert(1)",
    " data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "C:/Users/kim/a.csv",
    "ms-msdt:/id x",
    "intent://scan/#Intent;scheme=zxing;end",
    "search-ms:query=x",
    "view-source:https://example.org/",
    "feed:https://example.org/",
    "jar:https://example.org/a.jar!/x",
    "blob:https://example.org/x",
    "about:blank",
    "ws://example.org/",
    "ftp://example.org/",
    "itms-services://?action=x",
    "kakaotalk://x",
    "//evil.example/x",
    "\\\\evil.example\\share",
    "/\\evil.example/x",
]


@pytest.mark.parametrize(
    "address", [*OUTSIDE, "a.html", "../b/notebook.md#c:d", "#a:b", "?a:b", ""]
)
def test_what_readers_use_passes(address: str) -> None:
    assert foreign_scheme(address) is None


@pytest.mark.parametrize("address", FOREIGN)
def test_all_else_does_not(address: str) -> None:
    assert foreign_scheme(address)


@pytest.mark.parametrize(
    "address", [one for one in FOREIGN if one.isprintable() and not set(one) & {" ", "\\"}]
)
def test_no_such_link_is_on_a_page_from_prose_html_or_outputs(show: Show, address: str) -> None:
    cell = "```{code-cell} ipython3\nx\n```\n"
    outputs = [
        {"output_type": "display_data", "data": {kind: text}, "metadata": {}}
        for kind, text in {
            "text/html": f'<a href="{address}">여기</a>',
            "text/markdown": f"[여기](<{address}>)",
        }.items()
    ]
    prose = f'[여기](<{address}>)\n\n<a href="{address}">여기</a>\n\n{cell}'
    shown = show(prose, {1: outputs})
    assert "href=" not in shown.html
    told = [problem.rule for problem in shown.problems]
    assert len(told) >= 2, told


def test_a_link_to_the_web_stays_in_an_output(show: Show) -> None:
    cell = "```{code-cell} ipython3\nx\n```\n"
    data = {"text/html": "".join(f'<a href="{address}">x</a>' for address in OUTSIDE)}
    output = {"output_type": "display_data", "data": data, "metadata": {}}
    shown = show(cell, {1: [output]})
    assert shown.html.count("href=") == len(OUTSIDE)
    assert not shown.problems
