"""What is known of an output: what each artefact was made of, and how its files were left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from seodang.cache.file_states import State
from seodang.cache.memo import MANIFESTS, Memo
from seodang.cache.store import Store
from seodang.output.artefact import OTHERS, Artefact, Output, Stale


class Manifest:
    """The states of the files of an output's artefacts, as the last build left them."""

    def __init__(self, output: Output, store: Store) -> None:
        self._output = output
        self._memo = Memo(store, f"{output.label} {output.variant}", "", kind=MANIFESTS)
        self._now = output.files()

    def files(self, artefact: Artefact) -> Mapping[str, State]:
        """Return the files of an artefact that is as if it were made now; else nothing."""
        if not artefact.key:
            return {}
        made_of = [artefact.key, artefact.content]
        return self._intact(self._memo.get(artefact.address, made_of) or {})

    def stale(self, artefact: Artefact) -> Stale:
        """Say what is to be made, and whether only its content is another than published."""
        made_of, files = self._memo.last(artefact.address) or ([None, None], {})
        key, content = made_of
        if key and key == artefact.key and content and self._intact(files):
            return Stale(artefact, self._output.folder / artefact.address, content)
        return Stale(artefact)

    def keep(self, artefacts: Mapping[str, Artefact], published: Iterable[str]) -> None:
        """Note the output as it was just written; what is not there of it is made again."""
        states: dict[str, dict[str, State | None]] = {address: {} for address in artefacts}
        now = self._output.files()
        for address in published:
            owner = address if address in artefacts else _bundle(address, artefacts)
            states[owner][address] = now.get(address)
        for address, one in artefacts.items():
            if None not in states[address].values():
                self._memo.put(address, [one.key, one.content], states[address])
        self._memo.save()

    def _intact(self, files: Mapping[str, State]) -> Mapping[str, State]:
        """Return files that are as the build left them all: one that looks otherwise is not ours."""
        is_intact = all(self._now.get(n) == tuple(state) for n, state in files.items())
        return files if is_intact else {}


def _bundle(address: str, artefacts: Mapping[str, Artefact]) -> str:
    """Return the artefact of files made together that a file belongs to: the nearest above it."""
    bundles = (n for n in artefacts if n.endswith(OTHERS) and address.startswith(n[:-1]))
    return max(bundles, key=len)
