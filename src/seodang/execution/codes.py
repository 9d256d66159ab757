"""The code of all notebooks, of which only those that changed are read."""

from __future__ import annotations

from seodang.cache.fingerprint import engine_key
from seodang.cache.memo import Ledger, Noting, noted_by_all
from seodang.cache.store import Store
from seodang.course.model import Course
from seodang.documents.document import parse_notebook
from seodang.execution.inputs import Code, code_of
from seodang.files.reading import read_hashed
from seodang.problems import Problem


class Codes:
    """Knows the code of notebooks by their paths; `ledger` is what it has noted."""

    def __init__(self, course: Course, store: Store) -> None:
        self._course = course
        self.ledger = Ledger(store, "code of notebooks", engine_key())

    def read_all(self, jobs: int) -> None:
        """Read the notebooks whose code is not known, in at most `jobs` processes."""
        paths = self._course.notebooks.values()
        new = [path for path in paths if not self.knows(path)]
        noted_by_all(Noting(self.of, [self.ledger]), new, jobs)

    def knows(self, path: str) -> bool:
        """Whether the code is known of a notebook as it was when the course was loaded."""
        return self._known(path) is not None

    def of(self, path: str) -> Code:
        """Return the code of a notebook.

        One that cannot be read has none here: that is a problem of loading, reported there.
        """
        known = self._known(path)
        if known is not None:
            return known
        text, digest = read_hashed(self._course.root, path)
        if isinstance(text, Problem):
            return Code("", ())
        notebook, problems = parse_notebook(text, path)
        code = code_of(notebook) if not problems else Code("", ())
        self.ledger.note(path, digest, [code.kernel, list(code.cells)])
        return code

    def _known(self, path: str) -> Code | None:
        known = self.ledger.recall(path, self._course.digests.get(path))
        return None if known is None else Code(known[0], tuple(known[1]))
