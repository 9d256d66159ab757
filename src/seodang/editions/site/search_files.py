"""The files by which readers search the site: scripts, which a page opened by double click can load."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from seodang.cache.store import Key, key_of
from seodang.editions.site.publication import Publication
from seodang.editions.site.search_index import SearchIndex, search_index_of
from seodang.editions.site.search_texts import names_of
from seodang.output.artefact import Artefact, FileProducer, Stale, write_file
from seodang.outputs import SEARCH_FOLDER
from seodang.problems import Problem
from seodang.search.shards import script_of
from seodang.search.words import RULES

_NAME: Final = "search"
_TEXTS: Final = "t/"


@dataclass(frozen=True, slots=True)
class SearchFiles(FileProducer):
    """Makes the files; shards of the last build are patched, since they hold all the others' words."""

    index: SearchIndex

    def produce(self, stale: Sequence[Stale], folder: Path, jobs: int) -> list[Problem]:  # noqa: ARG002
        """Write the files."""
        wanted = []
        for one in stale:
            content = self._content(one)
            if content is None:
                wanted.append(_name_of(one.artefact))
            else:
                write_file(folder / one.artefact.address, content)
        for name, content in self.index.made(wanted).items():
            write_file(folder / _address(name), content)
        return []

    def _content(self, stale: Stale) -> bytes | None:
        name = _name_of(stale.artefact)
        if name not in self.index.keys:
            return self.load(stale.artefact)
        script = stale.published.read_bytes() if stale.published else b""
        return self.index.patched(name, stale.before, script)


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
    return SearchFiles(_NAME, tuple(files), lambda one: _load(_name_of(one), index, shared), index)


def _names(publication: Publication, index: SearchIndex) -> list[Any]:
    ids = {text.name: name for name, text in index.texts.items()}
    return [[ids[text], *rest] for text, *rest in names_of(publication)]


def _load(name: str, index: SearchIndex, shared: Mapping[str, Any]) -> bytes:
    if name in shared:
        return script_of(name, shared[name])
    if name in index.keys:
        return index.made([name])[name]
    text = index.texts[name.removeprefix(_TEXTS)]
    sections = text.sections(index.store)
    return script_of(name, {"address": text.address, "title": text.title, "sections": sections})


def _artefact(name: str, key: Key, content: Key | None = None) -> Artefact:
    return Artefact(_address(name), key, _NAME, content)


def _address(name: str) -> str:
    return f"{SEARCH_FOLDER}/{name}.js"


def _name_of(artefact: Artefact) -> str:
    return artefact.address.removeprefix(f"{SEARCH_FOLDER}/").removesuffix(".js")
