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

OF_THE_CODE: Final = frozenset(
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
"""What code does. Other failures are the machine's, which may do better next time."""


def failure_key(lesson: Lesson, inputs: Inputs) -> Key:
    """Return the key of a lesson's failure: of all its outputs depend on, and of its limits."""
    limits = lesson.execution
    return key_of(_FAILURES, inputs.key, limits.timeout, limits.memory, limits.isolation)


def keep_failure(store: Store, lesson: Lesson, inputs: Inputs, failure: Failure) -> None:
    """Keep a failure that is sure to come again; a network may answer otherwise next time.

    Outputs that the same code once made are no longer true, or the next build would show them.
    """
    if failure.kind in OF_THE_CODE:
        store.drop(OUTPUTS, inputs.key)
    if failure.kind in OF_THE_CODE and not inputs.network:
        store.save_json(_FAILURES, failure_key(lesson, inputs), failure_to_json(failure))


def failure_kept(store: Store, lesson: Lesson, inputs: Inputs) -> Failure | None:
    """Return how a notebook failed of which nothing has changed since; None where it did not."""
    return store.load_as(_FAILURES, failure_key(lesson, inputs), failure_from_json)


def failure_to_json(failure: Failure) -> dict[str, Any]:
    """Return a failure of the code as a value that JSON can hold."""
    # By cell and line within it, not by line of the file: prose above them may change.
    return {
        "kind": failure.kind,
        "cell": failure.cell,
        "line": failure.line,
        "output": list(failure.output),
        "error": failure.error,
    }


def failure_from_json(value: Mapping[str, Any]) -> Failure:
    """Read what `failure_to_json` made."""
    return Failure(
        FailureKind(value["kind"]),
        value["cell"],
        value["line"],
        output=value["output"],
        error=value["error"],
    )
