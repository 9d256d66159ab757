"""`--explain`: for each lesson the one input that made it run."""

from __future__ import annotations

from seodang.catalogue import Speaker
from seodang.execution.plan import Plan


def explanation(plan: Plan, speech: Speaker) -> str:
    """Return a line for every lesson with code: why it runs, or that it is reused."""
    runs = [f"{planned.lesson}: {speech.words(planned.reason)}" for planned in plan.run]
    return "\n".join([*runs, *(f"{lesson}: {speech('reused')}" for lesson in plan.reuse)])
