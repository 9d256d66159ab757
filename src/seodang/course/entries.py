"""Loading the entries of a course from their files, and what goes wrong on the way."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from seodang.cache.fingerprint import engine_key
from seodang.cache.memo import Memo
from seodang.cache.store import Store
from seodang.exercises.exercise import Exercise
from seodang.exercises.kinds import KINDS
from seodang.files.listing import Entry, listed
from seodang.files.reading import read_hashed
from seodang.files.schema import Model
from seodang.files.validation import AnyModel, validated
from seodang.files.yaml_reader import read_yaml
from seodang.ids import nearest
from seodang.problems import Pointer, Problem, say


class Loading:
    """What has been found so far: problems, and the names of what could not be loaded."""

    def __init__(self, root: Path, digests: Mapping[str, str], store: Store | None = None) -> None:
        self.root = root
        self.digests = dict(digests)
        self.problems: list[Problem] = []
        self.broken: set[tuple[str, str]] = set()
        self._values = Memo(store, "values of YAML files", engine_key())
        self._entries: dict[str, list[Entry]] = {}

    def close(self) -> None:
        """Keep what was read for the next loading."""
        self._values.save()

    def entries(self, folder: str) -> list[Entry]:
        """Return what is in a folder."""
        if folder not in self._entries:
            self._entries[folder], problems = listed(self.root, folder)
            self.problems += problems
        return self._entries[folder]

    def yaml(self, path: str) -> Any:
        """Return what a YAML file holds; None where it has problems."""
        known = self._values.get(path, self.digests.get(path))
        if known is not None:
            return known
        # The file may have been saved since all were looked through.
        text, self.digests[path] = read_hashed(self.root, path)
        if isinstance(text, Problem):
            self.problems.append(text)
            return None
        value, problems = read_yaml(text, path)
        self.problems += problems
        if not problems and value is not None:
            self._values.put(path, self.digests[path], value)
        return None if problems else value

    def entry(
        self, model: type[AnyModel], data: Any, path: str, *keys: str, **given: object
    ) -> AnyModel | None:
        """Make a model of what stands below `keys` in a file."""
        found = validated(model, data, path, keys, **given)
        if isinstance(found, Model):
            return found
        self.problems += found
        return None

    def file(self, model: type[AnyModel], kind: str, name: str, path: str) -> AnyModel | None:
        """Load a file that holds one entry, whose id is `name`; the only one of its kind has none."""
        data = self.yaml(path)
        given = {"id": name} if name else {}
        entry = None if data is None else self.entry(model, data, path, **given)
        if entry is None:
            self.broken.add((kind, name or "*"))
        return entry

    def mapping(self, model: type[AnyModel], kind: str, path: str) -> dict[Any, AnyModel]:
        """Load a file that holds entries by id."""
        data = self.yaml(path)
        if not isinstance(data, dict):
            self.broken.add((kind, "*"))
            if data is not None:
                self.entry(model, data, path)
            return {}
        found = {
            name: self.entry(model, value, path, name, id=name) for name, value in data.items()
        }
        self.broken |= {(kind, name) for name, entry in found.items() if entry is None}
        return {name: entry for name, entry in found.items() if entry is not None}

    def exercise(self, name: str, path: str) -> Exercise | None:
        """Load an exercise, whose `kind` says which keys it has."""
        exercise = self._exercise(name, path)
        if exercise is None:
            self.broken.add(("exercise", name))
        return exercise

    def _exercise(self, name: str, path: str) -> Exercise | None:
        data = self.yaml(path)
        if data is None:
            return None
        kind = data.get("kind") if isinstance(data, dict) else next(iter(KINDS))
        known = KINDS.get(kind) if isinstance(kind, str) else None
        if known is not None:
            return self.entry(known.model, data, path, id=name)
        self.problems.append(_no_kind(path) if kind is None else _unknown_kind(path, kind))
        return None


def _no_kind(path: str) -> Problem:
    return Problem(
        "key-required",
        Pointer(path, ("kind",)),
        say("the key '{key}' is missing", key="kind"),
        say("write 'kind:' with one of: {choices}", choices=", ".join(KINDS)),
    )


def _unknown_kind(path: str, kind: object) -> Problem:
    choices = ", ".join(KINDS)
    meant = nearest(str(kind), KINDS)
    return Problem(
        "value-known",
        Pointer(path, ("kind",)),
        say("'{value}' is none of: {choices}", value=kind, choices=choices),
        say("did you mean '{meant}'?", meant=meant)
        if meant
        else say("write one of: {choices}", choices=choices),
    )
