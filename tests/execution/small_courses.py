"""Small courses with code, and what became of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from seodang.cache.store import Store
from seodang.execution.outcomes import CellOutputs, Executed, outputs_in
from seodang.execution.plan import Plan
from seodang.problems import Problem

FRONT = "---\nkernelspec:\n  display_name: Python 3\n  language: python\n  name: {kernel}\n---\n"
LESSON = """\
title: 수업 {name}
summary: 시험용 수업입니다.
format: class
minutes: 30
level: beginner
objectives: [한 가지를 배웁니다]
"""


def notebook(*cells: str, kernel: str = "python3") -> str:
    """Write a MyST notebook of code cells; a cell may begin with its options (`:tags: …`)."""
    fences = (f"글 {n}\n\n```{{code-cell}} ipython3\n{cell}\n```\n" for n, cell in enumerate(cells))
    return FRONT.format(kernel=kernel) + "\n" + "\n".join(fences)


def lesson(*cells: str, name: str = "a", **execution: str) -> dict[str, str]:
    """Return the files of a lesson of code cells; `execution` are keys of lesson.yml."""
    keys = ", ".join(f"{key}: {value}" for key, value in execution.items())
    return {
        f"lessons/{name}/lesson.yml": LESSON.format(name=name)
        + (f"execution: {{{keys}}}\n" if keys else ""),
        f"lessons/{name}/notebook.md": notebook(*cells),
    }


@dataclass(frozen=True)
class Built:
    """What a build of a test course gave."""

    plan: Plan
    executed: Executed
    problems: list[Problem]
    store: Store

    def outputs(self, name: str = "a") -> CellOutputs:
        return outputs_in(self.store, self.executed.outputs.get(name))  # type: ignore[call-overload]

    def reasons(self) -> dict[str, str]:
        return {planned.lesson: str(planned.reason) for planned in self.plan.run}

    def told(self) -> list[str]:
        return [f"{p.where.path}:{p.where.line}: [{p.rule}] {p.message}" for p in self.problems]


Run = Callable[..., Built]
