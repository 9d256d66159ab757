"""Execute a course's notebooks, two at a time, and nothing else.

python execute_only.py ROOT (local | spawn | nbclient)
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

JOBS = 2


def by_seodang(root: Path, executor: str) -> None:
    """Execute with an executor of Seodang."""
    from seodang.cache.store import Store
    from seodang.course.loader import load_course
    from seodang.documents.documents import Documents
    from seodang.execution.execute import execute
    from seodang.execution.plan import plan_build

    course, _ = load_course(root)
    store = Store(root / ".seodang" / "store")
    documents = Documents(course, store)
    plan, _ = plan_build(documents, store)
    if executor == "plan":
        return
    executed, problems = execute(plan, documents, store, JOBS, lambda _: None, executor=executor)
    if problems or executed.executed != len(course.lessons):
        sys.exit(f"{executed.executed} of {len(course.lessons)} ran: {problems[:3]}")


def by_nbclient(root: Path) -> None:
    """Execute with nbclient, a fresh kernel for each notebook, in a pool of processes."""
    files = sorted(root.glob("lessons/*/notebook.md"))
    with ProcessPoolExecutor(JOBS) as pool:
        for _ in pool.map(_run, files):
            pass


def _run(file: Path) -> None:
    import nbformat
    from nbclient import NotebookClient

    from seodang.documents.myst import read_myst

    cells = read_myst(file.read_text("utf-8"), file.name)[0].code_cells()
    notebook = nbformat.v4.new_notebook()  # type: ignore[no-untyped-call]
    notebook.cells = [nbformat.v4.new_code_cell(cell.source) for cell in cells]  # type: ignore[no-untyped-call]
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(notebook, timeout=120, kernel_name="python3")
        client.execute(cwd=folder, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    course_root, way = Path(sys.argv[1]), sys.argv[2]
    if way != "plan":
        shutil.rmtree(course_root / ".seodang" / "store" / "outputs", ignore_errors=True)
    if way == "nbclient":
        by_nbclient(course_root)
    else:
        by_seodang(course_root, way)
