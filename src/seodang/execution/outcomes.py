"""What can come of running a notebook (the three outcomes of jupyter-cache)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from seodang.course.ids import LessonId
from seodang.course.notebook import CellId, Notebook
from seodang.problems import Problem
from seodang.store import Key

Output: TypeAlias = Mapping[str, Any]
"""One output of a code cell as nbformat 4 defines it."""
CellOutputs: TypeAlias = Mapping[CellId, Sequence[Output]]
"""The outputs of a notebook's code cells by the id of their cell."""


@dataclass(frozen=True, slots=True)
class Succeeded:
    """Every code cell ran to its end, or raised where its tag `raises-exception` says so."""

    outputs: CellOutputs


@dataclass(frozen=True, slots=True)
class Raised:
    """A code cell raised an exception, or exceeded a limit."""

    problem: Problem


@dataclass(frozen=True, slots=True)
class CouldNotRun:
    """The notebook's process did not start, died, or was ended for its memory."""

    problem: Problem


Outcome: TypeAlias = Succeeded | Raised | CouldNotRun


@dataclass(frozen=True, slots=True)
class Job:
    """One notebook to run.

    `workspace` maps paths in the lesson's folder (its `*.py` and declared data) to their
    SHA-256; nothing else is there when the notebook runs. Times are in seconds, memory in bytes.
    """

    lesson: LessonId
    notebook: Notebook
    folder: str
    workspace: Mapping[str, str]
    timeout: float
    memory: int
    network: bool
    key: Key
    reason: str
    """The one input that made it run, for `--explain`."""


class Runner(Protocol):
    """Runs one notebook in a clean process; it never raises for what a notebook does."""

    def run(self, job: Job) -> Outcome:
        """Run the job's code cells in order in a private copy of its workspace."""
