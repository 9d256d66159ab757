"""Failures as outputs of the cells that failed, for authors who mend them while they look."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from seodang.cache.store import OUTPUTS, Key, Store, key_of
from seodang.catalogue import Speaker
from seodang.documents.documents import Documents
from seodang.execution.outcomes import Executed, Output
from seodang.ids import LessonId
from seodang.problems import Problem


def with_failures_shown(
    executed: Executed, failures: Sequence[Problem], documents: Documents, store: Store
) -> Executed:
    """Return the outcome as if failed lessons had run, with each failure at its cell.

    All else of such a lesson can be read on its page, its prose and its code.
    """
    shown = {lesson: _kept(lesson, failures, documents, store) for lesson in executed.failed}
    outputs = {**executed.outputs, **{name: key for name, key in shown.items() if key}}
    failed = frozenset(name for name, key in shown.items() if key is None)
    return replace(executed, outputs=outputs, failed=failed)


def _kept(
    lesson: LessonId, failures: Sequence[Problem], documents: Documents, store: Store
) -> Key | None:
    ref = documents.notebook_of(documents.course.lessons[lesson])
    document = None if ref is None else documents.open(ref)
    if document is None:
        return None
    words = Speaker(documents.course.programme.language, "messages")
    outputs = {
        cell.id: list(_errors(failures, [cell.at(n) for n in range(_lines(cell.source))], words))
        for cell in document.notebook.code_cells()
    }
    key = key_of("failure", outputs)
    store.save_json(OUTPUTS, key, outputs)
    return key


def _lines(source: str) -> int:
    return source.count("\n") + 1


def _errors(
    failures: Sequence[Problem], lines: Sequence[object], words: Speaker
) -> Iterator[Output]:
    for problem in failures:
        if problem.where in lines:
            line = lines.index(problem.where) + 1
            message = words.words(problem.message)
            place = f"Cell In[1], line {line}"  # as IPython writes it
            yield {"output_type": "error", "ename": message, "evalue": "", "traceback": [place]}
