"""Telling authors of a notebook that failed: what happened, where, and what mends it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Final

from seodang.documents.notebook import Notebook
from seodang.execution.causes import suggestion
from seodang.execution.failure import Failure, FailureKind
from seodang.execution.outcomes import Failed, Job
from seodang.problems import Message, Place, Problem, Where, say

_RULE_OF: Final[Mapping[FailureKind, str]] = {
    FailureKind.RAISED: "notebook-runs",
    FailureKind.DID_NOT_RAISE: "cell-raises",
    FailureKind.CELL_TIME: "notebook-in-limits",
    FailureKind.NOTEBOOK_TIME: "notebook-in-limits",
    FailureKind.CPU: "notebook-in-limits",
    FailureKind.MEMORY: "notebook-in-limits",
    FailureKind.PROCESSES: "notebook-in-limits",
    FailureKind.OUTPUTS: "notebook-in-limits",
}


def outcome_of(failure: Failure, job: Job) -> Failed:
    """Turn a failure into the problem that is shown to the author."""
    message, fix = _SENTENCES[failure.kind]
    words = _words(failure, job)
    # Each exception has a cause of its own to suggest; all other fixes stand below.
    fix = suggestion(failure.error, job) if fix is None else replace(fix, words=words)
    rule = _RULE_OF.get(failure.kind, "notebook-could-run")
    where = _where(failure, job.notebook)
    return Failed(Problem(rule, where, replace(message, words=words), fix), failure)


def _where(failure: Failure, notebook: Notebook) -> Where:
    if failure.cell is None:
        return Place(notebook.path)
    return notebook.code_cells()[failure.cell].at(failure.line or 0)


def _words(failure: Failure, job: Job) -> dict[str, object]:
    """Return all that any sentence may want to say."""
    # Authors count from 1, the engine from 0.
    error = failure.error
    return {
        "cell": (failure.cell or 0) + 1,
        "line": (failure.line or 0) + 1,
        "exception": f"{error.get('type', '')}: {error.get('message', '')}".removesuffix(": "),
        "inner": _inner(error.get("inner")),
        "values": "".join(f"\n  | {name} = {value}" for name, value in error.get("values", ())),
        # The last lines of output as the author would have seen them.
        "output": "".join(f"\n  > {line}" for line in failure.output),
        "seconds": f"{job.timeout:g}",
        "memory": _in_units(job.memory),
        "reason": failure.reason,
    }


def _inner(inner: Mapping[str, Any] | None) -> str:
    """Name the place in the lesson where the exception arose, if the cell only led there."""
    if inner is None:
        return ""
    place = f"[{inner['cell'] + 1}]" if "cell" in inner else inner["file"]
    return f" ({place}:{inner['line']})"


def _in_units(number: int) -> str:
    unit, size = ("GB", 10**9) if number >= 10**9 else ("MB", 10**6)
    return f"{number / size:g} {unit}"


_MORE_TIME: Final = say(
    "let it do less, or allow more time in lesson.yml: 'timeout: …' under 'execution'"
)
_LINE_BY_LINE: Final = say("run the notebook in Jupyter, line by line, to see which one ends it")

_SENTENCES: Final[Mapping[FailureKind, tuple[Message, Message | None]]] = {
    FailureKind.RAISED: (
        say("code cell {cell}, line {line}: {exception}{inner}{values}{output}"),
        None,
    ),
    FailureKind.DID_NOT_RAISE: (
        say("code cell {cell} is tagged raises-exception, but raises none"),
        say("take the tag away, or let the cell raise what it promises"),
    ),
    FailureKind.CELL_TIME: (
        say("code cell {cell} took longer than {seconds} s{output}"),
        _MORE_TIME,
    ),
    FailureKind.NOTEBOOK_TIME: (
        say("the notebook took ten times as long as one cell may ({seconds} s){output}"),
        _MORE_TIME,
    ),
    FailureKind.CPU: (
        say("code cell {cell} used more processor time than ten cells may ({seconds} s each)"),
        _MORE_TIME,
    ),
    FailureKind.MEMORY: (
        say("code cell {cell} used more than {memory} of memory{output}"),
        say(
            "let it hold less at a time, or allow more in lesson.yml: 'memory: …' under 'execution'"
        ),
    ),
    FailureKind.PROCESSES: (
        say("code cell {cell} started more than 200 processes"),
        say("start fewer at a time, and wait for them"),
    ),
    FailureKind.OUTPUTS: (
        say("code cell {cell} put out more than 20 MB"),
        say("let it show less; a reader takes in a few lines and a picture"),
    ),
    FailureKind.DIED: (
        say("the notebook's process ended while code cell {cell} ran ({reason}){output}"),
        _LINE_BY_LINE,
    ),
    FailureKind.NEVER_STARTED: (
        say("the notebook's process did not start ({reason})"),
        say("build once more; if it stays so, send us this message"),
    ),
    FailureKind.NO_WORKER: (
        say("the cluster had no worker to run the notebook"),
        say("start workers, and build once more"),
    ),
    FailureKind.OTHER_PACKAGES: (
        say("a worker of the cluster has other packages than this machine"),
        say("install the same packages in the same versions there, and build once more"),
    ),
    FailureKind.ENDED_WORKERS: (
        say("the notebook ended two workers of the cluster"),
        _LINE_BY_LINE,
    ),
    FailureKind.NO_KERNEL: (
        say("there is no kernel '{reason}' on this machine"),
        say("install it, or write 'python3' as the notebook's kernel"),
    ),
    FailureKind.CHANGED: (
        say("'{reason}' changed while the course was being built"),
        say("build once more"),
    ),
}
