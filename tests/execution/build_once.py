"""Execute the course in a folder, as a process of its own that tests may kill.

python build_once.py ROOT JOBS
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from seodang.cache.store import Store
from seodang.course.loader import load_course
from seodang.execution.execute import execute
from seodang.execution.plan import plan_build

if __name__ == "__main__":
    root = Path(sys.argv[1])
    course, _ = load_course(root)
    store = Store(root / ".seodang" / "store")
    plan, _ = plan_build(course, store, date(2026, 11, 21))
    executed, problems = execute(plan, course, store, int(sys.argv[2]), lambda _: None)
    counts = f"{executed.executed} {executed.reused} {len(problems)}"
    sys.stdout.write("\n".join([counts, *map(str, executed.notes)]) + "\n")
