"""The words that lessons themselves bring."""

from __future__ import annotations

import re

import source_words
from seodang.catalogue import catalogue
from seodang.rendering.directives import ADMONITION_TITLES

GAP = re.compile(r"\{(\w+)")


def test_every_word_has_its_korean_and_no_other_is_kept() -> None:
    said = source_words.sentences("rendering") | {title for title, _ in ADMONITION_TITLES.values()}
    assert sorted(catalogue("ko", "rendering")) == sorted(said)


def test_the_korean_fills_the_same_gaps() -> None:
    for english, korean in catalogue("ko", "rendering").items():
        assert set(GAP.findall(korean)) == set(GAP.findall(english)), english


def test_learners_never_meet_words_of_the_workshop() -> None:
    korean = " ".join(catalogue("ko", "rendering").values())
    assert not re.search(r"트랙|모듈|세션|동기화", korean)
