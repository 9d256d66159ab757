"""The index in pieces: a reader fetches those that hold the words of a question, and no others.

A shard is a script, since a page that was opened by double click may fetch nothing else. Of each
token it has the texts that hold it: an id of five signs and a posting, after commas. Of each
skeleton it has the words, each with the number of texts that have it.
"""

from __future__ import annotations

import hashlib
import json
from base64 import b32encode
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Literal

from seodang.search.text_index import TextIndex
from seodang.search.words import bucket

Family = Literal["s", "k"]
"""Shards of tokens, and shards of skeletons."""
Shard = dict[str, str]
_CALL: Final = "seodangSearch("
_FEWEST, _MOST = 128, 1024


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many shards there are of each family: powers of two."""

    s: int
    k: int

    def name_of(self, family: Family, key: str) -> str:
        """Return the shard that holds a token or a skeleton."""
        return f"{family}/{bucket(key, getattr(self, family)):03x}"

    def names(self) -> Iterable[str]:
        """Return all shards."""
        for family in ("s", "k"):
            yield from (f"{family}/{number:03x}" for number in range(getattr(self, family)))


def sizes_for(texts: int) -> Sizes:
    """Return how many shards suit a number of texts; it changes where that number doubles."""
    count = min(_MOST, max(_FEWEST, 1 << (texts - 1).bit_length()))
    return Sizes(count, count // 16)


def ids_of(addresses: Iterable[str]) -> dict[str, str]:
    """Give each text an id of five signs that no other text's coming or going changes.

    Where two would have the same, the second in order gets another.
    """
    ids: dict[str, str] = {}
    for address in sorted(addresses):
        name = address
        while (found := _id(name)) in ids:
            name += "+"
        ids[found] = address
    return {address: found for found, address in ids.items()}


def _id(name: str) -> str:
    # In small letters, since not every file system tells large ones from them.
    return b32encode(hashlib.blake2b(name.encode(), digest_size=4).digest()).decode()[:5].lower()


@dataclass(frozen=True, slots=True)
class Postings:
    """What texts put into shards, put together: a value that JSON can hold.

    Of each token it has the postings after their texts' ids, of each skeleton how many texts have
    each of its words.
    """

    tokens: dict[str, list[str]] = field(default_factory=dict)
    words: dict[str, dict[str, int]] = field(default_factory=dict)

    def add(self, text: str, index: TextIndex) -> None:
        """Add a text by its id."""
        for token, posting in index.tokens.items():
            self.tokens.setdefault(token, []).append(text + posting)
        for skeleton, known in index.words.items():
            counts = self.words.setdefault(skeleton, {})
            for word in known.split(" "):
                counts[word] = counts.get(word, 0) + 1

    def add_all(self, others: Postings) -> None:
        """Add those of other texts."""
        for token, some in others.tokens.items():
            self.tokens.setdefault(token, []).extend(some)
        for skeleton, known in others.words.items():
            counts = self.words.setdefault(skeleton, {})
            for word, count in known.items():
                counts[word] = counts.get(word, 0) + count

    def shards(self, sizes: Sizes, wanted: Collection[str]) -> dict[str, Shard]:
        """Return the wanted shards."""
        found: dict[str, Shard] = {name: {} for name in wanted}
        for token, some in self.tokens.items():
            found.get(sizes.name_of("s", token), {})[token] = _posted(some)
        for skeleton, known in self.words.items():
            found.get(sizes.name_of("k", skeleton), {})[skeleton] = _counted(known)
        return found


def changes(
    old: TextIndex | None, new: TextIndex | None, sizes: Sizes
) -> dict[str, dict[str, tuple[str, str]]]:
    """Return what a text changes: by shard and token or skeleton, its old and its new value."""
    before = dict(_entries_of(old, sizes)) if old else {}
    after = dict(_entries_of(new, sizes)) if new else {}
    found: dict[str, dict[str, tuple[str, str]]] = {}
    for place in sorted(before.keys() | after.keys()):
        pair = before.get(place, ""), after.get(place, "")
        if pair[0] != pair[1]:
            found.setdefault(place[0], {})[place[1]] = pair
    return found


def _entries_of(index: TextIndex, sizes: Sizes) -> Iterable[tuple[tuple[str, str], str]]:
    """Yield what a text puts into shards: the shard with the token or skeleton, and the value."""
    for token, posting in index.tokens.items():
        yield (sizes.name_of("s", token), token), posting
    for skeleton, known in index.words.items():
        yield (sizes.name_of("k", skeleton), skeleton), known


def patch(name: str, shard: Shard, text: str, changed: Mapping[str, tuple[str, str]]) -> None:
    """Bring what a text changes into a shard."""
    for key, (old, new) in changed.items():
        value = shard.pop(key, "")
        value = _reposted(value, text, new) if name[0] == "s" else _recounted(value, old, new)
        if value:
            shard[key] = value


def _posted(postings: Iterable[str]) -> str:
    return ",".join(sorted(postings))


def _reposted(value: str, text: str, posting: str) -> str:
    others = [one for one in value.split(",") if one and not one.startswith(text)]
    return _posted([*others, *([text + posting] if posting else [])])


def _counted(counts: Mapping[str, int]) -> str:
    return " ".join(f"{word}{count}" for word, count in sorted(counts.items()) if count)


def _recounted(value: str, old: str, new: str) -> str:
    numbers = {}
    for one in filter(None, value.split(" ")):
        word = one.rstrip("0123456789")
        numbers[word] = int(one.removeprefix(word))
    for some, step in ((old, -1), (new, 1)):
        for word in filter(None, some.split(" ")):
            numbers[word] = numbers.get(word, 0) + step
    return _counted(numbers)


def script_of(name: str, value: Any) -> bytes:
    """Write a value as the script that brings it."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"{_CALL}{json.dumps(name)},{text});\n".encode()


def value_in(script: bytes, name: str) -> Any:
    """Read what `script_of` wrote."""
    return json.loads(
        script.decode().removeprefix(f"{_CALL}{json.dumps(name)},").removesuffix(");\n")
    )
