"""`check`: everything that can be said about the course without running it."""

from __future__ import annotations

import click

from seodang.commands.options import READING_JOBS, REPORT, STRICT, TODAY, Options, takes
from seodang.commands.report import count, finish, report_of
from seodang.rules import Severity


@click.command("check")
@takes(READING_JOBS, STRICT, TODAY, REPORT)
def command(options: Options) -> int:
    """Check the course without running anything."""
    from seodang.pipeline import check
    from seodang.results import Stopwatch

    watch = Stopwatch()
    with watch("total"):
        course, problems = check(options, watch)
    report = report_of(course, problems, watch.seconds, options.speech)
    checked = options.speech(
        "{lessons} lessons checked: {errors} errors, {warnings} warnings",
        lessons=report["lessons"],
        errors=count(report, Severity.ERROR),
        warnings=count(report, Severity.WARNING),
    )
    return finish(options, report, checked)
