"""The report of a build, for people (a summary) and for programs (`--report FILE`)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from seodang.cache.store import replace_file
from seodang.catalogue import Speaker
from seodang.problems import Place, Problem
from seodang.rules import Severity

if TYPE_CHECKING:  # an unchanged course is reported without loading the stages
    from seodang.course.model import Course
    from seodang.results import Result

STAGES: Final = ("load", "check", "plan", "execute", "render", "site", "inspect", "total")


def report_of(result: Result, speech: Speaker, total: float) -> dict[str, Any]:
    """Return a build's report as JSON values (design, section 6); times are in seconds."""
    executed = result.prepared.executed
    written = [built.written for built in result.outputs if built.written]
    return {
        "lessons": len(result.prepared.documents.course.lessons),
        "executed": executed.executed if executed else 0,
        "reused": executed.reused if executed else 0,
        "failed": len(executed.failed) if executed else 0,
        "pages": {
            "written": sum(one.written for one in written),
            "reused": sum(one.reused for one in written),
        },
        "problems": [problem_report(problem, speech) for problem in result.problems],
        "notes": [speech.words(note) for note in (executed.notes if executed else ())],
        "seconds": seconds_report(result.seconds, total),
    }


def check_report(
    course: Course,
    problems: Iterable[Problem],
    seconds: dict[str, float],
    total: float,
    speech: Speaker,
) -> dict[str, Any]:
    """Return the report of a run that built nothing."""
    return {
        "lessons": len(course.lessons),
        "executed": 0,
        "reused": 0,
        "failed": 0,
        "pages": {"written": 0, "reused": 0},
        "problems": [problem_report(problem, speech) for problem in problems],
        "notes": [],
        "seconds": seconds_report(seconds, total),
    }


def seconds_report(seconds: dict[str, float], total: float) -> dict[str, float]:
    """Return the seconds of every stage; one that did not run took none."""
    return {stage: round({**seconds, "total": total}.get(stage, 0.0), 3) for stage in STAGES}


def problem_report(problem: Problem, speech: Speaker) -> dict[str, Any]:
    """Return one problem as JSON values."""
    where = problem.where
    place = where if isinstance(where, Place) else Place(where.path)
    return {
        "rule": problem.rule,
        "severity": str(problem.severity),
        "path": place.path,
        "line": place.line,
        "column": place.column,
        "message": speech.words(problem.message),
        "hint": speech.words(problem.fix),
    }


def write_report(file: Path | None, report: dict[str, Any]) -> None:
    """Write a report where one was asked for."""
    if file is not None:
        text = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
        replace_file(file, text.encode())


def problem_lines(report: dict[str, Any], speech: Speaker) -> list[str]:
    """Return the lines of a report's problems, two each."""
    return [
        f"{p['path']}:{p['line']}:{p['column']}: {speech(p['severity'])} [{p['rule']}] "
        f"{p['message']}\n    {speech('fix:')} {p['hint']}"
        for p in report["problems"]
    ]


def count(report: dict[str, Any], severity: Severity) -> int:
    """Count a report's problems of one severity."""
    return sum(problem["severity"] == severity for problem in report["problems"])


def summary(report: dict[str, Any], address: str | None, speech: Speaker) -> str:
    """Return the last lines of a build: what was done, and where to look at it."""
    line = speech(
        "{lessons} lessons ({executed} executed, {reused} reused), {written} pages written, "
        "{kept} unchanged, {warnings} warnings, {seconds} s",
        lessons=report["lessons"],
        executed=report["executed"],
        reused=report["reused"],
        written=report["pages"]["written"],
        kept=report["pages"]["reused"],
        warnings=count(report, Severity.WARNING),
        seconds=f"{report['seconds']['total']:.1f}",
    )
    return line if address is None else f"{line}\n{speech('Open:')} {address}"
