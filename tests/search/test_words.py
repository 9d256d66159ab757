"""What a word is found by; the browser's half of the specification runs the same vectors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from seodang.search.words import bucket, forms, grams, is_spelt, skeletons, tokens, words

VECTORS = Path(__file__).with_name("vectors.json")


def found_by(asked: str, written: str) -> bool:
    """Whether a word finds another: all tokens of one of its forms are among the other's."""
    there = {token for word in words(written) for token in tokens(word)}
    return all(any({*grams(one)} <= there for one in forms(word)) for word in words(asked))


@pytest.mark.parametrize(
    ("asked", "written"),
    [
        ("보고서", "보고서를 감사보고서는"),
        ("보고서를", "감사보고서는"),
        ("그래프", "막대그래프"),
        ("개인 정보", "개인정보를"),
        ("먹다", "먹었습니다"),
        ("먹었습니다", "먹는 사람"),
        ("불러오다", "불러와서"),
        ("불러와서", "불러오는"),
        ("고치다", "고쳤습니다"),
        ("고칠까요", "고쳐 쓰기"),
        ("지우기", "지워야 합니다"),
        ("돕다", "도와 주었습니다"),
        ("도울", "돕습니다"),
        ("듣고", "들어 보세요"),
        ("고르는", "골라 주세요"),
        ("만들어", "만드는 일"),
        ("검색해도", "검색합니다"),
        ("돈이", "돈을"),
        ("전문가를", "전문가"),
        ("AI", "AI로"),
    ],
)
def test_a_word_is_found_in_another_form(asked: str, written: str) -> None:
    assert found_by(asked, written)


@pytest.mark.parametrize(
    ("asked", "written"), [("후원", "원후"), ("보고서", "고서"), ("먹다", "벅벅"), ("ai", "air")]
)
def test_another_word_is_not_found(asked: str, written: str) -> None:
    assert not found_by(asked, written)


def test_a_slip_in_one_jamo_leaves_the_consonants_or_the_vowels() -> None:
    assert skeletons("환각") == ("ㅎㄱ", "ㅘㅏ")
    assert skeletons("환긱")[0] == skeletons("환각")[0]
    assert skeletons("완각")[1] == skeletons("환각")[1]
    assert is_spelt("환각")
    assert not is_spelt("시에")  # 두 시에
    assert not is_spelt("돈")


def vectors() -> dict[str, Any]:
    """Return what the rules say now."""
    known: dict[str, Any] = json.loads(VECTORS.read_text("utf-8"))
    text = known["text"]
    return {
        "text": text,
        "words": words(text),
        "forms": {word: [*forms(word).items()] for word in dict.fromkeys(words(text))},
        "tokens": {word: sorted(tokens(word)) for word in dict.fromkeys(words(text))},
        "skeletons": {word: list(skeletons(word)) for word in known["skeletons"]},
        "buckets": {word: [bucket(word, 128), bucket(word, 1024)] for word in known["buckets"]},
    }


def test_the_rules_say_what_the_vectors_do(request: pytest.FixtureRequest) -> None:
    told = json.loads(json.dumps(vectors()))
    if request.config.getoption("--update-goldens"):
        text = json.dumps(told, ensure_ascii=False, indent=1)
        VECTORS.write_text(f"{text}\n", "utf-8")
    assert told == json.loads(VECTORS.read_text("utf-8"))
