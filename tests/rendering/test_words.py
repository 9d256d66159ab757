"""The words that lessons themselves bring."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from seodang.catalogue import catalogue
from seodang.exercises import kinds
from seodang.rendering import directives, words

ROOMS = [Path(words.__file__).parent, Path(kinds.__file__).parent]
GAP = re.compile(r"\{(\w+)")


def _said() -> Iterator[str]:
    """Yield the msgids in the rooms' code and templates."""
    for file in chain.from_iterable(room.rglob("*.py") for room in ROOMS):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("words"):
                texts = (n for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant))
                yield from (str(text.value) for text in texts if isinstance(text.value, str))
    for file in chain.from_iterable(room.rglob("*.html") for room in ROOMS):
        yield from re.findall(r'words\("([^"]+)"', file.read_text("utf-8"))
    yield from (title for title, _ in directives.ADMONITION_TITLES.values())


def test_every_word_has_its_korean_and_no_other_is_kept() -> None:
    assert sorted(catalogue("ko", "rendering")) == sorted(set(_said()))


def test_the_korean_fills_the_same_gaps() -> None:
    for english, korean in catalogue("ko", "rendering").items():
        assert set(GAP.findall(korean)) == set(GAP.findall(english)), english


def test_learners_never_meet_words_of_the_workshop() -> None:
    korean = " ".join(catalogue("ko", "rendering").values())
    assert not re.search(r"트랙|모듈|세션|동기화", korean)
