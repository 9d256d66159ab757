"""What was wanted of the site's building, beside what was measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from benchmarks.site_rows import COLD, PROSE, PRUNED, SAME, SEODANG, Row

MANY, MOST, FEW = 1000, 5000, 200

_HEAD: Final = """
## Goals

"x": how many times less than `mkdocs build` with the pruned navigation in the same run.

| | measured | must | | aim | |
| --- | ---: | ---: | --- | ---: | --- |"""


@dataclass(frozen=True)
class Goal:
    """A figure, what it must be and what it aims at; `measured` is none where no line says it."""

    what: str
    measured: float | None
    must: float
    aim: float
    unit: str
    is_floor: bool = False
    """Whether more is better."""

    def line(self) -> str:
        """Return the goal as a line of the table."""
        cells = (self._verdict(self.must), self._verdict(self.aim))
        shown = "not measured" if self.measured is None else self._figure(self.measured)
        return (
            f"| {self.what} | {shown} | {self._figure(self.must)} | {cells[0]} "
            f"| {self._figure(self.aim)} | {cells[1]} |"
        )

    def _verdict(self, bound: float) -> str:
        if self.measured is None:
            return ""
        is_met = self.measured >= bound if self.is_floor else self.measured <= bound
        return "met" if is_met else "missed"

    def _figure(self, number: float) -> str:
        digits = 0 if number >= 100 else 2 if number < 10 else 1  # noqa: PLR2004
        text = f"{number:.{digits}f}"
        whole = text.rstrip("0").rstrip(".") if "." in text else text
        return f"{whole} {self.unit}".rstrip()


def goals(rows: Sequence[Row], saved: Mapping[str, float]) -> str:
    """Return the table of the goals; `saved` are milliseconds from a saved edit to the page."""
    return "\n".join([_HEAD, *(goal.line() for goal in _goals(rows, saved))])


def _goals(rows: Sequence[Row], saved: Mapping[str, float]) -> Iterator[Goal]:
    same, prose = (_times(rows, what, "wall") for what in (SAME, PROSE))
    yield Goal("no change, 1,000 lessons, wall", same, 100, 250, "x", is_floor=True)
    yield Goal("one prose edit, 1,000 lessons, wall", prose, 25, 60, "x", is_floor=True)
    for kind in ("prose", "code"):
        what = f"a saved edit ({kind}) to the page in a browser, 1,000 lessons"
        yield Goal(what, saved.get(kind), 500, 150, "ms")
    cpu, wall = (_times(rows, COLD, field) for field in ("cpu", "wall"))
    yield Goal("cold, 1,000 lessons, CPU", cpu, 2, 3, "x", is_floor=True)
    yield Goal("cold, 1,000 lessons, wall on two cores", wall, 3.5, 5, "x", is_floor=True)
    yield Goal("cold, CPU a page, 5,000 over 200 lessons", _growth(rows), 1.2, 1.05, "")
    page = _find(rows, MANY, SEODANG, COLD)
    size = None if page is None else page.page / 1000
    yield Goal("HTML of a lesson's page, 1,000 lessons", size, 90, 60, "KB")
    yield Goal(
        "peak memory, 5,000 lessons, the largest of our lines", _memory(rows), 600, 300, "MB"
    )


def _times(rows: Sequence[Row], what: str, field: str) -> float | None:
    """Return how many times less we cost than a build of MkDocs."""
    ours, peer = _find(rows, MANY, SEODANG, what), _find(rows, MANY, PRUNED, COLD)
    if ours is None or peer is None:
        return None
    return float(getattr(peer.cost, field) / getattr(ours.cost, field))


def _growth(rows: Sequence[Row]) -> float | None:
    few, most = (_find(rows, lessons, SEODANG, COLD) for lessons in (FEW, MOST))
    return None if few is None or most is None else most.a_page / few.a_page


def _memory(rows: Sequence[Row]) -> float | None:
    found = [row.cost.memory for row in rows if row.lessons == MOST and row.who == SEODANG]
    return max(found, default=None)


def _find(rows: Sequence[Row], lessons: int, who: str, what: str) -> Row | None:
    wanted = (lessons, who, what)
    return next((row for row in rows if (row.lessons, row.who, row.what) == wanted), None)
