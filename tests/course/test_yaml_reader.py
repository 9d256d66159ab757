"""YAML as authors mean it, and their slips explained where they are."""

from __future__ import annotations

from itertools import pairwise

import pytest
import yaml

from seodang.files.yaml_reader import compose, core_scalar, read_yaml
from seodang.problems import Place

# A text, the line and column of its mistake, and a part of what is said about it.
SLIPS = {
    "title： 제목\nsummary： 요약\n": (1, 6, "full-width"),
    "title: 제목\nsummary： 요약\nformat: class\n": (2, 8, "full-width"),
    "title: 제목\nsummary： 요약\n": (2, 8, "full-width"),
    "title:제목\nsummary: 요약\n": (1, 7, "a space is missing"),
    "title: 제목\nminutes:50\n": (2, 9, "a space is missing"),
    "title:\u3000제목\nsummary: 요약\n": (1, 7, "looks like a space"),
    "contact:\n\u00a0\u00a0email: a\n": (2, 1, "looks like a space"),
    "\u200btitle: x\n": (1, 1, "U+200B"),
    "a: x\nb: y\x07z\n": (2, 5, "U+0007"),
    "a: 1\nb: \ufeffx\n": (2, 4, "U+FEFF"),
    'title: "AI" 시대\n': (1, 8, "goes on after the quote"),
    "title: 'It's'\n": (1, 8, "goes on after the quote"),
    "title: [임시] 제목\n": (1, 8, "begins with a bracket"),
    'title: "안녕\nsummary: y\n': (1, 8, "never closed"),
    "a: [x, y\nb: z\n": (1, 4, "never closed"),
    "a: {x: y\nb: z\n": (1, 4, "never closed"),
    "title: 하나: 둘\n": (1, 10, "a second colon"),
    "title: “하나: 둘”\n": (1, 8, "not a quote"),
    "title: *중요*\n": (1, 8, "cannot begin with *"),
    "title: & 그리고\n": (1, 8, "cannot begin with *"),
    "title: @모두\n": (1, 8, "cannot begin with this"),
    'a: "C:\\길"\n': (1, 7, "backslash"),
    "contact:\n\temail: x\n": (2, 1, "tab"),
    "title: x\n summary: y\n": (2, 2, "indented more"),
    "contact:\n    email: x\n  form: y\n": (3, 3, "not all indented alike"),
    "a:\n  - x\n - y\n": (3, 2, "not all indented alike"),
    "a: - x\n": (1, 4, "cannot begin here"),
    "a: |x\n  y\n": (1, 5, "on the line of |"),
    "a: 1\n---\nb: 2\n": (2, 1, "second document"),
    "a: 1\n...\nb: 2\n": (3, 1, "second document"),
    "a:\n  b: 1\n  b: 2\n": (3, 3, "second time"),
    "😀가: 1\n😀가: 2\n": (2, 1, "second time"),
    "? [a]\n: b\n": (1, 3, "plain text"),
    "a: !!int 3\n": (1, 4, "'!!int' is a YAML tag"),
    "a: &x 1\nb: *x\n": (1, 4, "anchor"),
    "# 주석\n": (1, 1, "is empty"),
    "---\n": (1, 1, "is empty"),
    "~\n": (1, 1, "is empty"),
    "": (1, 1, "is empty"),
}


@pytest.mark.parametrize("text", SLIPS)
def test_a_slip_is_explained_where_it_is(text: str) -> None:
    line, column, words = SLIPS[text]
    value, problems = read_yaml(text, "a.yml")
    assert [(p.where, words in str(p.message)) for p in problems] == [
        (Place("a.yml", line, column), True)
    ], problems
    assert not problems or all(str(problem.fix) for problem in problems)
    assert value is None or isinstance(value, dict)


@pytest.mark.parametrize("text", SLIPS)
def test_both_parsers_give_the_same_place_and_words(text: str) -> None:
    assert compose(text, "a.yml", yaml.SafeLoader)[1] == compose(text, "a.yml", yaml.CSafeLoader)[1]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("14:00", "14:00"),
        ("no", "no"),
        ("yes", "yes"),
        ("010", 10),
        ("0o10", 8),
        ("0x1F", 31),
        ("1_000", "1_000"),
        ("2026-11-21", "2026-11-21"),
        ("true", True),
        ("~", None),
        ("-.inf", float("-inf")),
        ("1e3", 1000.0),
        ("9" * 5000, "9" * 5000),
        ("1.0.4", "1.0.4"),
    ],
)
def test_a_plain_scalar_means_what_yaml_1_2_says(written: str, meant: object) -> None:
    assert core_scalar(written) == meant
    assert type(core_scalar(written)) is type(meant)


def test_a_quoted_scalar_is_always_text() -> None:
    assert read_yaml("a: '50'\nb: \"true\"\nc: |\n  1\n", "a.yml") == (
        {"a": "50", "b": "true", "c": "1\n"},
        [],
    )


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "{a: " * 100_000,
        "- " * 100_000 + "x",
        "".join(" " * depth + "a:\n" for depth in range(1200)),
        "[" * 50 + "]" * 50,
    ],
    ids=["brackets", "braces", "lists on a line", "indentation", "closed"],
)
def test_bottomless_nesting_is_a_problem_and_no_crash(text: str) -> None:
    _, problems = read_yaml(text, "a.yml")
    assert [str(problem.message) for problem in problems] == ["'a.yml' is nested too deeply"]


def test_a_thousand_aliases_of_aliases_are_refused_before_they_unfold() -> None:
    layers = "".join(f"{b}: &{b} [*{a}, *{a}]\n" for a, b in pairwise("abcdefghi"))
    _, problems = read_yaml("a: &a [x]\n" + layers, "a.yml")
    assert [problem.rule for problem in problems] == ["yaml-no-anchors"]


def test_signs_that_break_lines_only_in_yaml_do_not_shift_places() -> None:
    _, problems = read_yaml("a: x\u2028y\nb: z\nb: z\n", "a.yml")
    assert [problem.where for problem in problems] == [Place("a.yml", 3, 1)]


def test_every_mistake_that_can_be_read_past_is_reported_at_once() -> None:
    _, problems = read_yaml("a: 1\na: 2\nb:\n  c: 1\n  c: 2\n", "a.yml")
    assert [problem.where for problem in problems] == [Place("a.yml", 2, 1), Place("a.yml", 5, 3)]


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (r"\0", "U+0000"),
        (r"\e[2J", "U+001B"),
        (r"\x1b]52;c;x\a", "U+001B"),
        (r"\u202e", "U+202E"),
        (r"\U0000202e", "U+202E"),
        (r"\N", "U+0085"),
        (r"\x9b31m", "U+009B"),
    ],
)
@pytest.mark.parametrize("frame", ['title: "가 {}"', '"가{}나": 다', 'title: [나, {{다: "{}"}}]'])
def test_an_escape_hides_no_sign(frame: str, written: str, code: str) -> None:
    _, problems = read_yaml(frame.format(written) + "\n", "a.yml")
    assert [problem.rule for problem in problems] == ["yaml-no-invisible"]
    assert f"({code})" in str(problems[0].message)


def test_escapes_of_what_everybody_sees_are_text() -> None:
    value, problems = read_yaml(r'title: "가\t\u200d\n\"나\" \\ \xe9"', "a.yml")
    assert (value, problems) == ({"title": '가\t\u200d\n"나" \\ é'}, [])
