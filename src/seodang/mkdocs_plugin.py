"""`mkdocs build` on its own: the plugin makes ready what it publishes."""

from __future__ import annotations

import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from seodang.build_settings import Settings
from seodang.catalogue import Speaker
from seodang.commands.options import local_date, processors
from seodang.commands.report import problem_lines, problem_report
from seodang.commands.speech import terminal_speech
from seodang.commands.terminal import tell
from seodang.editions.site.plugin import CoursePlugin
from seodang.editions.site.publication import Publication, publication_of
from seodang.pipeline import build
from seodang.results import Result


class SeodangPlugin(CoursePlugin):  # type: ignore[no-untyped-call]
    """The plugin `seodang` of mkdocs.yml."""

    def prepare(self, config: MkDocsConfig) -> Publication:
        """Build everything but the site, telling the problems as the command line does."""
        root = Path(config.config_file_path).parent
        settings = Settings(root, local_date(), processors(), environ=os.environ)
        result = build(settings, lambda _: None, writes=False)
        speech = terminal_speech(os.environ)
        _tell(result, speech)
        site = result.outputs.get("site")
        if site is None or settings.are_stopped_by(site.problems):
            raise Abort(speech("The site was left as it was."))
        documents = result.prepared.documents
        return publication_of(documents, site.rendered, settings.store, settings.today)


def _tell(result: Result, speech: Speaker) -> None:
    problems = [problem_report(problem, speech) for problem in result.problems]
    for lines in problem_lines({"problems": problems}, speech):
        tell(lines, err=True)
