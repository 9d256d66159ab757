"""Execute the course in a folder, as a process of its own that tests may kill.

python build_once.py ROOT JOBS
"""

from __future__ import annotations

import sys
from pathlib import Path

from seodang.cache.store import Store
from seodang.course.loader import load_course
from seodang.documents.documents import Documents
from seodang.execution.execute import execute
from seodang.execution.plan import plan_build

if __name__ == "__main__":
    root = Path(sys.argv[1])
    course, _ = load_course(root)
    store = Store(root / ".seodang" / "store")
    documents = Documents(course, store)
    plan, _ = plan_build(documents, store)
    executed, problems = execute(plan, documents, store, int(sys.argv[2]), lambda _: None)
    counts = f"{executed.executed} {executed.reused} {len(problems)}"
    sys.stdout.write("\n".join([counts, *map(str, executed.notes)]) + "\n")
