"""What came of a build, for whoever tells people or programs."""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from seodang.documents.documents import Documents
from seodang.execution.outcomes import Executed
from seodang.execution.plan import Plan
from seodang.output.write_output import Written
from seodang.problems import Problem
from seodang.rendering.render import Rendered


@dataclass(frozen=True, slots=True)
class Prepared:
    """A course whose notebooks have run; without `executed` where problems stopped it before.

    `may_go_on` says whether outputs are to be made of it.
    """

    documents: Documents
    problems: tuple[Problem, ...]
    plan: Plan | None = None
    executed: Executed | None = None
    may_go_on: bool = False


@dataclass(frozen=True, slots=True)
class Built:
    """One output: what its texts became, and its folder, if that was to be written and could be."""

    rendered: Rendered
    problems: tuple[Problem, ...]
    written: Written | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a build did; `outputs` are those it came to by name, in order."""

    prepared: Prepared
    seconds: dict[str, float]
    outputs: Mapping[str, Built] = field(default_factory=dict)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All problems, stage by stage; what is wrong in several outputs is told once."""
        found = list(self.prepared.problems)
        for built in self.outputs.values():
            found += [problem for problem in built.problems if problem not in found]
        return tuple(found)

    @property
    def is_written(self) -> bool:
        """Whether every output stands in its folder."""
        return bool(self.outputs) and all(built.written for built in self.outputs.values())


@dataclass(slots=True)
class Stopwatch:
    """Seconds spent in each stage, in the order in which the stages ran."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Time a stage."""
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = self.seconds.get(stage, 0.0) + time.perf_counter() - begin
