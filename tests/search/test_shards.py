"""Shards: cut by tokens, patched by what an edit changes, and the same as made anew."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from seodang.search.shards import (
    Postings,
    Shard,
    Sizes,
    changes,
    ids_of,
    patch,
    script_of,
    sizes_for,
    value_in,
)
from seodang.search.text_index import (
    MOST_SECTIONS,
    Section,
    TextIndex,
    index_of,
    lengths_of,
)

SIZES = Sizes(4, 2)
ALL = frozenset(SIZES.names())
WORDS = st.lists(
    st.sampled_from("보고서를 환각은 도서관 AI 2026 먹었습니다 개인 정보 고쳐".split())
)
TEXTS = st.dictionaries(st.sampled_from(["aaaaa", "bbbbb", "ccccc"]), WORDS, max_size=3)


def sections_of(*texts: str) -> list[Section]:
    return [Section(f"s{n}", "", text) for n, text in enumerate(texts)]


def index(*texts: str) -> TextIndex:
    return index_of(sections_of(*texts))


def shards_of(texts: dict[str, TextIndex]) -> dict[str, Shard]:
    """Put texts together as processes do that each have some of them."""
    whole = Postings()
    for name, text in texts.items():
        part = Postings()
        part.add(name, text)
        whole.add_all(part)
    return whole.shards(SIZES, ALL)


def test_a_posting_names_the_sections_and_those_that_hold_it_in_their_title() -> None:
    found = index_of(
        [
            Section("a", "환각", "글"),
            Section("b", "", "환각을 줄이기"),
            Section("c", "환각", "환각"),
        ]
    )
    assert found.tokens["환각"] == "1!02"
    assert "환각" in found.words["ㅎㄱ"].split(" ")


def test_no_more_sections_are_told_apart_than_there_are_signs() -> None:
    sections = sections_of(*["환각"] * (MOST_SECTIONS + 5))
    assert len(index_of(sections).tokens["환각"]) == MOST_SECTIONS == len(lengths_of(sections))


def test_a_word_more_in_a_section_changes_no_length() -> None:
    few, more = "하나 둘", "하나 둘 셋"
    assert lengths_of(sections_of(few, few)) == lengths_of(sections_of(more, few)) == "00"
    assert lengths_of(sections_of(few * 40)) != "0"


@given(TEXTS, TEXTS)
def test_a_patched_shard_is_that_of_a_clean_build(
    old: dict[str, list[str]], new: dict[str, list[str]]
) -> None:
    before = {name: index(" ".join(some)) for name, some in old.items()}
    after = {name: index(" ".join(some)) for name, some in new.items()}
    shards = shards_of(before)
    for text in sorted(before.keys() | after.keys()):
        for name, changed in changes(before.get(text), after.get(text), SIZES).items():
            patch(name, shards[name], text, changed)
    clean = shards_of(after)
    assert {n: script_of(n, one) for n, one in shards.items()} == {
        n: script_of(n, one) for n, one in clean.items()
    }


def test_an_edit_changes_only_the_shards_that_hold_its_words() -> None:
    sizes = sizes_for(1000)
    changed = changes(index("개인정보를 지웁니다"), index("개인정보를 지웁니다 환각"), sizes)
    tokens = {token for some in changed.values() for token in some}
    assert tokens == {"환각", "ㅎㄱ", "ㅘㅏ"}


def test_a_script_is_read_as_it_was_written() -> None:
    value = {"환각": "aaaaa0", '"\\': "</script>"}
    assert value_in(script_of("s/000", value), "s/000") == value
    assert json.loads(script_of("s", 1).decode().split(",")[1].removesuffix(");\n")) == 1


def test_a_text_keeps_its_id_whatever_others_come() -> None:
    few, many = ids_of(["a", "b"]), ids_of([str(n) for n in range(3000)] + ["a", "b"])
    assert len(set(many.values())) == 3002
    assert {n: many[n] for n in few} == few
    assert all(len(one) == 5 and one == one.lower() for one in many.values())


def test_shards_grow_in_number_with_the_texts() -> None:
    assert [sizes_for(n).s for n in (0, 1, 5, 200, 1000, 9000)] == [128, 128, 128, 256, 1024, 1024]
