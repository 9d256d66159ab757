"""How a notebook fails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from seodang.problems import Message


class FailureKind(StrEnum):
    """The ways in which a notebook fails."""

    RAISED = "raised"
    DID_NOT_RAISE = "did-not-raise"
    CELL_TIME = "cell-time"
    NOTEBOOK_TIME = "notebook-time"
    CPU = "cpu"
    MEMORY = "memory"
    PROCESSES = "processes"
    OUTPUTS = "outputs"
    DIED = "died"
    NO_KERNEL = "no-kernel"
    CHANGED = "changed"
    NEVER_STARTED = "never-started"
    NO_WORKER = "no-worker"
    OTHER_PACKAGES = "other-packages"
    ENDED_WORKERS = "ended-workers"


@dataclass(frozen=True, slots=True)
class Failure:
    """A notebook's failure as the build saw it.

    `cell` counts code cells from 0 (None: none had begun), `line` that cell's lines from 0.
    `reason` is what the process, the system or a kernel said. `error` describes an exception
    (`child/exception_report.py`), `output` holds the last lines the cell printed.
    """

    kind: FailureKind
    cell: int | None = None
    line: int | None = None
    reason: str | Message = ""
    output: Sequence[str] = ()
    error: Mapping[str, Any] = field(default_factory=dict)
