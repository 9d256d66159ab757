"""Every rule is in one registry, is used, and is provoked by a test."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import source_words
from bad_inputs.doubtful import DOUBTFUL
from bad_inputs.elsewhere import ELSEWHERE, Elsewhere
from bad_inputs.mistakes import MISTAKES, UNSUPPORTED, WARNED
from seodang.checks.registry import COURSE_CHECKS, PASSAGE_CHECKS, TEXT_CHECKS
from seodang.inspection.inspect import PAGE_CHECKS
from seodang.problems import Place, Problem, say
from seodang.rules import RULES, Scope, Severity

TESTS = Path(__file__).parents[1]


def test_the_rules_are_sorted_and_have_names_in_kebab_case() -> None:
    assert list(RULES) == sorted(RULES)
    assert all(source_words.RULE_NAME.fullmatch(name) for name in RULES)


def test_the_registry_holds_the_rules_that_the_source_names_and_no_others() -> None:
    assert sorted(source_words.rule_names()) == list(RULES)


def test_a_problem_weighs_what_its_rule_says_unless_it_is_told_otherwise() -> None:
    problem = Problem("exercise-used", Place("a.yml"), say("…"), say("…"))
    assert problem.severity is Severity.WARNING
    assert not problem.is_error
    broken = Problem("notebook-valid", Place("a.ipynb"), say("…"), say("…"))
    assert broken.is_error
    assert broken.as_warning().severity is Severity.WARNING
    assert problem.as_error().is_error


def test_a_problem_of_no_rule_is_a_mistake_of_the_engine() -> None:
    with pytest.raises(ValueError, match="no rule is called 'exercise-usd'"):
        Problem("exercise-usd", Place("a.yml"), say("…"), say("…"))


def test_a_check_looks_where_its_rule_says() -> None:
    ways = dict.fromkeys(PAGE_CHECKS, Scope.PAGE) | dict.fromkeys(TEXT_CHECKS, Scope.TEXT)
    ways |= dict.fromkeys(PASSAGE_CHECKS, Scope.TEXT) | dict.fromkeys(COURSE_CHECKS, Scope.COURSE)
    assert {name: RULES[name].scope for name in ways} == ways


def test_every_rule_is_provoked_by_a_mistake_or_elsewhere_but_not_by_both() -> None:
    mistakes = (*MISTAKES, *UNSUPPORTED, *WARNED, *DOUBTFUL)
    table = {re.findall(r" \[([a-z0-9-]+)\] ", mistake.problem)[0] for mistake in mistakes}
    elsewhere = [rule for place in ELSEWHERE for rule in place.rules]
    assert sorted([*table, *elsewhere]) == list(RULES)


@pytest.mark.parametrize("place", ELSEWHERE, ids=lambda place: place.test)
def test_the_test_that_provokes_a_rule_is_there_and_names_it(place: Elsewhere) -> None:
    lines = (TESTS / place.file).read_text("utf-8")
    named = [node for node in ast.parse(lines).body if isinstance(node, ast.FunctionDef)]
    [test] = [node for node in named if node.name == place.test]
    texts = {part.value for part in ast.walk(test) if isinstance(part, ast.Constant)}
    said = " ".join(text for text in texts if isinstance(text, str))
    assert [rule for rule in place.rules if not re.search(rf"\b{rule}\b", said)] == []
