"""Functions whose results are kept between builds, and hold until something they saw has changed.

What a result depends on is written down while it is made, and looked at again instead of making
it again: the verifying traces of Mokhov, Mitchell and Peyton Jones, "Build Systems à la Carte"
(2018). The results of one function lie in one entry of the store, because to read a thousand
entries takes as long as much of the work they save.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias, TypeVar

from seodang.cache.store import Key, Store, key_of
from seodang.parallel import parallel_map

Item = TypeVar("Item")
Question: TypeAlias = tuple[str, str]
"""What a function asked on its way: a kind and a name, as ("anchors", "lessons/a/notebook.md")."""
Entry: TypeAlias = tuple[str, Key]
"""An entry of the store, by its kind and key."""
_Line: TypeAlias = list[Any]
"""Key, value, questions with the digests of their answers, setting, entries with their states."""

_PARTS: Final = 5
"""Parts of a line."""
_MEMOS: Final = "memos"
"""The kind under which the store keeps what functions gave."""
MANIFESTS: Final = "manifests"
"""The kind of what was written, which stays true whatever else was found out."""


class Memo:
    """The results of one function by item: keys, values and answers are JSON values, never None.

    A result holds while its item's key is the same, every question asked has the answer it had,
    and the entries of the store that it names are there. `basis` stands for whatever else decides
    all results, such as the engine; `setting` is a key that changes whenever any answer might,
    so that while it is the same none is asked but those of a kind in `unsettled`, of which it
    knows nothing. Without a store nothing outlives the build.
    """

    def __init__(
        self,
        store: Store | None,
        name: str,
        basis: object,
        *,
        answer: Callable[[Question], Any] | None = None,
        setting: Key | None = None,
        unsettled: frozenset[str] = frozenset(),
        kind: str = _MEMOS,
    ) -> None:
        self._store = store
        self._kind = kind
        self._entry = key_of("memo", name)
        self._basis = key_of(basis)
        self._answer = answer
        self._setting = setting
        self._unsettled = unsettled
        last = store.load_as(kind, self._entry, _lines) if store else None
        self._last: Mapping[str, _Line] = last[1] if last and last[0] == self._basis else {}
        self._lines: dict[str, _Line] = {}
        self._new: set[str] = set()
        self._digests: dict[Question, Key] = {}

    def get(self, item: str, key: Any) -> Any:
        """Return the value of an item, or None where it has to be made (anew)."""
        line = self._lines.get(item)
        if line is None:
            line = self._still_right(self._last.get(item), key)
        if line is None or line[0] != key:
            return None
        self._lines[item] = line
        return line[1]

    def last(self, item: str) -> tuple[Any, Any] | None:
        """Return the last build's key and value of an item, whether they still hold or not."""
        line = self._last.get(item)
        return None if line is None else (line[0], line[1])

    def put(
        self,
        item: str,
        key: Any,
        value: Any,
        asked: Iterable[Question] = (),
        entries: Iterable[Entry] = (),
    ) -> None:
        """Keep the value of an item, with what was asked and which entries it names."""
        answers = [[kind, name, self._digest((kind, name))] for kind, name in asked]
        setting = self._setting_of(answers)
        self._lines[item] = [key, value, answers, setting, self._states(entries)]
        self._new.add(item)

    def save(self) -> None:
        """Keep what was got or put for the next build; all else is forgotten."""
        if self._store is not None and self._lines != self._last:
            value = {"basis": self._basis, "lines": self._lines}
            self._store.save_json(self._kind, self._entry, value)

    def new_lines(self) -> dict[str, _Line]:
        """Return what was put, as JSON values, for `take_over` in another process."""
        return {item: self._lines[item] for item in sorted(self._new)}

    def take_over(self, lines: Mapping[str, _Line]) -> None:
        """Put what another process has put."""
        self._lines.update(lines)
        self._new |= lines.keys()

    def _still_right(self, line: _Line | None, key: Any) -> _Line | None:
        if line is None or line[0] != key:
            return None
        _, value, asked, setting, entries = line
        states = self._states((kind, Key(entry)) for kind, entry, _ in entries)
        # Another state may be the same entry, made again; one that is lost has no state.
        if states != entries and not all(self._is_whole(*entry) for entry in states):
            return None
        if setting is None or setting != self._setting:
            if any(self._answered((kind, name)) != answer for kind, name, answer in asked):
                return None
        elif states == entries:
            return line
        return [key, value, asked, self._setting_of(asked), states]

    def _setting_of(self, asked: Iterable[Sequence[Any]]) -> Key | None:
        """Return the setting under which these questions need not be asked again, if there is one."""
        return None if any(kind in self._unsettled for kind, *_ in asked) else self._setting

    def _answered(self, question: Question) -> Key:
        # Many items ask the same, and nothing of a build is to be decided twice.
        if question not in self._digests:
            self._digests[question] = self._digest(question)
        return self._digests[question]

    def _digest(self, question: Question) -> Key:
        if self._answer is None:
            raise LookupError(f"nobody answers {question}")
        return key_of(self._answer(question))

    def _states(self, entries: Iterable[Entry]) -> list[list[Any]]:
        store = self._store
        return [[kind, key, store.state(kind, key)] for kind, key in entries] if store else []

    def _is_whole(self, kind: str, key: Key, _: object) -> bool:
        return self._store is not None and self._store.has(kind, key)


def _lines(value: Any) -> tuple[str, dict[str, _Line]]:
    """Read the basis and the lines of a kept memo."""
    lines = value["lines"]
    if not all(isinstance(line, list) and len(line) == _PARTS for line in lines.values()):
        raise ValueError("these are no lines of a memo")
    return value["basis"], lines


def memoised_map(
    work: Callable[[Item], object], items: Sequence[Item], memos: Sequence[Memo], jobs: int
) -> None:
    """Do work that puts what it finds into memos, for all items, in at most `jobs` processes."""

    def share(some: Iterable[Item]) -> list[dict[str, _Line]]:
        for item in some:
            work(item)
        return [memo.new_lines() for memo in memos]

    for found in parallel_map(share, items, jobs):
        for memo, lines in zip(memos, found, strict=True):
            memo.take_over(lines)


def forget_memos(store: Store, *, with_manifests: bool = False) -> None:
    """Remove what all functions gave, so that it is found out anew."""
    for kind in (_MEMOS, MANIFESTS) if with_manifests else (_MEMOS,):
        store.forget(kind)
