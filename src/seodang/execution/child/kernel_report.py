"""What a Jupyter kernel is asked about the exception that ended its cell.

The protocol tells an exception's name and text only. A Python kernel of IPython is asked for the
rest, by the same code that describes exceptions in a notebook's own process.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
from pathlib import PurePath
from typing import Any, Final

from seodang.execution.child import dense_figures, exception_report, text_bars
from seodang.execution.child.cell_names import cell_file

ANSWER: Final = "_seodang_answer"
"""The name under which the kernel holds its answer."""

_QUESTION: Final = """\
def {answer}():
    import json, os, sys
    from ipykernel.compiler import get_file_name
    report = {{"__name__": "exception_report"}}
    exec(compile({source!r}, "exception_report.py", "exec"), report)
    folder = os.path.dirname(get_file_name(""))
    files = {{os.path.join(folder, name): number for name, number in {files!r}.items()}}
    file = os.path.join(folder, {file!r})
    return json.dumps(report["describe_exception"](sys.last_value, file, files))
{answer} = {answer}()
"""
_WORDS: Final = (
    ("name", re.compile(r"name '([^']+)' is not defined")),
    ("name", re.compile(r"No module named '([^']+)'")),
    ("filename", re.compile(r"No such file or directory: '([^']+)'")),
)

_PREPARATION: Final = """\
try:
    get_ipython().enable_matplotlib = lambda gui=None, _as=get_ipython().enable_matplotlib: _as("inline")
except Exception:
    pass
try:
    exec(
        compile({figures!r}, "dense_figures.py", "exec"),
        {{"__name__": "dense_figures", "get_ipython": get_ipython}},
    )
except Exception:
    pass
try:
    exec(compile({bars!r}, "text_bars.py", "exec"), {{"__name__": "text_bars"}})
except Exception:
    pass
"""


def preparation() -> str:
    """Return what has a kernel show things as a notebook's own process does.

    `%matplotlib` draws inline whatever it asks for, figures are dense, and bars of tqdm are text.
    """
    dense = f"{inspect.getsource(dense_figures)}\ninstall(get_ipython().config)\n"
    return _PREPARATION.format(figures=dense, bars=f"{inspect.getsource(text_bars)}\ninstall()\n")


def question(sources: list[str]) -> str:
    """Return what has an IPython kernel describe its last exception.

    `sources` are those of the cells that ran, the last of them the one that failed.
    """
    files = {PurePath(cell_file(source)).name: number for number, source in enumerate(sources)}
    return _QUESTION.format(
        answer=ANSWER,
        source=inspect.getsource(exception_report),
        files=files,
        file=PurePath(cell_file(sources[-1])).name,
    )


def answered(reply: Any) -> dict[str, Any] | None:
    """Read the answer from a kernel's reply; None where it gave none."""
    try:
        told = reply["content"]["user_expressions"][ANSWER]["data"]["text/plain"]
        answer = json.loads(ast.literal_eval(told))
    except (KeyError, TypeError, ValueError, SyntaxError):
        return None
    return answer if isinstance(answer, dict) else None


def told_by_protocol(name: str, text: str, traceback: str) -> dict[str, Any]:
    """Describe an exception by what any kernel tells; the build finds its line in `traceback`."""
    found = ((word, pattern.search(text)) for word, pattern in _WORDS)
    details = {word: match[1] for word, match in found if match}
    return {
        "type": name,
        "kinds": [name],
        "message": text,
        "traceback": traceback,
        "details": details,
    }
