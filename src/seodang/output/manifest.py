"""What is known of an output: what each artefact was made of, and how its files were left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from seodang.cache.file_states import State
from seodang.cache.store import Key, Store, key_of
from seodang.output.artefact import OTHERS, Artefact

_KIND: Final = "manifests"


@dataclass(frozen=True, slots=True)
class Record:
    """What an artefact was made of, and the size and time of each of its files."""

    key: Key | None
    content: Key | None
    states: Mapping[str, State]

    def is_intact(self, now: Mapping[str, State]) -> bool:
        """Whether its files are as the build left them: one that looks otherwise is not ours."""
        return bool(self.states) and all(now.get(n) == state for n, state in self.states.items())


@dataclass(frozen=True, slots=True)
class Manifest:
    """The records of an output's artefacts by address."""

    records: Mapping[str, Record] = field(default_factory=dict)

    def is_right(self, artefact: Artefact, now: Mapping[str, State]) -> bool:
        """Whether an artefact's files are as they would be if they were made now."""
        known = self.records.get(artefact.address)
        made_of = (artefact.key, artefact.content)
        is_same = known is not None and (known.key, known.content) == made_of
        return known is not None and is_same and bool(artefact.key) and known.is_intact(now)


def manifest_of(artefacts: Mapping[str, Artefact], now: Mapping[str, State]) -> Manifest:
    """Describe an output as it was just written."""
    states: dict[str, dict[str, State]] = {address: {} for address in artefacts}
    for address, state in now.items():
        states[address if address in artefacts else _bundle(address, artefacts)][address] = state
    return Manifest({n: Record(one.key, one.content, states[n]) for n, one in artefacts.items()})


def _bundle(address: str, artefacts: Mapping[str, Artefact]) -> str:
    """Return the artefact of files made together that a file belongs to: the nearest above it."""
    bundles = (n for n in artefacts if n.endswith(OTHERS) and address.startswith(n[:-1]))
    return max(bundles, key=len)


def last_manifest(store: Store, output: str) -> Manifest:
    """Return what is known of an output; nothing where it is forgotten or was not kept."""
    value = store.load_json(_KIND, key_of(_KIND, output)) or {}
    return Manifest(
        {
            address: Record(key, content, {n: (size, time) for n, (size, time) in states.items()})
            for address, (key, content, states) in value.items()
        }
    )


def keep_manifest(manifest: Manifest, store: Store, output: str) -> None:
    """Keep what is known of an output."""
    records = {n: [one.key, one.content, one.states] for n, one in manifest.records.items()}
    store.save_json(_KIND, key_of(_KIND, output), records)
