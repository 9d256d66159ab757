"""docs/rules.md and the registry say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from seodang.rules import RULES, Scope, Severity

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
TEXT = PAGE.read_text("utf-8")
SECTIONS = dict(re.findall(r"^### `([^`]+)`\n(.*?)(?=^##|\Z)", TEXT, re.DOTALL | re.MULTILINE))
SEVERITIES = {Severity.ERROR: "오류", Severity.WARNING: "경고"}
SCOPES = {
    Scope(name): korean
    for korean, name in re.findall(r"^\| (\S.*) \*\((\w+)\)\* \|", TEXT, re.MULTILINE)
}


def test_every_rule_has_one_section_and_every_section_a_rule() -> None:
    assert sorted(re.findall(r"^### `([^`]+)`$", TEXT, re.MULTILINE)) == list(RULES)


def test_the_page_explains_every_scope() -> None:
    assert set(SCOPES) == set(Scope)


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_says_how_much_its_rule_weighs_and_where_it_looks(name: str) -> None:
    rule = RULES[name]
    korean = f"{SEVERITIES[rule.severity]} · {SCOPES[rule.scope]}"
    assert SECTIONS[name].startswith(f"{korean} *({rule.severity}, {rule.scope})*\n\n")


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_has_the_truth_in_both_languages_the_reason_and_an_example(name: str) -> None:
    _, truth, rest = SECTIONS[name].split("\n\n", 2)
    assert re.search(r"[가-힣].*\. \*[A-Z].*\.\*$", truth), truth
    assert rest.startswith("왜: ")
    assert "```" in rest
    assert rest.index("틀림") < rest.index("맞음")
