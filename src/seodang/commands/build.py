"""`build`: the course becomes its site."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from seodang.cache import fingerprint
from seodang.cache.fingerprint import InputFingerprint, LastBuild
from seodang.catalogue import Speaker
from seodang.commands.options import (
    AGAIN,
    EXPLAIN,
    JOBS,
    NO_WAIT,
    ONLY,
    REPORT,
    STRICT,
    TODAY,
    TRUST,
    Options,
    takes,
)
from seodang.commands.report import build_report, finish, seconds_report, summary
from seodang.commands.terminal import tell
from seodang.outputs import HOME_PAGE, site_folder

if TYPE_CHECKING:
    from seodang.execution.plan import Plan


def _executor(value: str) -> str:
    if not re.fullmatch(r"local|spawn|dask(://[^:/]+:\d+)?", value):
        raise click.BadParameter("local, spawn, dask, dask://HOST:PORT")
    if value.startswith("dask") and find_spec("distributed") is None:
        raise click.BadParameter("pip install 'seodang[dask]'")
    return value


@click.command("build")
@takes(JOBS, ONLY, AGAIN, STRICT, TODAY, EXPLAIN, TRUST, REPORT, NO_WAIT)
@click.option(
    "--to",
    "elsewhere",
    type=click.Path(file_okay=False, resolve_path=True, path_type=Path),
    help="Write site/ into this folder instead of the course.",
)
@click.option(
    "--keep-going",
    is_flag=True,
    help="Make every page without what is wrong in it; a failed lesson has a placeholder.",
)
@click.option(
    "--executor",
    metavar="WHERE",
    default="local",
    type=_executor,
    help="Where notebooks run: local, spawn, dask or dask://HOST:PORT.",
)
def command(options: Options) -> int:
    """Check, run and render the course into site/ (the default command)."""
    with options.at_work("build"):
        return _build_unless_known(options)


def _build_unless_known(options: Options) -> int:
    begin = time.perf_counter()
    inputs = fingerprint.fingerprint_inputs(options.root)
    last = options.last_build()
    report = last.report(inputs)
    if report and report.pop("language", None) != options.speech.language and report["problems"]:
        report = None  # its sentences are those of another terminal
    has_strangers = fingerprint.names_others(fingerprint.settings_of(options.root))
    if report is None or has_strangers or options.explain or options.again is not None:
        return _build(options, last, inputs, begin)
    return _finish(options, _nothing_to_do(report, time.perf_counter() - begin), is_published=True)


def _build(options: Options, last: LastBuild, inputs: InputFingerprint, begin: float) -> int:
    from seodang.commands.agreement import settled, tell_unconfined
    from seodang.commands.progress import progress
    from seodang.pipeline import build

    options = settled(options)
    with progress(options.speech) as notify:
        result = build(replace(options, inputs=inputs), notify)
    if options.explain and result.prepared.plan is not None:
        tell(_explanation(result.prepared.plan, options.speech))
    report = build_report(result, options.speech, time.perf_counter() - begin)
    for note in report["notes"]:
        tell(note, err=True)
    if result.outputs:
        tell_unconfined(options)
    code = _finish(options, report, is_published=result.is_written)
    if code == 0:
        last.remember(inputs, {**report, "language": options.speech.language})
    elif options.again is not None:
        last.forget()
    return code


def _explanation(plan: Plan, speech: Speaker) -> str:
    """Return a line for every lesson with code: the one input that makes it run, or that it is reused."""
    runs = [f"{planned.lesson}: {speech.words(planned.reason)}" for planned in plan.run]
    failed = speech("failed before, and nothing has changed (--again runs it once more)")
    told = [f"{planned.lesson}: {failed}" for planned, _ in plan.failed]
    return "\n".join([*runs, *told, *(f"{lesson}: {speech('reused')}" for lesson in plan.reuse)])


def _nothing_to_do(last: dict[str, Any], seconds: float) -> dict[str, Any]:
    return {
        **last,
        "notes": [],
        "executed": 0,
        "reused": last["executed"] + last["reused"],
        "pages": {"written": 0, "reused": last["pages"]["written"] + last["pages"]["reused"]},
        "seconds": seconds_report({"total": seconds}),
    }


def _finish(options: Options, report: dict[str, Any], *, is_published: bool) -> int:
    home = (site_folder(options.home) / HOME_PAGE).as_uri() if is_published else None
    code = finish(options, report, summary(report, home, options.speech))
    if not is_published:
        tell(options.speech("The site was left as it was."), err=True)
    return code
