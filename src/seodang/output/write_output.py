"""Writing an output: what is stale is made beside it, then brought into its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from seodang.cache.file_states import State, states_of
from seodang.cache.store import Store
from seodang.output.artefact import Artefact, Output, Producer, Stale
from seodang.output.journal import Change, complete, publish, staging_in
from seodang.output.manifest import Manifest, keep_manifest, last_manifest, manifest_of
from seodang.problems import Problem


@dataclass(frozen=True, slots=True)
class Written:
    """A published output: `written` and `reused` count pages.

    `sources` gives, for the address of a page, the authors' file it was made from.
    """

    output: Output
    written: int
    reused: int
    sources: Mapping[str, str]


def write_output(
    output: Output, producers: Sequence[Producer], store: Store, jobs: int = 1
) -> tuple[Written | None, list[Problem]]:
    """Write an output, touching only files whose bytes change.

    Returns None and the problems where it could not be made; it stays untouched then.
    """
    staging = staging_in(store.folder.parent, output.name)
    complete(staging, output.folder)  # an earlier run may have been killed between two files
    known, now = last_manifest(store, output.name), states_of(output.folder)
    artefacts = {one.address: one for producer in producers for one in producer.artefacts()}
    stale = [one for one in artefacts.values() if not known.is_right(one, now)]
    problems: list[Problem] = []
    for producer in producers:
        due = [_stale(one, known, output, now) for one in stale if one.producer == producer.name]
        problems += producer.produce(due, staging.folder, jobs) if due else []
    if any(problem.is_error for problem in problems):
        staging.clear()
        return None, problems
    # Nobody made these again, and nothing is to remove them.
    still = _files(known, artefacts.keys() - {one.address for one in stale})
    change = publish(staging, output.folder, still)
    if not problems:  # a warning is told by every build, which asks the producer again
        keep_manifest(manifest_of(artefacts, states_of(output.folder)), store, output.name)
    return _written(output, artefacts.values(), change), problems


def _stale(artefact: Artefact, known: Manifest, output: Output, now: Mapping[str, State]) -> Stale:
    before = known.records.get(artefact.address)
    if before is None or not artefact.key or before.key != artefact.key:
        return Stale(artefact)
    if before.content is None or not before.is_intact(now):
        return Stale(artefact)
    return Stale(artefact, output.folder / artefact.address, before.content)


def _files(known: Manifest, addresses: Iterable[str]) -> frozenset[str]:
    """Return the files of artefacts that stay as they are."""
    return frozenset(file for address in addresses for file in known.records[address].states)


def _written(output: Output, artefacts: Iterable[Artefact], change: Change) -> Written:
    return Written(
        output=output,
        written=_pages_among(change.replaced),
        reused=_pages_among(change.kept),
        sources={one.address: one.source for one in artefacts if one.source},
    )


def _pages_among(addresses: Iterable[str]) -> int:
    return sum(address.endswith(".html") for address in addresses)
