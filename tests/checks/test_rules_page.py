"""docs/rules.md and the code say the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import source_words
from seodang.checks.rules import RULES

PAGE = Path(__file__).parents[2] / "docs" / "rules.md"
SECTIONS = dict(
    re.findall(
        r"^### `([^`]+)`\n(.*?)(?=^##|\Z)", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    )
)


def test_every_rule_that_can_be_reported_has_a_section() -> None:
    assert sorted((source_words.rule_names() | set(RULES)) - set(SECTIONS)) == []


def test_every_section_is_about_a_rule_in_the_code() -> None:
    assert sorted(set(SECTIONS) - source_words.words()) == []


@pytest.mark.parametrize("name", SECTIONS)
def test_a_section_has_the_truth_in_both_languages_the_reason_and_an_example(name: str) -> None:
    truth, _, rest = SECTIONS[name].partition("\n\n")
    assert re.search(r"[가-힣].*\. (\([가-힣]+\) )?\*[A-Z].*\.( \(Warning\))?\*$", truth), truth
    assert rest.startswith("왜: ")
    assert "```" in rest
    assert rest.index("틀림") < rest.index("맞음")


def test_the_name_of_every_rule_is_in_kebab_case() -> None:
    assert all(source_words.RULE_NAME.fullmatch(name) for name in SECTIONS)
