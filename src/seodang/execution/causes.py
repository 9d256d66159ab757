"""One likely cause for the commonest exceptions, and what mends it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from seodang.execution.outcomes import Job
from seodang.problems import Message, did_you_mean, say

Error: TypeAlias = Mapping[str, Any]
Details: TypeAlias = Mapping[str, str]


def suggestion(error: Error, job: Job) -> Message:
    """Suggest what mends an exception.

    `error` is what `child/exception_report.py` told of it. The cause is that of its own class or
    of the nearest class above it that is known here.
    """
    # The class of the exception first, then its bases: a lesson may define its own.
    cause = next((_CAUSES[kind] for kind in error.get("kinds", ()) if kind in _CAUSES), _UNKNOWN)
    return cause if isinstance(cause, Message) else cause(error.get("details", {}), job)


def _name(details: Details, job: Job) -> Message:
    name = details.get("name", "")
    later = [n for n, cell in enumerate(job.notebook.code_cells(), 1) if f"{name} =" in cell.source]
    if later and "meant" not in details:
        return say(
            "code cell {cell} gives '{name}' its value; put it before this one",
            cell=later[0],
            name=name,
        )
    unset = say(
        "give '{name}' a value in a cell above; a lesson runs from top to bottom", name=name
    )
    return did_you_mean(details.get("meant"), unset)


def _module(details: Details, job: Job) -> Message:
    return say(
        "write {name}.py into '{folder}', or add '{name}' to the course's requirements",
        name=details.get("name", ""),
        folder=f"lessons/{job.lesson}",
    )


def _file(details: Details, job: Job) -> Message:
    # A path given in full leads into the private copy, whose last folder is `lesson`.
    path = details.get("filename", "").replace("\\", "/").rpartition("/lesson/")[2]
    if path in job.workspace:
        return say("write the path as it stands in lesson.yml: '{path}'", path=path)
    return say(
        "declare it in lesson.yml: 'execution: {example}'; a lesson sees only declared files",
        example=f"{{data: [{path or '…'}]}}",
    )


def _attribute(details: Details, _: Job) -> Message:
    other = say("see with type(…) and dir(…) what kind of value it is and what it offers")
    return did_you_mean(details.get("meant"), other)


def _key(details: Details, _: Job) -> Message:
    return say("there is no {key}; see with .keys() which there are", key=details.get("key", "…"))


_UNKNOWN: Final = say("run the notebook in Jupyter from top to bottom and mend this cell")
_NETWORK: Final = say(
    "a lesson has no network unless lesson.yml says 'network: true' under 'execution'"
)

_CAUSES: Final[Mapping[str, Message | Callable[[Details, Job], Message]]] = {
    "NameError": _name,
    "ModuleNotFoundError": _module,
    "FileNotFoundError": _file,
    "AttributeError": _attribute,
    "KeyError": _key,
    "ImportError": say("see how the name is spelt in the module it is imported from"),
    "IndexError": say("the list is shorter than the line expects; positions count from 0"),
    "TypeError": say("see the kinds of the values above; text and numbers do not mix"),
    "ZeroDivisionError": say("see which value is 0, and decide what should happen then"),
    "UnicodeDecodeError": say("save the file as UTF-8, or open it with encoding='cp949'"),
    "ValueError": say("see the values above; one of them is not of the form expected"),
    "IndentationError": say("indent the lines of a block alike, with four spaces"),
    "SyntaxError": say(
        "look at this line and the one before: a bracket, quote or colon is missing"
    ),
    "RecursionError": say("the function calls itself without end; give it a case that returns"),
    "AssertionError": say("what the line asserts is not so; see the values above"),
    "StdinNotImplementedError": say("give the value in the cell, as nobody can type it here"),
    "PermissionError": say(
        "write into the lesson's own folder only; what is written there vanishes"
    ),
    "gaierror": _NETWORK,
    "URLError": _NETWORK,
    "ConnectionError": _NETWORK,
    "OSError": say("see the reason given; a lesson writes at most 500 MB, into its own folder"),
    "SystemExit": say("take the exit() away; a lesson ends after its last cell"),
}
