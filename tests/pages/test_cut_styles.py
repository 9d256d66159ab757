from __future__ import annotations

from pathlib import Path

import pytest

from pages.quiet_courses import published, quiet_course
from seodang.editions.site.cut_styles import cut_styles
from seodang.editions.site.theme_defaults import ASSETS, LATER, SCRIPTS, STYLES

WORDS = frozenset({"card", "main", "data-look"})


@pytest.mark.parametrize(
    ("sheet", "kept"),
    [
        ("p{color:red}", "p{color:red}"),
        (".card{a:b}.gone{a:b}", ".card{a:b}"),
        (".card,.gone,p>.card:hover{a:b}", ".card,p>.card:hover{a:b}"),
        ("#main a[href]{a:b}#other a{a:b}", "#main a[href]{a:b}"),
        (".card:not(.gone){a:b}", ".card:not(.gone){a:b}"),
        (":is(.card,.gone) p{a:b}", ""),
        ("[data-look=x]{a:b}[data-other]{a:b}", "[data-look=x]{a:b}"),
        ("@media print{.gone{a:b}.card{a:b}}", "@media print{.card{a:b}}"),
        ("@media print{.gone{a:b}}", ""),
        ("@media print{@supports (a:b){.card{a:b}}}", "@media print{@supports (a:b){.card{a:b}}}"),
        ("@keyframes x{to{a:b}}", "@keyframes x{to{a:b}}"),
        ("/* words */p{a:b}", "p{a:b}"),
    ],
)
def test_a_rule_stays_if_every_name_in_it_is_a_word(sheet: str, kept: str) -> None:
    assert cut_styles(sheet, WORDS) == kept


def test_custom_properties_stay_as_long_as_somebody_asks_for_them() -> None:
    sheet = ":root{--a:1;--b:var(--c);--c:2;--d:3;--e:4}p{color:var(--b)}"
    kept = cut_styles(sheet, WORDS, [".card{color:var( --e , red)}"])
    assert kept == ":root{--b:var(--c);--c:2;--e:4}p{color:var(--b)}"


def test_what_only_unused_properties_ask_for_goes_with_them() -> None:
    assert cut_styles(":root{--a:var(--b);--b:url(x)}p{a:b}", WORDS) == "p{a:b}"


def test_a_partners_template_and_style_sheet_have_what_they_ask_for(tmp_path: Path) -> None:
    plain = published(quiet_course(tmp_path / "plain", {}))
    assert ".md-button" not in _style(plain)
    assert "--md-annotation-icon" not in _style(plain)
    partners = {
        "theme/home.html": '{% extends "main.html" %}{% block content %}<h1 id="sd-title">a</h1>'
        '<a class="md-button" href="tracks/first.html">a</a>{% endblock %}',
        "theme/own.css": "h1 { background: var(--md-annotation-icon) }",
    }
    own = published(quiet_course(tmp_path / "own", partners))
    assert ".md-button{" in _style(own)
    assert "--md-annotation-icon:" in _style(own)


def _style(site: Path) -> str:
    return (site / "assets/seodang/site.css").read_text("utf-8")


def test_every_part_of_the_style_sheet_and_the_script_is_put_into_them() -> None:
    assert sorted(file.name for file in ASSETS.iterdir()) == sorted([*STYLES, *SCRIPTS, *LATER])


def test_no_text_of_a_script_runs_over_several_lines() -> None:
    """Since distances at the beginning of lines are left out of the one script."""
    lines = [
        (name, line)
        for name in (*SCRIPTS, *LATER)
        for line in (ASSETS / name).read_text("utf-8").split("\n")
    ]
    assert [where for where in lines if where[1].count("`") % 2] == []
