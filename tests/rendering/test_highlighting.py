"""Code is coloured as Pygments colours it, only sooner."""

from __future__ import annotations

import re
import sysconfig
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pygments.lexer import RegexLexer, bygroups, default
from pygments.lexers import get_lexer_by_name
from pygments.token import Keyword, Name, Text

from seodang.documents.myst import read_myst
from seodang.rendering.highlighting import highlighted
from seodang.rendering.joined_rules import quicken

ROOT = Path(__file__).parents[2]
JOINED = ("python", "ipython", "bash", "html", "sql", "css", "r")
ANY = (*JOINED, "json", "yaml", "text", "console", "javascript", "pycon")
PIECES = st.sampled_from(
    [*"가a1 \n\t\r*_`[](){}<>#-+|:;,.$^!\\/&\"'=~%@?\0", '"""', "'''", "f'", 'rb"', "{x!r:>{w}}",
     "%s", "def ", "class ", "from a import b", "match x:", "case _:", "lambda", "0x_1f", "1e5j", "\\N{DASH}",
     "%%html\n", "!ls\n", "print?", "$(", "${x}", "<<E\n", "\nE\n", "if [ 1 ]; then", "<a href='", "</a>",
     "<script>", "</script>", "<!--", "-->", "SELECT ", "/*", "*/", "--", ">>> ", "... ", '{"k": [1]}', "- k: |"]
)  # fmt: skip


@cache
def _lexers(language: str) -> tuple[Any, Any]:
    ours, theirs = (get_lexer_by_name(language, stripnl=False, ensurenl=False) for _ in range(2))
    quicken(ours)
    return ours, theirs


def _assert_same(code: str, language: str) -> None:
    ours, theirs = _lexers(language)
    assert list(ours.get_tokens_unprocessed(code)) == list(theirs.get_tokens_unprocessed(code))


def _codes_of_lessons() -> Iterator[str]:
    for path in sorted((ROOT / "lessons").glob("*/notebook.md")):
        notebook, _ = read_myst(path.read_text("utf-8"), path.name)
        yield from (cell.source for cell in notebook.cells)


@pytest.mark.parametrize("language", JOINED)
def test_these_languages_are_read_by_joined_rules(language: str) -> None:
    assert "get_tokens_unprocessed" in vars(_lexers(language)[0])


def test_no_group_of_a_rule_is_left_in_what_is_joined() -> None:
    for language in JOINED:
        find = _lexers(language)[0].get_tokens_unprocessed
        assert isinstance(find, partial)
        lexer, states = find.args
        joined = [
            part for state in lexer._tokens for part in states[state] if None not in part.rules
        ]
        assert joined
        assert all(part.match.__self__.groups == len(part.rules) for part in joined)


def test_code_of_the_lessons_has_the_tokens_of_pygments() -> None:
    for code in _codes_of_lessons():
        for language in ("ipython", "python", "bash", "html"):
            _assert_same(code, language)


def test_code_of_the_standard_library_has_the_tokens_of_pygments() -> None:
    modules = sorted(Path(sysconfig.get_path("stdlib")).glob("*.py"))[:100]
    assert len(modules) == 100
    for number, path in enumerate(modules):
        start = number * 100
        _assert_same(path.read_text("utf-8")[start : start + 8000], "python")


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40), st.sampled_from(ANY))
def test_any_text_has_the_tokens_of_pygments(pieces: list[str], language: str) -> None:
    _assert_same("".join(pieces), language)


class _Odd(RegexLexer):  # type: ignore[misc]  # Pygments has no types
    """Rules that cannot be joined between such that can, and every way to change state."""

    flags = re.IGNORECASE
    tokens: ClassVar[dict[str, list[Any]]] = {
        "root": [
            (r"(a)(b)?(?(2)c|d)", Keyword),
            (r"(?P<quote>['\"]).*?(?P=quote)", Name, ("twice", "twice")),
            (r"(x+)(y)\1", bygroups(Keyword, Name)),
            (r"(?s)[](].", Text, "twice"),
            (r"(?x) z  # (a comment)", Keyword, "#push"),
            (r"^q", Keyword, "#pop"),
            (r"[\](\\]w", Name),
        ],
        "twice": [(r"!", Keyword, "#pop:2"), (r"(?m)^m$", Name, "#push"), default("#pop")],
    }


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from("aAbcd'\"xyz](q!m\n \\w"), max_size=30))
def test_rules_that_cannot_be_joined_keep_their_place(code: str) -> None:
    ours = _Odd()
    quicken(ours)
    assert list(ours.get_tokens_unprocessed(code)) == list(_Odd().get_tokens_unprocessed(code))


@pytest.mark.parametrize("language", ["json", "yaml", "text", "console"])
def test_lexers_that_find_tokens_their_own_way_are_left_alone(language: str) -> None:
    assert "get_tokens_unprocessed" not in vars(_lexers(language)[0])


def test_a_language_nobody_knows_stays_plain() -> None:
    assert highlighted("a < b", "klingon") == (
        '<div class="highlight"><pre><code>a &lt; b</code></pre></div>'
    )
