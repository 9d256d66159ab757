"""`mkdocs build` on its own: the plugin makes ready what it publishes."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from seodang.commands.report import problem_lines, problem_report
from seodang.commands.speech import Speech, terminal_language
from seodang.editions.site.plugin import CoursePlugin
from seodang.editions.site.publication import Publication, publication_of
from seodang.pipeline import build
from seodang.results import Result
from seodang.settings import Settings


class SeodangPlugin(CoursePlugin):  # type: ignore[no-untyped-call]
    """The plugin `seodang` of mkdocs.yml."""

    def prepare(self, config: MkDocsConfig) -> Publication:
        """Build everything but the site, telling the problems as the command line does."""
        root = Path(config.config_file_path).parent
        settings = Settings(root=root, today=_today(), jobs=os.cpu_count() or 1, environ=os.environ)
        result = build(settings, lambda _: None, writes=False)
        speech = Speech(terminal_language(os.environ))
        _tell(result, speech)
        if not result.outputs or settings.are_stopped_by(result.outputs[0].problems):
            raise Abort(speech("The site was left as it was."))
        documents, rendered = result.prepared.documents, result.outputs[0].rendered
        return publication_of(documents, rendered, settings.store, settings.today)


def _today() -> date:
    return date.today()  # noqa: DTZ011 (the author's own day, as on the command line)


def _tell(result: Result, speech: Speech) -> None:
    problems = [problem_report(problem, speech) for problem in result.problems]
    for lines in problem_lines({"problems": problems}, speech):
        click.echo(lines, err=True)
