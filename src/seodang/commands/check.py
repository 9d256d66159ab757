"""`check`: everything that can be said about the course without running it."""

from __future__ import annotations

import time

import click

from seodang.commands.options import Options
from seodang.commands.report import count, problem_lines, write_report
from seodang.rules import Severity


def check_command(options: Options) -> int:
    """Load and check the course, list its problems, and return the exit code."""
    from seodang.commands.report import check_report
    from seodang.pipeline import check
    from seodang.settings import Stopwatch

    begin = time.perf_counter()
    watch = Stopwatch()
    course, problems = check(options.settings(), watch)
    total = time.perf_counter() - begin
    report = check_report(course, problems, watch.seconds, total, options.speech)
    write_report(options.report, report)
    for lines in problem_lines(report, options.speech):
        click.echo(lines, err=True)
    errors, warnings = count(report, Severity.ERROR), count(report, Severity.WARNING)
    click.echo(
        options.speech(
            "{lessons} lessons checked: {errors} errors, {warnings} warnings",
            lessons=report["lessons"],
            errors=errors,
            warnings=warnings,
        )
    )
    return 1 if errors or (options.strict and problems) else 0
