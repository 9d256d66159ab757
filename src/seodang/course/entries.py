"""Loading the entries of a course from their files, and what goes wrong on the way."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from seodang.cache.fingerprint import engine_key
from seodang.cache.memo import Memo
from seodang.cache.store import Store
from seodang.course.file_kinds import CourseFile
from seodang.exercises.exercise import Exercise
from seodang.exercises.kinds import model_for
from seodang.files.listing import Entry, listed
from seodang.files.reading import read_hashed
from seodang.files.schema import Model
from seodang.files.validation import validated
from seodang.files.yaml_reader import read_yaml
from seodang.problems import MOST, Problem


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
        return None if any(problem.is_error for problem in problems) else value

    def read(self, file: CourseFile) -> Any:
        """Return what a file holds: its entry (None where it cannot be loaded), or entries by id."""
        kind = file.kind
        if kind.model is None:
            return file.path
        data = self.yaml(file.path)
        if kind.id_type and not kind.brings_id:
            return self._by_id(kind.name, kind.model, data, file.path)
        model = model_for(data, file.path) if kind.model is Exercise else kind.model
        given = {"id": file.name} if kind.id_type else {}
        entry = None if data is None else self._entry(model, data, file.path, **given)
        if entry is None:
            self.broken.add((kind.name, file.name or "*"))
        return entry

    def _by_id(self, kind: str, model: type[Model], data: Any, path: str) -> dict[str, Model]:
        if not isinstance(data, dict):
            self.broken.add((kind, "*"))
            if data is not None:
                self._entry(model, data, path)
            return {}
        before, found = len(self.problems), dict[str, Model | None]()
        for name, value in data.items():
            is_enough = len(self.problems) - before >= MOST
            found[name] = None if is_enough else self._entry(model, value, path, name, id=name)
        self.broken |= {(kind, name) for name, entry in found.items() if entry is None}
        return {name: entry for name, entry in found.items() if entry is not None}

    def _entry(
        self, model: type[Model] | Problem, data: Any, path: str, *keys: str, **given: object
    ) -> Model | None:
        """Make a model of what stands below `keys` in a file."""
        found = (
            [model] if isinstance(model, Problem) else validated(model, data, path, keys, **given)
        )
        if isinstance(found, Model):
            return found
        self.problems += found
        return None
