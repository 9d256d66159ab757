"""The files by which readers search the site: scripts, which a page opened by double click can load."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from seodang.cache.store import Key, key_of
from seodang.editions.site.publication import Publication
from seodang.editions.site.search_index import SearchIndex, search_index_of
from seodang.editions.site.search_texts import names_of
from seodang.output.artefact import Artefact, FileProducer, Stale, StandIn, write_file
from seodang.outputs import SEARCH_FOLDER
from seodang.parallel import parallel_map
from seodang.problems import Problem
from seodang.search.shards import Postings, script_of
from seodang.search.text_index import Section, index_of
from seodang.search.words import RULES

_NAME: Final = "search"
_TEXTS: Final = "t/"
_PARTIAL: Final = key_of("what is published knows more")


@dataclass(frozen=True, slots=True)
class SearchFiles(FileProducer):
    """Makes the files; shards of the last build are patched, since they hold all the others' words."""

    index: SearchIndex

    def produce(self, stale: Sequence[Stale], folder: Path, jobs: int) -> list[Problem]:
        """Write the files."""
        texts, whole = set[str](), set[str]()
        for one in stale:
            name = _name_of(one.artefact)
            if name.startswith(_TEXTS):
                texts.add(name.removeprefix(_TEXTS))
            elif name not in self.index.keys:
                write_file(folder / one.artefact.address, self.load(one.artefact))
            elif patched := self._patched(name, one):
                write_file(folder / one.artefact.address, patched)
            else:
                whole.add(name)
        for name, content in self._made(folder, texts, whole, jobs):
            write_file(folder / _address(name), content)
        return []

    def _patched(self, name: str, stale: Stale) -> bytes | None:
        script = stale.published.read_bytes() if stale.published else b""
        return self.index.patched(name, stale.before, script)

    def _made(
        self, folder: Path, texts: Collection[str], whole: Collection[str], jobs: int
    ) -> Iterator[tuple[str, bytes]]:
        """Write texts, and yield whole shards, which are made of all texts."""

        def share(some: Iterable[str]) -> list[Any]:
            found = Postings()
            for name in some:
                sections = self.index.texts[name].sections(self.index.store)
                if name in texts:
                    write_file(
                        folder / _address(f"{_TEXTS}{name}"), _text(self.index, name, sections)
                    )
                if whole:
                    found.add(name, index_of(sections))
            return [found.tokens, found.words]

        postings = Postings()
        for found in parallel_map(share, sorted(self.index.texts if whole else texts), jobs):
            postings.add_all(Postings(*found))
        yield from _scripts(self.index, postings, whole)


def search_files(publication: Publication) -> SearchFiles:
    """Make what is fetched for a question: its shards, the texts found, and what all share."""
    index = search_index_of(publication)
    shared = {
        "rules": RULES,
        "course": {"s": index.sizes.s, "k": index.sizes.k, "lengths": index.lengths},
        "names": _names(publication, index),
    }
    basis = key_of(_NAME, [index.sizes.s, index.sizes.k])
    files = [_artefact(name, key_of(value)) for name, value in shared.items()]
    files += [_artefact(f"{_TEXTS}{name}", key_of(text)) for name, text in index.texts.items()]
    files += [_artefact(name, basis, key) for name, key in index.keys.items()]
    if index.is_partial:
        files = [replace(one, content=_PARTIAL, stand_in=StandIn.LEFT) for one in files]
    shards = cache(lambda: dict(_scripts(index, _postings(index), index.keys)))

    def load(one: Artefact) -> bytes:
        name = _name_of(one)
        if name in shared:
            return script_of(name, shared[name])
        if name in index.keys:
            return shards()[name]
        text = name.removeprefix(_TEXTS)
        return _text(index, text, index.texts[text].sections(index.store))

    return SearchFiles(_NAME, tuple(files), load, index)


def _postings(index: SearchIndex) -> Postings:
    found = Postings()
    for name, text in index.texts.items():
        found.add(name, index_of(text.sections(index.store)))
    return found


def _scripts(
    index: SearchIndex, postings: Postings, wanted: Collection[str]
) -> Iterator[tuple[str, bytes]]:
    for name, shard in postings.shards(index.sizes, wanted).items():
        yield name, script_of(name, shard)


def _text(index: SearchIndex, name: str, sections: Sequence[Section]) -> bytes:
    text = index.texts[name]
    value = {"address": text.address, "title": text.title, "sections": sections}
    return script_of(f"{_TEXTS}{name}", value)


def _names(publication: Publication, index: SearchIndex) -> list[Any]:
    ids = {text.name: name for name, text in index.texts.items()}
    return [[ids[text], *rest] for text, *rest in names_of(publication)]


def _artefact(name: str, key: Key, content: Key | None = None) -> Artefact:
    return Artefact(_address(name), key, _NAME, content)


def _address(name: str) -> str:
    return f"{SEARCH_FOLDER}/{name}.js"


def _name_of(artefact: Artefact) -> str:
    return artefact.address.removeprefix(f"{SEARCH_FOLDER}/").removesuffix(".js")
