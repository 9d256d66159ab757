"""The builds behind a preview, told in the terminal: what `serving` knows as a `Builder`."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from seodang.build_settings import Settings
from seodang.cache.fingerprint import fingerprint_inputs
from seodang.commands.options import Options
from seodang.commands.progress import progress, progress_line
from seodang.commands.report import (
    build_report,
    problem_lines,
    problem_report,
    summary,
    write_report,
)
from seodang.commands.terminal import tell
from seodang.execution.execute import Progress
from seodang.ids import LessonId
from seodang.outputs import site_folder
from seodang.pipeline import build
from seodang.problems import Problem
from seodang.results import Result
from seodang.serving.edits import Edits
from seodang.serving.events import Problems
from seodang.serving.fast_preview import FastPreview, LastBuild, PreviewContext, fast_preview
from seodang.serving.preview import BuildOutcome, Superseded
from seodang.serving.runners import WarmRunner

# Jupyter keeps outputs whenever it saves; who writes in it has to see the lesson all the same.
TOLERATED: Final = frozenset({"notebook-stripped"})


@dataclass(slots=True)
class PreviewBuilder:
    """Builds for a preview; `to_build` is what was saved and awaits a build."""

    options: Options
    runner: WarmRunner
    to_build: Edits
    last: LastBuild | None = None
    told: Problems = ()

    def fast_preview(self, paths: frozenset[str]) -> FastPreview:
        """Make the pages of edited lessons, once there is a build to compare them with."""
        self.runner.forget_failures()
        last = self.last  # read once: the thread that builds may replace it
        if last is None:
            return FastPreview()
        # A build that runs notebooks may do so for minutes; it gives way to the edit instead.
        settings, runner = self._settings(None), None if self.runner.is_lent else self.runner
        context = PreviewContext(
            store=settings.store,
            site=site_folder(settings.root),
            jobs=settings.jobs,
            runners=runner,
            report=lambda step: tell(progress_line(step, self.options.speech), err=True),
            in_words=self._in_words,
        )
        return fast_preview(paths, last, context)

    def build(self, only: frozenset[LessonId] | None) -> BuildOutcome:
        """Build, and say in the terminal what was done."""
        begin = time.perf_counter()
        self.runner.look_for_packages()
        with progress(self.options.speech) as show, self.options.at_work("serve"):
            inputs = fingerprint_inputs(self.options.root)
            settings = replace(self._settings(only), inputs=inputs)
            result = build(settings, lambda step: self._report_or_stop(step, show))
        report = build_report(result, self.options.speech, time.perf_counter() - begin)
        write_report(self.options.report, report)
        if self._has_passed(result, only):
            told = {**report, "language": self.options.speech.language}
            self.options.last_build().remember(inputs, told)
        self._tell(report, self._in_words(result.problems))
        if result.is_written:
            self.last = LastBuild(result.prepared.documents.course, result.outputs["site"].rendered)
        stopping = (one for one in result.problems if self.options.strict or one.is_error)
        return BuildOutcome(self._in_words(stopping), result.is_written)

    def _has_passed(self, result: Result, only: frozenset[LessonId] | None) -> bool:
        """Whether `build` would have said that all is fine, and written the same."""
        is_fine = not self.options.are_stopped_by(result.problems)
        is_tolerated = any(problem.rule in TOLERATED for problem in result.problems)
        return result.is_written and only is None and is_fine and not is_tolerated

    def _settings(self, only: frozenset[LessonId] | None) -> Settings:
        settings = self.options
        wanted = settings.only if only is None else only & (settings.only or only)
        return replace(
            settings,
            only=wanted,
            keep_going=True,
            shows_failures=True,
            tolerated=TOLERATED,
            runners=self.runner,
        )

    def _report_or_stop(self, step: Progress, show: Callable[[Progress], None]) -> None:
        if not self.runner.told_again(step.lesson):
            show(step)
        if step.done < step.total and self.to_build.are_pending:
            raise Superseded

    def _tell(self, report: dict[str, Any], lines: Problems) -> None:
        if lines != self.told:  # what was said already need not be said after every save
            for line in lines:
                tell(line, err=True)
        self.told = lines
        tell(summary(report, None, self.options.speech))

    def _in_words(self, problems: Iterable[Problem]) -> Problems:
        reports = [problem_report(one, self.options.speech) for one in problems]
        return tuple(problem_lines({"problems": reports}, self.options.speech))
