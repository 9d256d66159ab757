"""How notebooks failed: what fails again as long as nothing changes need not run again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from seodang.cache.store import OUTPUTS, Key, Store, key_of
from seodang.course.model import Lesson
from seodang.execution.failure import Failure, FailureKind
from seodang.execution.inputs import Inputs

_FAILURES: Final = "failures"
"""The kind under which the store keeps them."""

# What the code did. Other failures are the machine's, which may do better next time.
_OF_THE_CODE: Final = frozenset(
    {
        FailureKind.RAISED,
        FailureKind.DID_NOT_RAISE,
        FailureKind.CELL_TIME,
        FailureKind.NOTEBOOK_TIME,
        FailureKind.CPU,
        FailureKind.MEMORY,
        FailureKind.PROCESSES,
        FailureKind.OUTPUTS,
    }
)


def failure_key(lesson: Lesson, inputs: Inputs) -> Key:
    """Return the key of a lesson's failure: of all its outputs depend on, and of its limits."""
    limits = lesson.execution
    return key_of(_FAILURES, inputs.key, limits.timeout, limits.memory, limits.isolation)


def keep_failure(store: Store, lesson: Lesson, inputs: Inputs, failure: Failure) -> None:
    """Keep a failure that is sure to come again; a network may answer otherwise next time.

    Outputs that the same code once made are no longer true, or the next build would show them.
    """
    if failure.kind in _OF_THE_CODE:
        store.drop(OUTPUTS, inputs.key)
    if failure.kind in _OF_THE_CODE and not inputs.network:
        # By cell and line within it, not by line of the file: prose above them may change.
        value = {
            "kind": failure.kind,
            "cell": failure.cell,
            "line": failure.line,
            "output": list(failure.output),
            "error": failure.error,
        }
        store.save_json(_FAILURES, failure_key(lesson, inputs), value)


def failure_kept(store: Store, lesson: Lesson, inputs: Inputs) -> Failure | None:
    """Return how a notebook failed of which nothing has changed since; None where it did not."""
    return store.load_as(_FAILURES, failure_key(lesson, inputs), _failure)


def _failure(value: Mapping[str, Any]) -> Failure:
    return Failure(
        FailureKind(value["kind"]),
        value["cell"],
        value["line"],
        output=value["output"],
        error=value["error"],
    )
