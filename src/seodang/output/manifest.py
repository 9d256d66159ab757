"""What is known of an output: what each artefact was made of, and how its files were left."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from seodang.cache.file_states import State, state_at
from seodang.cache.memo import MANIFESTS, Memo
from seodang.cache.store import Store
from seodang.output.artefact import OTHERS, Artefact, Output, Stale, StandIn
from seodang.output.journal import Change


class Manifest:
    """The states of the files of an output's artefacts, as the last build left them.

    `there` are the states of all its files when the manifest was read.
    """

    def __init__(self, output: Output, store: Store) -> None:
        self._output = output
        self._memo = Memo(store, f"{output.label} {output.variant}", "", kind=MANIFESTS)
        self.there = output.files()

    def files(self, artefact: Artefact) -> Mapping[str, State]:
        """Return the files of an artefact that is as if it were made now; else nothing."""
        if not artefact.key:
            return {}
        made_of = [artefact.key, artefact.content]
        return self._intact(self._memo.get(artefact.address, made_of) or {})

    def staying(self, artefact: Artefact) -> Mapping[str, State]:
        """Return the published files that stay though nothing new was made for them."""
        was = self._memo.last(artefact.address)
        is_stand_in = was is not None and artefact.content and was[0][1] == artefact.content
        if (
            artefact.stand_in is not StandIn.LEFT
            or artefact.address not in self.there
            or is_stand_in
        ):
            return {}
        return {n: state for n, state in self.there.items() if artefact.owns(n)}

    def stale(self, artefact: Artefact) -> Stale:
        """Say what is to be made, and whether only its content is another than published."""
        made_of, files = self._memo.last(artefact.address) or ([None, None], {})
        key, content = made_of
        if key and key == artefact.key and content and self._intact(files):
            folder = self._output.folder
            return Stale(artefact, folder, folder / artefact.address, content)
        return Stale(artefact, self._output.folder)

    def keep(
        self, artefacts: Mapping[str, Artefact], change: Change, stayed: Collection[str] = ()
    ) -> None:
        """Note the output as it was just written; what is not there of it is made again.

        Of what `stayed` nobody knows what it shows.
        """
        states: dict[str, dict[str, State | None]] = {address: {} for address in artefacts}
        published = {*change.replaced, *change.kept}
        # What others changed meanwhile is not what was written: only what was, is looked at.
        now = self.there | {n: state_at(self._output.folder / n) for n in change.replaced}
        bundles = [address for address in artefacts if address.endswith(OTHERS)]
        for address in published:
            owner = address if address in artefacts else _owner(address, artefacts, stayed, bundles)
            states[owner][address] = now.get(address)
        for address, one in artefacts.items():
            if None not in states[address].values():
                made_of = [None, None] if address in stayed else [one.key, one.content]
                self._memo.put(address, made_of, states[address])
        self._memo.save()

    def _intact(self, files: Mapping[str, State]) -> Mapping[str, State]:
        """Return files that are as the build left them all: one that looks otherwise is not ours."""
        is_intact = all(self.there.get(n) == tuple(state) for n, state in files.items())
        return files if is_intact else {}


def _owner(
    address: str,
    artefacts: Mapping[str, Artefact],
    stayed: Collection[str],
    bundles: Iterable[str],
) -> str:
    """Return the artefact that a file was made with, which is none of its own."""
    pages = (page for page in stayed if artefacts[page].owns(address))
    return next(pages, None) or _bundle(address, bundles)


def _bundle(address: str, bundles: Iterable[str]) -> str:
    """Return the artefact of files made together that a file belongs to: the nearest above it."""
    return max((one for one in bundles if address.startswith(one[:-1])), key=len)
