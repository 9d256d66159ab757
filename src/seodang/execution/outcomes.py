"""What can come of running notebooks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from seodang.cache.store import OUTPUTS, Key, LostEntryError, Store
from seodang.documents.notebook import CellId, Notebook
from seodang.execution.failure import Failure
from seodang.ids import LessonId
from seodang.problems import Message, Problem

Output: TypeAlias = Mapping[str, Any]
"""One output of a code cell as nbformat 4 defines it."""
CellOutputs: TypeAlias = Mapping[CellId, Sequence[Output]]
"""The outputs of a notebook's code cells by the id of their cell."""


@dataclass(frozen=True, slots=True)
class Succeeded:
    """Every code cell ran to its end, or raised where it may."""

    outputs: CellOutputs


@dataclass(frozen=True, slots=True)
class Failed:
    """A code cell raised an exception, or its process did not start, died, or was ended."""

    problem: Problem
    failure: Failure | None = None


Outcome: TypeAlias = Succeeded | Failed


@dataclass(frozen=True, slots=True)
class Job:
    """One notebook to run.

    `folder` is the lesson's folder on this machine; `workspace` maps paths in it (its `*.py`
    and declared data) to their SHA-256: nothing else is there when the notebook runs. `timeout`
    is in seconds a cell, `memory` in bytes. `needs_kernel` asks for a real Jupyter kernel;
    `draws` says that its code names a library that draws figures, `allow_errors` that each cell
    may raise; `zone` is its time zone, as `TZ` has it.
    """

    lesson: LessonId
    notebook: Notebook
    kernel: str
    folder: str
    workspace: Mapping[str, str]
    timeout: float
    memory: int
    network: bool
    needs_kernel: bool = False
    draws: bool = False
    zone: str = "UTC0"
    allow_errors: bool = False


class Runner(Protocol):
    """Runs one notebook in a clean process; it never raises for what a notebook does.

    `notes` are for the build's report.
    """

    notes: list[Message]

    def run(self, job: Job) -> Outcome:
        """Run the job's code cells in order in a private copy of its workspace."""

    def warm_up(self) -> None:
        """Start processes in the background, so that the first notebook waits for none."""

    def close(self) -> None:
        """End all processes."""


@dataclass(frozen=True, slots=True)
class Executed:
    """Where the outputs of every lesson lie in the store, and how many notebooks ran.

    `outputs` lacks the lessons in `failed`, those in `left`, which nobody asked to run, and those
    without code. `notes` are for the report:
    what held the notebooks in, and which of them ran in a Jupyter kernel.
    """

    outputs: Mapping[LessonId, Key]
    executed: int
    reused: int
    failed: frozenset[LessonId]
    notes: tuple[Message, ...] = ()
    left: frozenset[LessonId] = frozenset()


def _outputs(value: Any) -> CellOutputs:
    outputs = {CellId(cell): [dict(one) for one in some] for cell, some in value.items()}
    if not all("output_type" in one for some in outputs.values() for one in some):
        raise ValueError("this is no list of outputs")
    return outputs


def outputs_in(store: Store, key: Key | None) -> CellOutputs:
    """Load a lesson's outputs; empty where it has no code. LookupError where they are lost."""
    if key is None:
        return {}
    outputs: CellOutputs | None = store.load_as(OUTPUTS, key, _outputs)
    if outputs is None:
        raise LostEntryError(f"the store lost the outputs {key} during the build")
    return outputs
