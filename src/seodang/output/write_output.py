"""Writing an output: what is stale is made beside it, then brought into its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from seodang.cache.state_folder import refuse_foreign_place
from seodang.cache.store import Store
from seodang.output.artefact import Artefact, Output, Producer, StandIn, is_page
from seodang.output.journal import (
    Staging,
    clear_abandoned,
    complete,
    difference,
    publish,
    staging_in,
)
from seodang.output.made_files import files_of_others, list_files, made_files
from seodang.output.manifest import Manifest
from seodang.problems import Place, Problem, say


@dataclass(frozen=True, slots=True)
class Written:
    """A published output: `written` and `reused` count pages.

    `sources` gives, for the address of a page, the authors' file it was made from. `stayed` are
    pages of which nobody knows what they show; `stand_ins` show nothing of what they are to show.
    """

    output: Output
    written: int
    reused: int
    sources: Mapping[str, str]
    stayed: frozenset[str] = frozenset()
    stand_ins: frozenset[str] = frozenset()


def write_output(
    output: Output, producers: Sequence[Producer], store: Store, jobs: int = 1
) -> tuple[Written | None, list[Problem]]:
    """Write an output, touching only files whose bytes change.

    Returns None and the problems where it could not be made; it stays untouched then.
    """
    refuse_foreign_place(output.folder)
    staging = staging_in(store.folder.parent, output.label)
    complete(staging, output.folder)  # an earlier run may have been killed between two files
    clear_abandoned(staging)
    try:
        return _written(output, producers, store, staging, jobs)
    finally:
        staging.clear()  # a full disk needs the room


def _written(
    output: Output, producers: Sequence[Producer], store: Store, staging: Staging, jobs: int
) -> tuple[Written | None, list[Problem]]:
    manifest = Manifest(output, store)
    artefacts = {one.address: one for producer in producers for one in producer.artefacts()}
    staying = {address: manifest.staying(one) for address, one in artefacts.items()}
    right = {address: staying[address] or manifest.files(one) for address, one in artefacts.items()}
    stale = [manifest.stale(one) for address, one in artefacts.items() if not right[address]]
    problems: list[Problem] = []
    stayed = frozenset(address for address, files in staying.items() if files)
    for producer in producers:
        due = [one for one in stale if one.artefact.producer == producer.name]
        problems += producer.produce(due, staging.folder, jobs) if due else []
        for address in stayed:  # a producer that makes all of its pages made this one, too
            (staging.folder / address).unlink(missing_ok=True)
    # Nobody made these again, and nothing is to remove them.
    still = frozenset(file for files in right.values() for file in files)
    there = manifest.there
    made = made_files(output.folder, there) | still
    change = difference(staging, output, there, made, still)
    others = files_of_others(output, there.keys() - made - set(change.kept), change.replaced)
    if any(problem.is_error for problem in problems + others):
        return None, problems + others
    published = {*change.replaced, *change.kept}
    list_files(output.folder, made | published)  # before the first of them can be there
    publish(staging, output, change)
    list_files(output.folder, published)
    if not problems:  # a warning is told by every build, which asks the producer again
        manifest.keep(artefacts, change, stayed)
    written, kept = (sum(map(is_page, some)) for some in (change.replaced, change.kept))
    sources = {address: one.source for address, one in artefacts.items() if one.source}
    stand_ins = frozenset(address for address, one in artefacts.items() if one.stand_in) - stayed
    never_made = (
        one for one in map(artefacts.get, sorted(stand_ins)) if one and _is_page_left(one)
    )
    problems += [*map(_never_made, never_made), *others]
    return Written(output, written, kept, sources, stayed, stand_ins), problems


def _is_page_left(artefact: Artefact) -> bool:
    return artefact.stand_in is StandIn.LEFT and is_page(artefact.address)


def _never_made(artefact: Artefact) -> Problem:
    return Problem(
        "lesson-has-run",
        Place(artefact.source),
        say("{page} has no content yet: this lesson was not to run", page=artefact.address),
        say("build without --only, or name this lesson, too"),
    )
