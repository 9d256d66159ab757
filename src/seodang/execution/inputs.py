"""What the outputs of a notebook depend on, the key made of it, and what changed since."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Any, Final

from seodang.cache.store import Key, key_of
from seodang.course.model import Lesson
from seodang.documents.document import Code
from seodang.execution.environment import kept_environment
from seodang.execution.packages import installed_packages
from seodang.execution.time_zone import posix_zone
from seodang.kernels import kernel_to_run
from seodang.problems import Message, say

CACHE_FORMAT: Final = 3
"""Raised whenever the engine makes other outputs of the same notebook."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """Everything a notebook's outputs depend on, small enough to be kept beside them.

    `cells` are digests of the code cells in order, `workspace` and `packages` map names to
    digests and versions.
    """

    cells: tuple[str, ...]
    workspace: Mapping[str, str]
    kernel: str
    network: bool
    python: str
    platform: str
    packages: Mapping[str, str]
    environment: Mapping[str, str]
    allow_errors: bool = False
    cache_format: int = CACHE_FORMAT

    @property
    def key(self) -> Key:
        """The key of the outputs."""
        # Hundreds of packages are the same for all lessons, and take longer than all the rest.
        named = {one.name: getattr(self, one.name) for one in fields(self)}
        return key_of(
            "outputs", named | {"packages": _key_of_packages(tuple(self.packages.items()))}
        )


def inputs_of(lesson: Lesson, code: Code, workspace: Mapping[str, str], zone: str) -> Inputs:
    """Gather what the outputs of a lesson's notebook depend on; `zone` is the programme's."""
    return Inputs(
        cells=code.cells,
        workspace=workspace,
        kernel=kernel_of(lesson, code),
        network=lesson.execution.network,
        environment=kept_environment(posix_zone(zone), network=lesson.execution.network),
        allow_errors=lesson.execution.allow_errors or code.allow_errors,
        **_machine(),
    )


@lru_cache(maxsize=2)
def _key_of_packages(packages: tuple[tuple[str, str], ...]) -> Key:
    return key_of(dict(packages))


def machine_key() -> Key:
    """Return the key of what outputs owe to the machine: Python, platform and packages."""
    return key_of(_machine())


def _machine() -> dict[str, Any]:
    return {
        "python": platform.python_implementation() + " " + platform.python_version(),
        "platform": f"{sys.platform} {platform.machine()}",
        "packages": installed_packages(tuple(sys.path)),
    }


def kernel_of(lesson: Lesson, code: Code) -> str:
    """Return the kernel that runs a notebook: its own where it is here, unless the lesson names one."""
    named = lesson.execution.kernel if "kernel" in lesson.execution.model_fields_set else None
    return named or kernel_to_run(code.kernel, code.language)


def reason_to_run(inputs: Inputs, record: Any) -> Message:
    """Name the one input that makes a notebook run, against what its last run had.

    `record` is what `asdict` gave for the last inputs, or None.
    """
    if record is None:
        return say("no result yet")
    if record.get("cache_format") != inputs.cache_format:
        return say("this version of Seodang keeps other results")
    return next(_changes(inputs, record), say("its result is gone or damaged"))


def _changes(inputs: Inputs, record: Mapping[str, Any]) -> Iterator[Message]:
    yield from _changed_cells(inputs.cells, record["cells"])
    yield from _differences(
        record["workspace"],
        inputs.workspace,
        added=say("{name} was added"),
        removed=say("{name} was removed"),
        changed=say("{name} changed"),
    )
    yield from _changed_values(inputs, record)
    yield from _differences(
        record["packages"],
        inputs.packages,
        added=say("package {name} was added"),
        removed=say("package {name} was removed"),
        changed=say("package {name} was {was}, is {new}"),
    )


def _changed_cells(new: tuple[str, ...], old: list[str]) -> Iterator[Message]:
    for number, (is_, was) in enumerate(zip(new, old, strict=False), 1):
        if is_ != was:
            yield say("code cell {number} changed", number=number)
    if len(new) > len(old):
        yield say("code cell {number} was added", number=len(old) + 1)
    if len(new) < len(old):
        yield say("code cell {number} was removed", number=len(new) + 1)


def _differences(
    old: Mapping[str, str],
    new: Mapping[str, str],
    *,
    added: Message,
    removed: Message,
    changed: Message,
) -> Iterator[Message]:
    """Yield a sentence for each name whose value differs."""
    for name in sorted({*old, *new}):
        was, is_ = old.get(name), new.get(name)
        if was != is_:
            sentence = added if was is None else removed if is_ is None else changed
            yield replace(sentence, words={"name": name, "was": was, "new": is_})


def _changed_values(inputs: Inputs, record: Mapping[str, Any]) -> Iterator[Message]:
    for name in ("kernel", "python", "platform", "network", "environment", "allow_errors"):
        was, is_ = record[name], getattr(inputs, name)
        if was != is_:
            yield say("{name} was {was}, is {new}", name=name, was=was, new=is_)
