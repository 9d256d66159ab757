"""Every sentence for authors exists in Korean, with the same gaps."""

from __future__ import annotations

import re

import polib

import source_words
from seodang.problems import say
from seodang.rules import Severity

CATALOGUE = polib.pofile(str(source_words.SOURCE / "locale" / "ko" / "messages.po"))
KOREAN = {entry.msgid: entry.msgstr for entry in CATALOGUE}
GAP = re.compile(r"\{(\w+)(?::([^/{}]+)/([^/{}]+))?\}")
PARTICLES = {
    ("이", "가"),
    ("은", "는"),
    ("을", "를"),
    ("과", "와"),
    ("으로", "로"),
    ("이라는", "라는"),
    ("이라고", "라고"),
}


def test_every_sentence_of_the_source_is_translated() -> None:
    said = source_words.sentences() | {str(severity) for severity in Severity} | {"fix:"}
    assert sorted(said - {msgid for msgid, text in KOREAN.items() if text}) == []


def test_no_translation_is_left_of_a_sentence_that_is_gone() -> None:
    said = source_words.words()
    assert sorted(set(KOREAN) - said) == []


def test_a_translation_has_the_gaps_of_its_sentence() -> None:
    assert [m for m, text in KOREAN.items() if _gaps(m) != _gaps(text)] == []


def _gaps(sentence: str) -> set[str]:
    return {gap[1] for gap in GAP.finditer(sentence)}


def test_particles_stand_right_behind_the_word_they_follow() -> None:
    chosen = [(text, gap) for text in KOREAN.values() for gap in GAP.finditer(text) if gap[2]]
    assert [text for text, gap in chosen if (gap[2], gap[3]) not in PARTICLES] == []
    assert [
        text
        for text, gap in chosen
        if not re.search(rf"\{{{gap[1]}\}}[^가-힣\s]*$", text[: gap.start()])
    ] == []


def test_the_particle_fits_the_word_before_it() -> None:
    sentence = say("the key '{key}' is missing", key="minutes")
    assert sentence.in_words_of(KOREAN) == "'minutes' 키가 없습니다"
    missing = say("the lesson '{name}' does not exist", name="draft-mail")
    assert missing.in_words_of(KOREAN) == "수업 'draft-mail'이 없습니다"
