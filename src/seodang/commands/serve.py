"""`serve`: a preview that follows what is saved, or the finished site for a hall."""

from __future__ import annotations

import json
import time
import webbrowser
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import click

from seodang.commands.options import Options
from seodang.commands.progress import progress
from seodang.commands.report import problem_lines, report_of, summary, write_report
from seodang.commands.speech import Speech
from seodang.course.entries import Loading
from seodang.course.ids import LessonId
from seodang.course.layout import PROGRAMME
from seodang.execution.execute import Progress
from seodang.pipeline import Result, build
from seodang.problems import Message, Severity, say
from seodang.serving.answers import Desk, script_tag
from seodang.serving.edits import Edits
from seodang.serving.news import Newsroom, Problems
from seodang.serving.preview import Superseded, preview
from seodang.serving.runners import WarmRunner
from seodang.serving.server import Counter, Server, open_server, serving
from seodang.serving.shelf import Shelf
from seodang.serving.watching import watching

LOOPBACK: Final = "127.0.0.1"
OWN_NAMES: Final = frozenset({"localhost", LOOPBACK, "[::1]"})
# Jupyter keeps outputs whenever it saves; who writes in it has to see the lesson all the same.
TOLERATED: Final = frozenset({"notebook-stripped"})


@dataclass(frozen=True, slots=True)
class Request:
    """What was asked for beside the shared options."""

    port: int | None
    share: bool
    address: str | None
    browse: bool


def serve_command(options: Options, request: Request) -> int:
    """Serve until Ctrl-C; returns the exit code where that was not possible."""
    if request.share:
        from seodang.commands.share import share_command

        return share_command(options, request)
    newsroom = Newsroom()
    server = opened(options, LOOPBACK, request.port, Counter(_desk(options, newsroom), newsroom))
    if server is None:
        return 1
    with serving(server), closing(WarmRunner()) as runner, watching(options.root) as edits:
        address = f"http://localhost:{server.port}/"
        click.echo(f"{options.speech('Preview:')} {address}")
        click.echo(options.speech("It follows what you save; Ctrl-C ends it."))
        if request.browse:
            webbrowser.open(address)
        preview(Building(options, runner, edits), edits, newsroom, options.root / "site")
    return 0


def opened(options: Options, host: str, port: int | None, counter: Counter) -> Server | None:
    """Open a server, or say why there is none."""
    try:
        return open_server(host, port, counter)
    except OSError as error:
        where = host if port is None else f"{host}:{port}"
        reason = error.strerror or str(error)
        refuse(
            options.speech,
            say("'{where}' cannot be served: {reason}", where=where, reason=reason),
            say("leave out --port and --address, or name others"),
        )
        return None


def refuse(speech: Speech, what: Message, fix: Message) -> int:
    """Say what keeps from serving and what helps; return the exit code."""
    click.echo(speech.words(what), err=True)
    click.echo(f"    {speech('fix:')} {speech.words(fix)}", err=True)
    return 1


def shelf_of(root: Path) -> Shelf:
    """Return the site with the path that its programme gives it."""
    programme = Loading(root).yaml(PROGRAMME)
    url = programme.get("url") if isinstance(programme, dict) else None
    path = urlsplit(url).path if isinstance(url, str) else ""
    return Shelf(root / "site", path.rstrip("/") + "/")


def _desk(options: Options, newsroom: Newsroom) -> Desk:
    words = json.dumps(_overlay_words(options.speech), ensure_ascii=False)
    return Desk(
        shelf_of(options.root),
        OWN_NAMES,
        script=lambda address: script_tag(address, newsroom.edition, words),
        waiting=_waiting_page(options),
    )


def _overlay_words(speech: Callable[[str], str]) -> dict[str, str]:
    return {
        "title": speech("To be mended: %1"),
        "after": speech("This goes away by itself once the mended file is saved."),
        "fold": speech("Fold away"),
        "lost": speech("The preview has ended. Start 'serve' again in the terminal."),
    }


def _waiting_page(options: Options) -> str:
    text = options.speech("The site is being built for the first time. It will appear here.")
    return (
        f'<!doctype html><html lang="{options.speech.language}"><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>Seodang</title>'
        f'<body style="font:20px/1.7 system-ui;margin:15vh 8vw"><p role="status">{text}</p></body>'
    )


@dataclass(frozen=True, slots=True)
class Building:
    """Builds for the preview, saying in the terminal what was done."""

    options: Options
    runner: WarmRunner
    edits: Edits
    last: list[str] = field(default_factory=list)

    def __call__(self, only: frozenset[LessonId] | None) -> Problems:
        """Build, running only some lessons; the rest stands as `Build` says."""
        begin = time.perf_counter()
        self.runner.look_for_packages()
        result = self._built(only)
        report = report_of(result, self.options.speech, time.perf_counter() - begin)
        write_report(self.options.report, report)
        self._tell(report)
        return tuple(problem_lines(self._stopping(report), self.options.speech))

    def _built(self, only: frozenset[LessonId] | None) -> Result:
        settings = self.options.settings()
        wanted = settings.only if only is None else only & (settings.only or only)
        settings = replace(settings, only=wanted, keep_going=True)
        settings = replace(settings, tolerated=TOLERATED, runners=self.runner)
        with progress(self.options.speech) as show:
            return build(settings, lambda step: self._go_on(step, show))

    def _go_on(self, step: Progress, show: Callable[[Progress], None]) -> None:
        show(step)
        if step.done < step.total and self.edits.are_pending:
            raise Superseded

    def _tell(self, report: dict[str, Any]) -> None:
        lines = problem_lines(report, self.options.speech)
        if lines != self.last:  # what was said already need not be said after every save
            for line in lines:
                click.echo(line, err=True)
        self.last[:] = lines
        click.echo(summary(report, None, self.options.speech))

    def _stopping(self, report: dict[str, Any]) -> dict[str, Any]:
        is_strict = self.options.strict
        found = [p for p in report["problems"] if is_strict or p["severity"] == Severity.ERROR]
        return {"problems": found}
