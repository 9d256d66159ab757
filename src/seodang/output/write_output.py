"""Writing an output: what is stale is made beside it, then brought into its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from seodang.cache.store import Store
from seodang.output.artefact import Output, Producer, is_page
from seodang.output.journal import complete, publish, staging_in
from seodang.output.manifest import Manifest
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
    manifest = Manifest(output, store)
    artefacts = {one.address: one for producer in producers for one in producer.artefacts()}
    right = {address: manifest.files(one) for address, one in artefacts.items()}
    stale = [manifest.stale(one) for address, one in artefacts.items() if not right[address]]
    problems: list[Problem] = []
    for producer in producers:
        due = [one for one in stale if one.artefact.producer == producer.name]
        problems += producer.produce(due, staging.folder, jobs) if due else []
    if any(problem.is_error for problem in problems):
        staging.clear()
        return None, problems
    # Nobody made these again, and nothing is to remove them.
    still = frozenset(file for files in right.values() for file in files)
    change = publish(staging, output, still)
    if not problems:  # a warning is told by every build, which asks the producer again
        manifest.keep(artefacts)
    written, kept = (sum(map(is_page, some)) for some in (change.replaced, change.kept))
    sources = {address: one.source for address, one in artefacts.items() if one.source}
    return Written(output, written, kept, sources), problems
