"""One likely cause for the commonest exceptions, and what mends it."""

from __future__ import annotations

import errno
import posixpath
import re
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from seodang.execution.missing_modules import missing_module
from seodang.execution.odd_signs import odd_sign
from seodang.execution.outcomes import Job
from seodang.problems import Message, did_you_mean, say

Error: TypeAlias = Mapping[str, Any]
Details: TypeAlias = Mapping[str, str]

_ABSOLUTE: Final = re.compile(r"/|~|[A-Za-z]:")


def suggestion(error: Error, job: Job) -> Message:
    """Suggest what mends an exception.

    `error` is what `child/exception_report.py` told of it. The cause is that of its own class or
    of the nearest class above it that is known here.
    """
    # The class of the exception first, then its bases: a lesson may define its own.
    cause = next((_CAUSES[kind] for kind in error.get("kinds", ()) if kind in _CAUSES), _UNKNOWN)
    return cause if isinstance(cause, Message) else cause(error.get("details", {}), job)


def _name(details: Details, job: Job) -> Message:
    name = details.get("name")
    if name is None:
        return _UNKNOWN
    gives = re.compile(
        rf"(?<![\w.]){re.escape(name)}\s*=(?!=)|\b(?:def|class)\s+{re.escape(name)}\b"
    )
    later = [n for n, cell in enumerate(job.notebook.code_cells(), 1) if gives.search(cell.source)]
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
    name = details.get("name")
    if not name:
        return _UNKNOWN
    # Python names the part that is missing: of `google.colab` perhaps `google` alone.
    whole = re.compile(rf"\b(?:from|import)\s+({re.escape(name)}[\w.]*)")
    found = (whole.search(cell.source) for cell in job.notebook.code_cells())
    written = next((match[1] for match in found if match), name)
    return missing_module(written, f"lessons/{job.lesson}")


def _file(details: Details, job: Job) -> Message:
    # A path given in full leads into the private copy, whose last folder is `lesson`.
    path = details.get("filename", "").replace("\\", "/").rpartition("/lesson/")[2]
    if path in job.workspace:
        return say("write the path as it stands in lesson.yml: '{path}'", path=path)
    if path.lower().endswith((".ttf", ".otf", ".ttc")):
        return say("take the font's file out: figures are drawn with a Korean font anyway")
    name = posixpath.basename(path)
    if name and _ABSOLUTE.match(path):
        return say(
            "put the file into '{folder}/data/', write into lesson.yml 'execution: {example}', and"
            " open it as 'data/{name}'",
            folder=f"lessons/{job.lesson}",
            example=_declared(job, f"data/{name}"),
            name=name,
        )
    return say(
        "write into lesson.yml 'execution: {example}'; a lesson sees only declared files",
        example=_declared(job, posixpath.normpath(path) if path else "…"),
    )


def _declared(job: Job, path: str) -> str:
    """Return the data that lesson.yml declares with one file more, to be pasted there."""
    before = [name for name in job.workspace if not name.endswith(".py")]
    return f"{{data: [{', '.join([*before, path])}]}}"


def _system(details: Details, _: Job) -> Message:
    known = next((_SYSTEM[n] for n in _SYSTEM if str(n) == details.get("errno")), None)
    return known or _SEE_REASON


def _syntax(details: Details, _: Job) -> Message:
    sign = details.get("sign", "")
    return (odd_sign(sign) if len(sign) == 1 else None) or say(
        "look at this line and the one before: a bracket, quote or colon is missing"
    )


def _import(details: Details, _: Job) -> Message:
    if "wanted" not in details:  # the module itself complains, of what it lacks, say
        return _SEE_REASON
    other = say("see how the name is spelt in the module it is imported from")
    return did_you_mean(details.get("meant"), other)


def _attribute(details: Details, _: Job) -> Message:
    other = say("see with type(…) and dir(…) what kind of value it is and what it offers")
    return did_you_mean(details.get("meant"), other)


def _network(_: Details, job: Job) -> Message:
    if job.network:
        return say("see whether the address is right, and whether this machine reaches it")
    return _NO_NETWORK


def _key(details: Details, _: Job) -> Message:
    return say("there is no {key}; see with .keys() which there are", key=details.get("key", "…"))


_UNKNOWN: Final = say("run the notebook in Jupyter from top to bottom and mend this cell")
_SEE_REASON: Final = say("see the reason given above, and mend this cell")
_NO_NETWORK: Final = say(
    "a lesson has no network unless lesson.yml says 'network: true' under 'execution'"
)

_FULL: Final = say("let it write less: a lesson writes at most 500 MB, into its own folder")
_SYSTEM: Final[Mapping[int, Message]] = {
    errno.ENOSPC: _FULL,
    errno.EFBIG: _FULL,
    errno.EROFS: say("write into the lesson's own folder only; what is written there vanishes"),
    errno.EMFILE: say("close files after use; a lesson holds at most 512 open"),
    errno.ENETUNREACH: _NO_NETWORK,
    errno.EHOSTUNREACH: _NO_NETWORK,
}

_CAUSES: Final[Mapping[str, Message | Callable[[Details, Job], Message]]] = {
    "NameError": _name,
    "ModuleNotFoundError": _module,
    "FileNotFoundError": _file,
    "AttributeError": _attribute,
    "KeyError": _key,
    "ImportError": _import,
    "IndexError": say("the list is shorter than the line expects; positions count from 0"),
    "TypeError": say("see the kinds of the values above; text and numbers do not mix"),
    "ZeroDivisionError": say("see which value is 0, and decide what should happen then"),
    "UnicodeDecodeError": say("save the file as UTF-8, or open it with encoding='cp949'"),
    "ValueError": say("see the values above; one of them is not of the form expected"),
    "IndentationError": say("indent the lines of a block alike, with four spaces"),
    "SyntaxError": _syntax,
    "RecursionError": say("the function calls itself without end; give it a case that returns"),
    "AssertionError": say("what the line asserts is not so; see the values above"),
    "StdinNotImplementedError": say("give the value in the cell, as nobody can type it here"),
    "PermissionError": say(
        "write into the lesson's own folder only; what is written there vanishes"
    ),
    "gaierror": _network,
    "URLError": _network,
    "ConnectionError": _network,
    "OSError": _system,
    "SystemExit": say("take the exit() away; a lesson ends after its last cell"),
}
