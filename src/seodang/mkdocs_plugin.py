"""`mkdocs build` on its own: the plugin makes ready what it publishes."""

from __future__ import annotations

import os
from contextlib import ExitStack
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from seodang.catalogue import Speaker
from seodang.commands.options import Options, local_date, processors
from seodang.commands.report import problem_lines, problem_report
from seodang.commands.speech import terminal_speech
from seodang.commands.terminal import tell
from seodang.editions.site.plugin import CoursePlugin
from seodang.editions.site.publication import Publication, publication_of
from seodang.pipeline import build
from seodang.results import Result


class SeodangPlugin(CoursePlugin):  # type: ignore[no-untyped-call]
    """The plugin `seodang` of mkdocs.yml."""

    def __init__(self) -> None:
        super().__init__()
        self._alone = ExitStack()

    def prepare(self, config: MkDocsConfig) -> Publication:
        """Build everything but the site, telling the problems as the command line does.

        From here until MkDocs has written the site nobody else changes it.
        """
        root, speech = Path(config.config_file_path).parent, terminal_speech(os.environ)
        # MkDocs has run hooks and tags already: whoever starts it like this was not to be asked.
        options = Options(
            root=root,
            today=local_date(),
            jobs=processors(),
            environ=os.environ,
            trusts=True,
            speech=speech,
        )
        self._alone.enter_context(options.at_work("mkdocs build"))
        result = build(options, lambda _: None, writes=False)
        _tell(result, speech)
        site = result.outputs.get("site")
        if site is None or options.are_stopped_by(site.problems):
            raise Abort(speech("The site was left as it was."))
        documents = result.prepared.documents
        return publication_of(documents, site.rendered, options.store, options.today)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Make what is made last, and let others go on."""
        super().on_post_build(config=config)
        self._alone.close()

    def on_build_error(self, *, error: Exception) -> None:  # noqa: ARG002
        """Let others go on."""
        self._alone.close()


def _tell(result: Result, speech: Speaker) -> None:
    problems = [problem_report(problem, speech) for problem in result.problems]
    for lines in problem_lines({"problems": problems}, speech):
        tell(lines, err=True)
