"""`build`: the course becomes its site."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from importlib.util import find_spec
from typing import Any

import click

from seodang.cache import fingerprint
from seodang.cache.fingerprint import InputFingerprint, LastBuild
from seodang.commands.options import EXPLAIN, JOBS, ONLY, REPORT, STRICT, TODAY, Options, takes
from seodang.commands.report import count, problem_lines, seconds_report, summary, write_report
from seodang.course.folders import home_page
from seodang.rules import Severity


def _executor(value: str) -> str:
    if not re.fullmatch(r"local|spawn|dask(://[^:/]+:\d+)?", value):
        raise click.BadParameter("local, spawn, dask, dask://HOST:PORT")
    if value.startswith("dask") and find_spec("distributed") is None:
        raise click.BadParameter("pip install 'seodang[dask]'")
    return value


@click.command("build")
@takes(JOBS, ONLY, STRICT, TODAY, EXPLAIN, REPORT)
@click.option("--keep-going", is_flag=True, help="Publish a placeholder for a lesson that failed.")
@click.option(
    "--executor",
    metavar="WHERE",
    default="local",
    type=_executor,
    help="Where notebooks run: local, spawn, dask or dask://HOST:PORT.",
)
def command(options: Options) -> int:
    """Check, run and render the course into site/ (the default command)."""
    begin = time.perf_counter()
    inputs = fingerprint.fingerprint_inputs(options.root)
    last = options.last_build()
    report = last.report(inputs)
    has_strangers = fingerprint.names_others(fingerprint.settings_of(options.root))
    if report is None or has_strangers or options.explain:
        return _build(options, last, inputs, begin)
    return _finish(options, _nothing_to_do(report, time.perf_counter() - begin), is_published=True)


def _build(options: Options, last: LastBuild, inputs: InputFingerprint, begin: float) -> int:
    from seodang.commands.explain import explanation
    from seodang.commands.progress import progress
    from seodang.commands.report import report_of
    from seodang.pipeline import build

    with progress(options.speech) as notify:
        settings = replace(options, inputs=inputs)
        result = build(settings, notify)
    if options.explain and result.prepared.plan is not None:
        click.echo(explanation(result.prepared.plan, options.speech))
    report = report_of(result, options.speech, time.perf_counter() - begin)
    for note in report["notes"]:
        click.echo(note, err=True)
    code = _finish(options, report, is_published=result.is_written)
    if code == 0:
        last.remember(inputs, report)
    return code


def _nothing_to_do(last: dict[str, Any], seconds: float) -> dict[str, Any]:
    return {
        **last,
        "notes": [],
        "executed": 0,
        "reused": last["executed"] + last["reused"],
        "pages": {"written": 0, "reused": last["pages"]["written"] + last["pages"]["reused"]},
        "seconds": seconds_report({}, seconds),
    }


def _finish(options: Options, report: dict[str, Any], *, is_published: bool) -> int:
    write_report(options.report, report)
    for lines in problem_lines(report, options.speech):
        click.echo(lines, err=True)
    home = home_page(options.root)
    click.echo(summary(report, home.as_uri() if is_published else None, options.speech))
    errors = count(report, Severity.ERROR)
    if not is_published:
        click.echo(options.speech("The site was left as it was."), err=True)
    return 1 if errors or (options.strict and report["problems"]) else 0
