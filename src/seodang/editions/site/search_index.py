"""Which shards of a site's index hold what, known from build to build.

Of the last build only keys are kept: what a text had in which shard is found out again from its
fragment of then, so that an edit opens two fragments and the shards that hold their difference.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from seodang.cache.fingerprint import tools_key
from seodang.cache.memo import Memo
from seodang.cache.store import FRAGMENTS, Key, Store, key_of
from seodang.editions.site.pages import SitePage
from seodang.editions.site.publication import Publication
from seodang.editions.site.search_texts import Text, texts_of
from seodang.output.artefact import StandIn
from seodang.search.shards import (
    Sizes,
    changes,
    ids_of,
    patch,
    script_of,
    sizes_for,
    value_in,
)
from seodang.search.text_index import index_of, lengths_of

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
    is_partial: bool = False

    def patched(self, name: str, before: Key | None, script: bytes) -> bytes | None:
        """Return a shard's script made of the published one, if that is the last build's."""
        if before is None or self.before.get(name) != before or name not in self.changed:
            return None
        shard = value_in(script, name)
        for text, changed in self.changed[name]:
            patch(name, shard, text, changed)
        return script_of(name, shard)


def search_index_of(publication: Publication) -> SearchIndex:
    """Say what the index of a site consists of, from what is known of the last build's."""
    store = publication.store
    memo = Memo(store, f"search {publication.rendered.variant}", tools_key())
    _, last = memo.last(_ALL) or (None, None)
    left = [one for one in publication.pages if one.stand_in is StandIn.LEFT]
    staying = _staying(left, last, store)
    empty = (Text(one.address, one.address, one.title) for one in left)
    every = [*texts_of(publication), *(empty if staying is None else staying)]
    ids = ids_of(text.name for text in every)
    texts = {ids[text.name]: text for text in every}
    key = key_of(texts)
    if staying is None:  # nothing is noted, so that the next build finds the same
        return replace(_new(store, texts, key), is_partial=True)
    known = memo.get(_ALL, key)
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


def _staying(left: Sequence[SitePage], last: Any, store: Store) -> list[Text] | None:
    """Return the last build's texts of pages that stay as they are published.

    Returns None where they are not to be found any more.
    """
    if not left:
        return []
    if last is None:
        return None
    names = {page.address for page in left}
    texts = [one for one in map(Text.from_json, last[0].values()) if one.name in names]
    fragments = (one.fragment for one in texts if one.fragment)
    return texts if all(store.state(FRAGMENTS, one) for one in fragments) else None


def _known(store: Store, texts: Mapping[str, Text], value: Any) -> SearchIndex:
    _, sizes, lengths, keys = value
    return SearchIndex(store, texts, Sizes(*sizes), lengths, keys)


def _new(store: Store, texts: Mapping[str, Text], key: Key) -> SearchIndex:
    sizes = sizes_for(len(texts))
    lengths = {name: lengths_of(text.sections(store)) for name, text in texts.items()}
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
            was = index_of(old[name].sections(store)) if name in old else None
        except LookupError:  # made for an earlier build; the store may have lost it
            return None
        sections = texts[name].sections(store) if name in texts else None
        new = None if sections is None else index_of(sections)
        if sections is not None:
            lengths[name] = lengths_of(sections)
        for shard, pairs in changes(was, new, Sizes(*sizes)).items():
            changed.setdefault(shard, []).append((name, pairs))
    keys = {**before, **{shard: key_of(before[shard], some) for shard, some in changed.items()}}
    return SearchIndex(store, texts, Sizes(*sizes), lengths, keys, before, changed)
