"""What is told of a notebook that failed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from seodang.course.notebook import Notebook
from seodang.execution.outcomes import CouldNotRun, Outcome, Raised
from seodang.problems import Message, Problem, say

LAST_LINES: Final = 20


class Failing(StrEnum):
    """The ways in which a notebook fails."""

    RAISED = "raised"
    DID_NOT_RAISE = "did-not-raise"
    TIMEOUT = "timeout"
    DIED = "died"


@dataclass(frozen=True, slots=True)
class Failure:
    """A notebook's failure as its runner saw it.

    `cell` counts code cells from 0; `line` counts the cell's lines from 0 and is None where it
    is not known. `exception` is what Python prints last; `output` the last lines put out.
    """

    how: Failing
    cell: int
    line: int | None = None
    exception: str = ""
    output: Sequence[str] = ()
    seconds: float = 0


def outcome_of(failure: Failure, notebook: Notebook) -> Outcome:
    """Turn a failure into the problem that says what happened, where, and what mends it."""
    cell = notebook.code_cells()[failure.cell]
    where = cell.at(failure.line or 0)
    message, fix = _words(failure)
    if failure.how is Failing.DID_NOT_RAISE:
        return Raised(Problem("cell-raises", where, message, fix))
    if failure.how is Failing.DIED:
        return CouldNotRun(Problem("notebook-could-run", where, message, fix))
    return Raised(Problem("notebook-runs", where, message, fix))


def _words(failure: Failure) -> tuple[Message, Message]:
    number = failure.cell + 1
    match failure.how:
        case Failing.DID_NOT_RAISE:
            return (
                say("code cell {cell} is tagged raises-exception, but raises none", cell=number),
                say("take the tag away, or let the cell raise what it promises"),
            )
        case Failing.TIMEOUT:
            return (
                say(
                    "code cell {cell} took longer than {seconds} s",
                    cell=number,
                    seconds=f"{failure.seconds:g}",
                ),
                say(
                    "let it do less, or allow more in lesson.yml: 'execution: {example}'",
                    example="{timeout: 120s}",
                ),
            )
        case Failing.DIED:
            return (
                say(
                    "the notebook's process ended while code cell {cell} ran ({reason})",
                    cell=number,
                    reason=failure.exception,
                ),
                say("run the notebook in Jupyter to see which line ends it"),
            )
    return _raised(failure)


def _raised(failure: Failure) -> tuple[Message, Message]:
    words = {
        "cell": failure.cell + 1,
        "line": (failure.line or 0) + 1,
        "exception": failure.exception,
    }
    fix = say("run the notebook in Jupyter from top to bottom and mend this cell")
    if not failure.output:
        return say("code cell {cell}, line {line}: {exception}", **words), fix
    last = "\n".join(f"  | {line}" for line in failure.output[-LAST_LINES:])
    return say(
        "code cell {cell}, line {line}: {exception}\nlast output:\n{output}", **words, output=last
    ), fix
