"""Which shards of a site's index hold what, known from build to build.

Of the last build only keys are kept: what a text had in which shard is found out again from its
fragment of then, so that an edit opens two fragments and the shards that hold their difference.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from seodang.cache.fingerprint import tools_key
from seodang.cache.memo import Memo
from seodang.cache.store import Key, Store, key_of
from seodang.editions.site.publication import Publication
from seodang.editions.site.search_texts import Text, texts_of
from seodang.search.shards import (
    Sizes,
    changes,
    ids_of,
    merged,
    patch,
    script_of,
    sizes_for,
    value_in,
)
from seodang.search.text_index import TextIndex, index_of

_ALL: Final = ""
_Changed = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, slots=True)
class SearchIndex:
    """The texts by their ids, their sections' lengths, and a key for each shard.

    A shard that had the key `before` becomes that of now by `changed`, the ids of texts with what
    each changes in it. A key tells which changes led to a shard, not what it holds: on the way back
    it is another one.
    """

    store: Store
    texts: Mapping[str, Text]
    sizes: Sizes
    lengths: Mapping[str, str]
    keys: Mapping[str, Key]
    before: Mapping[str, Key] = field(default_factory=dict)
    changed: Mapping[str, list[tuple[str, _Changed]]] = field(default_factory=dict)

    def patched(self, name: str, before: Key | None, script: bytes) -> bytes | None:
        """Return a shard's script made of the published one, if that is the last build's."""
        if before is None or self.before.get(name) != before or name not in self.changed:
            return None
        shard = value_in(script, name)
        for text, changed in self.changed[name]:
            patch(name, shard, text, changed)
        return script_of(name, shard)

    def made(self, names: Collection[str]) -> dict[str, bytes]:
        """Return shards' scripts made of all texts."""
        if not names:
            return {}
        found = ((name, _index_of(text, self.store)) for name, text in self.texts.items())
        shards = merged(found, self.sizes, frozenset(names))
        return {name: script_of(name, shard) for name, shard in shards.items()}


def search_index_of(publication: Publication) -> SearchIndex:
    """Say what the index of a site consists of, from what is known of the last build's."""
    store = publication.store
    every = list(texts_of(publication))
    ids = ids_of(text.name for text in every)
    texts = {ids[text.name]: text for text in every}
    memo = Memo(store, f"search {publication.rendered.variant}", tools_key())
    key = key_of(texts)
    known = memo.get(_ALL, key)
    _, last = memo.last(_ALL) or (None, None)
    index = _known(store, texts, known) if known else None
    if index is None and last:
        index = _changed(store, texts, last)
    if index is None:
        index = _new(store, texts, key)
    if not known:
        sizes = [index.sizes.s, index.sizes.k]
        memo.put(_ALL, key, [texts, sizes, dict(index.lengths), dict(index.keys)])
    memo.save()
    return index


def _known(store: Store, texts: Mapping[str, Text], value: Any) -> SearchIndex:
    _, sizes, lengths, keys = value
    return SearchIndex(store, texts, Sizes(*sizes), lengths, keys)


def _new(store: Store, texts: Mapping[str, Text], key: Key) -> SearchIndex:
    sizes = sizes_for(len(texts))
    lengths = {name: _index_of(text, store).lengths for name, text in texts.items()}
    keys = {name: key_of(key, name) for name in sizes.names()}
    return SearchIndex(store, texts, sizes, lengths, keys)


def _changed(store: Store, texts: Mapping[str, Text], value: Any) -> SearchIndex | None:
    """Return the index where not all is new, and what was is still to be found."""
    old, sizes, lengths, before = value
    old = {name: Text.from_json(one) for name, one in old.items()}
    if Sizes(*sizes) != sizes_for(len(texts)):
        return None
    lengths = {name: one for name, one in lengths.items() if name in texts}
    changed: dict[str, list[tuple[str, _Changed]]] = {}
    for name in sorted(old.keys() | texts.keys()):
        if old.get(name) == texts.get(name):
            continue
        try:
            was = _index_of(old[name], store) if name in old else None
        except LookupError:  # made for an earlier build; the store may have lost it
            return None
        new = _index_of(texts[name], store) if name in texts else None
        if new:
            lengths[name] = new.lengths
        for shard, pairs in changes(was, new, Sizes(*sizes)).items():
            changed.setdefault(shard, []).append((name, pairs))
    keys = {**before, **{shard: key_of(before[shard], some) for shard, some in changed.items()}}
    return SearchIndex(store, texts, Sizes(*sizes), lengths, keys, before, changed)


def _index_of(text: Text, store: Store) -> TextIndex:
    return index_of(text.sections(store))
