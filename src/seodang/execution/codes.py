"""The code of all notebooks, of which only those that changed are read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from seodang.course.files import read_text
from seodang.course.loader import parse_notebook
from seodang.course.model import Course
from seodang.execution.inputs import Code, code_of
from seodang.forking import shared_out
from seodang.freshness import engine_key
from seodang.ledger import Ledger
from seodang.problems import Problem
from seodang.store import Store


def codes_of(course: Course, store: Store, jobs: int) -> Mapping[str, Code]:
    """Return, by path, the code of every notebook that has any.

    A notebook that cannot be read is a problem of loading, reported there. Reading one takes
    a hundred times what hashing it does.
    """
    ledger = Ledger(store, "code of notebooks", engine_key())
    known = {path: _known(course, path, ledger) for path in course.notebooks.values()}
    found = {path: code for path, codes in known.items() for code in codes}

    def read(paths: Iterable[str]) -> list[Any]:
        return [_read(course, path) for path in paths]

    for share in shared_out(read, [path for path in known if path not in found], jobs):
        for path, digest, code in share:
            ledger.note(path, digest, code)
            found[path] = code
    ledger.close()
    return {path: Code(kernel, tuple(cells)) for path, (kernel, cells) in found.items() if cells}


def _known(course: Course, path: str, ledger: Ledger) -> list[Any]:
    text = read_text(course.root, path)
    return [] if isinstance(text, Problem) else ledger.recall(path, _digest(text))


def _read(course: Course, path: str) -> list[Any]:
    """Return the path, a digest of the text, and the kernel with the digests of code cells."""
    text = read_text(course.root, path)
    if isinstance(text, Problem):
        return [path, "", ["", []]]
    notebook, problems = parse_notebook(text, path)
    code = code_of(notebook)
    return [path, _digest(text), [code.kernel, [] if problems else list(code.cells)]]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
