from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from seodang.cache.memo import Memo, Question, forget_memos, memoised_map
from seodang.cache.store import Key, Store
from seodang.parallel import WORTH_A_FORK

ITEMS = range(3 * WORTH_A_FORK)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


class World:
    """Answers questions, and counts them."""

    def __init__(self, **answers: Any) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def __call__(self, question: Question) -> Any:
        self.asked.append(question[1])
        return self.answers[question[1]]


def kept(store: Store, world: World, setting: str | None = None) -> Memo:
    key = None if setting is None else Key(setting)
    return Memo(store, "name", "basis", answer=world, setting=key)


def test_a_value_is_forgotten_with_another_key_basis_or_name(store: Store) -> None:
    memo = Memo(store, "name", "basis")
    memo.put("a", ["1", None], {"one": [1]})
    memo.save()
    assert Memo(store, "name", "basis").get("a", ["1", None]) == {"one": [1]}
    assert Memo(store, "name", "basis").get("a", ["2", None]) is None
    assert Memo(store, "name", "other").get("a", ["1", None]) is None
    assert Memo(store, "other", "basis").get("a", ["1", None]) is None


def test_a_value_holds_while_every_answer_is_the_same(store: Store) -> None:
    memo = kept(store, World(x=1, y=2))
    memo.put("a", "k", "value", [("kind", "x"), ("kind", "y")])
    memo.save()
    assert kept(store, World(x=1, y=2)).get("a", "k") == "value"
    assert kept(store, World(x=1, y=3)).get("a", "k") is None


def test_in_the_same_setting_nothing_is_asked(store: Store) -> None:
    memo = kept(store, World(x=1), "before")
    memo.put("a", "k", "value", [("kind", "x")])
    memo.save()
    world = World(x=1)
    assert kept(store, world, "before").get("a", "k") == "value"
    assert world.asked == []
    later = kept(store, world, "after")
    assert later.get("a", "k") == "value"
    assert world.asked == ["x"]
    later.save()
    assert kept(store, world, "after").get("a", "k") == "value"
    assert world.asked == ["x"]


def test_a_question_of_many_items_is_answered_once(store: Store) -> None:
    memo = kept(store, World(x=1))
    for item in "abc":
        memo.put(item, "k", "value", [("kind", "x")])
    memo.save()
    world = World(x=1)
    again = kept(store, world)
    assert [again.get(item, "k") for item in "abc"] == ["value"] * 3
    assert world.asked == ["x"]


def test_a_value_that_names_a_lost_entry_is_lost_with_it(store: Store) -> None:
    entry = ("outputs", Key("0" * 64))
    store.save(*entry, b"made")
    memo = Memo(store, "name", "basis")
    memo.put("a", "k", "value", entries=[entry])
    memo.save()
    assert Memo(store, "name", "basis").get("a", "k") == "value"
    store.save(*entry, b"made")  # again: another time, the same entry
    assert Memo(store, "name", "basis").get("a", "k") == "value"
    (store.folder / "outputs" / "00" / ("0" * 62)).write_bytes(b"damaged")
    assert Memo(store, "name", "basis").get("a", "k") is None


def test_what_was_not_asked_for_is_not_kept_any_longer(store: Store) -> None:
    memo = Memo(store, "name", "basis")
    memo.put("a", "k", 1)
    memo.put("b", "k", 2)
    memo.save()
    again = Memo(store, "name", "basis")
    again.get("a", "k")
    again.save()
    assert Memo(store, "name", "basis").get("b", "k") is None


def test_what_processes_put_is_brought_together(store: Store) -> None:
    memos = [Memo(store, "one", "basis"), Memo(None, "two", "basis")]

    def work(item: int) -> None:
        memos[0].put(str(item), "1", item)
        memos[1].put(str(item), "1", -item)

    memoised_map(work, ITEMS, memos, 3)
    memos[0].save()
    again = Memo(store, "one", "basis")
    assert [again.get(str(item), "1") for item in ITEMS] == list(ITEMS)
    assert [memos[1].get(str(item), "1") for item in ITEMS] == [-item for item in ITEMS]


def test_forgotten_is_forgotten(store: Store) -> None:
    memo = Memo(store, "name", "basis")
    memo.put("a", "k", 1)
    memo.save()
    forget_memos(store)
    assert Memo(store, "name", "basis").get("a", "k") is None
