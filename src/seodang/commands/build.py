"""`build`: the course becomes its site."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import click

from seodang.cache import fingerprint
from seodang.cache.fingerprint import InputFingerprint, LastBuild
from seodang.commands.options import Options
from seodang.commands.report import count, problem_lines, seconds_report, summary, write_report
from seodang.course.addresses import HOME_PAGE
from seodang.course.layout import site_folder
from seodang.rules import Severity


def build_command(options: Options) -> int:
    """Build, say what was done, and return the exit code."""
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
        settings = replace(options.settings(), inputs=inputs)
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
    home = site_folder(options.root) / HOME_PAGE
    click.echo(summary(report, home.as_uri() if is_published else None, options.speech))
    errors = count(report, Severity.ERROR)
    if not is_published:
        click.echo(options.speech("The site was left as it was."), err=True)
    return 1 if errors or (options.strict and report["problems"]) else 0
