"""`check`: everything that can be said about the course without running it."""

from __future__ import annotations

import time

import click

from seodang.commands.options import JOBS, REPORT, STRICT, TODAY, Options, takes
from seodang.commands.report import count, problem_lines, write_report
from seodang.rules import Severity


@click.command("check")
@takes(JOBS, STRICT, TODAY, REPORT)
def command(options: Options) -> int:
    """Check the course without running anything."""
    from seodang.commands.report import check_report
    from seodang.pipeline import check
    from seodang.results import Stopwatch

    begin = time.perf_counter()
    watch = Stopwatch()
    course, problems = check(options, watch)
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
