"""The builds behind a preview, told in the terminal."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

import click

from seodang.build_settings import Settings
from seodang.commands.options import Options
from seodang.commands.progress import progress, progress_line
from seodang.commands.report import (
    problem_lines,
    problem_report,
    report_of,
    summary,
    write_report,
)
from seodang.course.folders import site_folder
from seodang.execution.execute import Progress
from seodang.ids import LessonId
from seodang.pipeline import build
from seodang.results import Result
from seodang.rules import Severity
from seodang.serving.edits import Edits
from seodang.serving.first_look import Known, Means, first_look
from seodang.serving.news import Problems
from seodang.serving.preview import Built, Glance, Superseded
from seodang.serving.runners import WarmRunner

# Jupyter keeps outputs whenever it saves; who writes in it has to see the lesson all the same.
TOLERATED: Final = frozenset({"notebook-stripped"})


@dataclass(slots=True)
class Building:
    """Builds for a preview; `known` is what the site was last made of."""

    options: Options
    runner: WarmRunner
    edits: Edits
    known: Known | None = None
    told: Problems = ()

    def look(self, paths: frozenset[str]) -> Glance:
        """Make the pages of edited lessons, where the last build knows enough."""
        self.runner.forget_failures()
        known = self.known
        if known is None:
            return Glance()
        # A build that runs notebooks may do so for minutes; it gives way to the edit instead.
        settings, runner = self._settings(None), None if self.runner.is_lent else self.runner
        means = Means(settings.store, site_folder(settings.root), settings.jobs, runner, self._ran)
        found = first_look(paths, known, means)
        lines = self._lines(problem_report(one, self.options.speech) for one in found.problems)
        return Glance(found.files, lines)

    def build(self, only: frozenset[LessonId] | None) -> Built:
        """Build, and say in the terminal what was done."""
        begin = time.perf_counter()
        self.runner.look_for_packages()
        with progress(self.options.speech) as show:
            result = build(self._settings(only), lambda step: self._go_on(step, show))
        report = report_of(result, self.options.speech, time.perf_counter() - begin)
        write_report(self.options.report, report)
        self._tell(report)
        self._learn(result)
        return Built(self._lines(filter(self._stops, report["problems"])), result.is_written)

    def _ran(self, step: Progress) -> None:
        click.echo(progress_line(step, self.options.speech), err=True)

    def _settings(self, only: frozenset[LessonId] | None) -> Settings:
        settings = self.options
        wanted = settings.only if only is None else only & (settings.only or only)
        settings = replace(settings, only=wanted, keep_going=True)
        return replace(settings, tolerated=TOLERATED, runners=self.runner)

    def _go_on(self, step: Progress, show: Callable[[Progress], None]) -> None:
        if not self.runner.knew(step.lesson):
            show(step)
        if step.done < step.total and self.edits.are_pending:
            raise Superseded

    def _learn(self, result: Result) -> None:
        if result.is_written:
            self.known = Known(result.prepared.documents.course, result.outputs[0].rendered)

    def _tell(self, report: dict[str, Any]) -> None:
        lines = self._lines(report["problems"])
        if lines != self.told:  # what was said already need not be said after every save
            for line in lines:
                click.echo(line, err=True)
        self.told = lines
        click.echo(summary(report, None, self.options.speech))

    def _stops(self, problem: dict[str, Any]) -> bool:
        return self.options.strict or problem["severity"] == Severity.ERROR

    def _lines(self, problems: Iterable[dict[str, Any]]) -> Problems:
        return tuple(problem_lines({"problems": list(problems)}, self.options.speech))
