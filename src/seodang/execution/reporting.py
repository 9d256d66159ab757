"""Telling authors of a notebook that failed: what happened, where, and what mends it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from seodang.course.notebook import Notebook
from seodang.execution.causes import suggestion
from seodang.execution.failure import Failing, Failure
from seodang.execution.outcomes import CouldNotRun, Job, Outcome, Raised
from seodang.problems import Message, Place, Problem, Where, say

# The outcomes: what the author's code did, against what the machine could not do.
_RAISED: Final = frozenset(
    {
        Failing.RAISED,
        Failing.DID_NOT_RAISE,
        Failing.CELL_TIME,
        Failing.NOTEBOOK_TIME,
        Failing.OUTPUTS,
    }
)
_RULES: Final[Mapping[Failing, str]] = {
    Failing.RAISED: "notebook-runs",
    Failing.DID_NOT_RAISE: "cell-raises",
    Failing.CELL_TIME: "notebook-in-limits",
    Failing.NOTEBOOK_TIME: "notebook-in-limits",
    Failing.CPU: "notebook-in-limits",
    Failing.MEMORY: "notebook-in-limits",
    Failing.PROCESSES: "notebook-in-limits",
    Failing.OUTPUTS: "notebook-in-limits",
}


def outcome_of(failure: Failure, job: Job) -> Outcome:
    """Turn a failure into the problem that is shown to the author."""
    message, fix = _raised(failure, job) if failure.how is Failing.RAISED else _words(failure, job)
    rule = _RULES.get(failure.how, "notebook-could-run")
    problem = Problem(rule, _where(failure, job.notebook), _with_output(message, failure), fix)
    return Raised(problem) if failure.how in _RAISED else CouldNotRun(problem)


def _where(failure: Failure, notebook: Notebook) -> Where:
    if failure.cell is None:
        return Place(notebook.path)
    return notebook.code_cells()[failure.cell].at(failure.line or 0)


def _raised(failure: Failure, job: Job) -> tuple[Message, Message]:
    error = failure.error
    words = {
        "cell": (failure.cell or 0) + 1,
        "line": (failure.line or 0) + 1,
        "exception": f"{error.get('type', '')}: {error.get('message', '')}".removesuffix(": "),
        "inner": _inner(error.get("inner")),
        "values": "".join(f"\n  | {name} = {value}" for name, value in error.get("values", ())),
    }
    message = say("code cell {cell}, line {line}: {exception}{inner}{values}", **words)
    return message, suggestion(error, job)


def _inner(inner: Mapping[str, Any] | None) -> str:
    if inner is None:
        return ""
    if "cell" in inner:
        return f" (code cell {inner['cell'] + 1}, line {inner['line']})"
    return f" ({inner['file']}:{inner['line']})"


def _with_output(message: Message, failure: Failure) -> Message:
    """Put the last lines of output below a message, as the author would have seen them."""
    if not failure.output or failure.how is Failing.DID_NOT_RAISE:
        return message
    last = "".join(f"\n  > {line}" for line in failure.output)
    return say(message.msgid + "{output}", **{**message.words, "output": last})


def _words(failure: Failure, job: Job) -> tuple[Message, Message]:
    """Return what is said of every failure that is no exception, and its fix."""
    words = {
        "cell": (failure.cell or 0) + 1,
        "seconds": f"{job.timeout:g}",
        "memory": _in_units(job.memory),
        "reason": failure.reason,
        "kernel": failure.reason,
        "path": failure.reason,
    }
    message, fix = _SENTENCES[failure.how]
    return say(message, **words), say(fix, **words)


def _in_units(number: int) -> str:
    unit, size = ("GB", 10**9) if number >= 10**9 else ("MB", 10**6)
    return f"{number / size:g} {unit}"


_SENTENCES: Final[Mapping[Failing, tuple[str, str]]] = {
    Failing.DID_NOT_RAISE: (
        "code cell {cell} is tagged raises-exception, but raises none",
        "take the tag away, or let the cell raise what it promises",
    ),
    Failing.CELL_TIME: (
        "code cell {cell} took longer than {seconds} s",
        "let it do less, or allow more time in lesson.yml: 'timeout: …' under 'execution'",
    ),
    Failing.NOTEBOOK_TIME: (
        "the notebook took ten times as long as a cell may ({seconds} s)",
        "let it do less, or allow more time in lesson.yml: 'timeout: …' under 'execution'",
    ),
    Failing.CPU: (
        "code cell {cell} used more processor time than ten cells may ({seconds} s each)",
        "let it do less, or allow more time in lesson.yml: 'timeout: …' under 'execution'",
    ),
    Failing.MEMORY: (
        "code cell {cell} used more than {memory} of memory",
        "let it hold less at a time, or allow more in lesson.yml: 'memory: …' under 'execution'",
    ),
    Failing.PROCESSES: (
        "code cell {cell} started more than 200 processes",
        "start fewer at a time, and wait for them",
    ),
    Failing.OUTPUTS: (
        "code cell {cell} put out more than 20 MB",
        "let it show less; a reader can take in a few lines and a picture",
    ),
    Failing.DIED: (
        "the notebook's process ended while code cell {cell} ran ({reason})",
        "run the notebook in Jupyter, line by line, to see which one ends it",
    ),
    Failing.NEVER_STARTED: (
        "the notebook's process did not start ({reason})",
        "build once more; if it stays so, send us this message",
    ),
    Failing.NO_KERNEL: (
        "there is no kernel '{kernel}' on this machine",
        "install it, or write 'python3' as the notebook's kernel",
    ),
    Failing.CHANGED: (
        "'{path}' changed while the course was being built",
        "build once more",
    ),
}
