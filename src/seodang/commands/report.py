"""The report of a build, for people (a summary) and for programs (`--report FILE`)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from seodang.cache.store import replace_file
from seodang.catalogue import Speaker
from seodang.commands.options import Options
from seodang.commands.terminal import printable_values, tell
from seodang.problems import Place, Problem
from seodang.rules import Severity

if TYPE_CHECKING:  # an unchanged course is reported without loading the stages
    from seodang.course.model import Course
    from seodang.execution.outcomes import Executed
    from seodang.output.write_output import Written
    from seodang.results import Result

STAGES: Final = ("load", "check", "plan", "execute", "render", "site", "inspect", "total")


def build_report(result: Result, speech: Speaker, total: float) -> dict[str, Any]:
    """Return the report of a build that took so many seconds in total."""
    seconds, prepared = {**result.seconds, "total": total}, result.prepared
    return report_of(
        prepared.documents.course,
        result.problems,
        seconds,
        speech,
        executed=prepared.executed,
        outputs=[one.written for one in result.outputs.values()],
    )


def report_of(
    course: Course,
    problems: Iterable[Problem],
    seconds: Mapping[str, float],
    speech: Speaker,
    *,
    executed: Executed | None = None,
    outputs: Iterable[Written | None] = (),
) -> dict[str, Any]:
    """Return a report as JSON values (design, section 6); times are in seconds."""
    written = [one for one in outputs if one]
    return {
        "lessons": len(course.lessons),
        "executed": executed.executed if executed else 0,
        "reused": executed.reused if executed else 0,
        "failed": len(executed.failed) if executed else 0,
        "pages": {
            "written": sum(one.written for one in written),
            "reused": sum(one.reused for one in written),
        },
        "problems": [problem_report(problem, speech) for problem in problems],
        "notes": [speech.words(note) for note in (executed.notes if executed else ())],
        "seconds": seconds_report(seconds),
    }


def seconds_report(seconds: Mapping[str, float]) -> dict[str, float]:
    """Return the seconds of every stage; one that did not run took none."""
    return {stage: round(seconds.get(stage, 0.0), 3) for stage in STAGES}


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
        text = json.dumps(printable_values(report), ensure_ascii=False, indent=2) + "\n"
        replace_file(file, text.encode())


def problem_lines(
    report: Mapping[str, Any], speech: Speaker, has_lines: Callable[[str], bool] = lambda _: True
) -> list[str]:
    """Return the lines of a report's problems, two each; a place may have no lines to be named."""
    return [
        f"{p['path']}{':{line}:{column}'.format_map(p) if has_lines(p['path']) else ''}: "
        f"{speech(p['severity'])} [{p['rule']}] {p['message']}\n    {speech('fix:')} {p['hint']}"
        for p in report["problems"]
    ]


def finish(
    options: Options,
    report: dict[str, Any],
    last_words: str = "",
    has_lines: Callable[[str], bool] = lambda _: True,
) -> int:
    """Write a report where one was asked for, tell its problems, and return the exit code."""
    write_report(options.report, report)
    for lines in problem_lines(report, options.speech, has_lines):
        tell(lines, err=True)
    if last_words:
        tell(last_words)
    return 1 if count(report, Severity.ERROR) or (options.strict and report["problems"]) else 0


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
