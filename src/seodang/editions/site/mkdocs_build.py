"""Driving MkDocs' own functions in MkDocs' own order, into a folder of our choosing."""
# ruff: noqa: SLF001 (MkDocs 1 offers no public way to build page by page, and no longer changes)

from __future__ import annotations

import io
import logging
import os
import re
import sys
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from logging.handlers import BufferingHandler
from pathlib import Path
from typing import Final

import jinja2
from mkdocs.commands import build as mkdocs
from mkdocs.config.base import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, BuildError, ConfigurationError, MkDocsException
from mkdocs.structure.files import Files, get_files, set_exclusions
from mkdocs.structure.nav import Navigation, get_navigation
from mkdocs.structure.pages import Page

from seodang.cache.fingerprint import settings_of
from seodang.course.layout import PAGES, PROGRAMME
from seodang.course.site_settings import read_settings
from seodang.editions.site.plugin import NAME, CoursePlugin
from seodang.editions.site.publication import Publication
from seodang.editions.site.theme_defaults import MINIMAL, THEME
from seodang.output.artefact import OTHERS
from seodang.parallel import parallel_map
from seodang.problems import Place, Problem, say
from seodang.rules import Severity

CONFIGURATION: Final = "mkdocs.yml"
_SETTING: Final = re.compile(r"Config value '(\w+)'")


def build_all(publication: Publication, folder: Path) -> list[Problem]:
    """Let MkDocs write every file of the site into a folder, as `mkdocs build` would.

    Returns what is wrong with mkdocs.yml, a partner's theme or another plugin.
    """

    def build(_: list[logging.LogRecord]) -> None:
        config = _configured(publication, folder)
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs.build(config)
        config.plugins.on_shutdown()

    return _told(publication, build)


def build_some(
    publication: Publication, folder: Path, wanted: Collection[str], jobs: int
) -> list[Problem]:
    """Write some pages of the site into an empty folder; `OTHERS` stands for all that is no page.

    Files that pages show are in neither. This is right only where no other plugin listens: each
    page is made from its beginning to its end, so that one is in memory at a time. Returns
    problems as `build_all` does.
    """

    def build(records: list[logging.LogRecord]) -> None:
        config, files, env, nav = _ready(_configured(publication, folder, only_pages=True))
        if OTHERS in wanted:
            _write_rest(config, env, files, nav)
        documents = files.documentation_pages()
        pages = [file.page for file in documents if file.page and file.dest_uri in wanted]
        builder, said = os.getpid(), len(records)

        def write(some: Iterable[Page]) -> None:
            for page in some:
                mkdocs._populate_page(page, config, files)
                mkdocs._build_page(page, config, documents, nav, env)
                page.content = None
                if len(records) > said and os.getpid() != builder:
                    raise BuildError("what this process would say is said by its parent")

        write(pages[:1])  # which reads the templates; processes forked later have them
        parallel_map(write, pages[1:], jobs)

    return _told(publication, build)


def _told(
    publication: Publication, build: Callable[[list[logging.LogRecord]], None]
) -> list[Problem]:
    with _heard() as records:
        try:
            build(records)
        except (MkDocsException, jinja2.TemplateError) as error:
            root = publication.course.root
            return _explained(_problems(records, root), root, error)
        except Exception as error:
            found = _met_in_template(publication.course.root, error)
            if found is None:
                raise
            told = _problems(records, publication.course.root)
            # MkDocs logs that a page stopped, before it stops itself.
            return [*(problem for problem in told if not problem.is_error), found]
    return _problems(records, publication.course.root)


def _configured(
    publication: Publication, folder: Path, *, only_pages: bool = False
) -> MkDocsConfig:
    file = publication.course.root / CONFIGURATION
    text = settings_of(publication.course.root) or MINIMAL
    opened = io.BytesIO(text.encode())
    opened.name = str(file)  # from where MkDocs looks for what `INHERIT` names
    # MkDocs asks for a folder of Markdown files; a course without plain pages has none.
    named = read_settings(publication.course.root).text("docs_dir")
    is_missing = named == PAGES and not (file.parent / PAGES).is_dir()
    missing = {"docs_dir": str((file.parent / PROGRAMME).parent)} if is_missing else {}
    config = load_config(
        opened,
        **missing,
        config_file_path=str(file),
        site_dir=str(folder),
        strict=False,  # what warnings stop is decided by `--strict`, for all of them
    )
    plugin = config.plugins.get(NAME)
    if not isinstance(plugin, CoursePlugin):
        raise ConfigurationError(f"the list 'plugins' does not name '{NAME}'")
    plugin.given, plugin.only_pages = publication, only_pages
    return config


def _ready(config: MkDocsConfig) -> tuple[MkDocsConfig, Files, jinja2.Environment, Navigation]:
    """Do what `mkdocs.commands.build.build` does before it opens a page."""
    plugins = config.plugins
    plugins.on_startup(command="build", dirty=False)
    config = plugins.on_config(config)
    plugins.on_pre_build(config=config)
    files = get_files(config)
    env = config.theme.get_env()
    files.add_files_from_theme(env, config)
    files = plugins.on_files(files, config=config)
    set_exclusions(files, config)
    nav = plugins.on_nav(get_navigation(files, config), config=config, files=files)
    return config, files, plugins.on_env(env, config=config, files=files), nav


def _write_rest(
    config: MkDocsConfig, env: jinja2.Environment, files: Files, nav: Navigation
) -> None:
    """Write all that is no page."""
    files.copy_static_files()
    for template in sorted(config.theme.static_templates):
        mkdocs._build_theme_template(template, env, files, config, nav)
    for template in config.extra_templates:
        mkdocs._build_extra_template(template, files, config, nav)


@contextmanager
def _heard() -> Iterator[list[logging.LogRecord]]:
    """Listen to what MkDocs would print, from warnings on."""
    logger = logging.getLogger("mkdocs")
    ear = BufferingHandler(sys.maxsize)  # which keeps all it is told
    ear.setLevel(logging.WARNING)
    propagates, logger.propagate = logger.propagate, False
    logger.addHandler(ear)
    try:
        yield ear.buffer
    finally:
        logger.removeHandler(ear)
        logger.propagate = propagates


def _problems(records: list[logging.LogRecord], root: Path) -> list[Problem]:
    return [
        Problem(
            "site-settings",
            _named_in(record.getMessage(), root),
            say("MkDocs says: {text}", text=record.getMessage()),
            say("change what it names in mkdocs.yml"),
            Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING,
        )
        for record in records
    ]


def _named_in(message: str, root: Path) -> Place:
    """Return the place of the setting that MkDocs speaks of; it knows no lines."""
    found = _SETTING.search(message)
    setting = next(read_settings(root).named(found[1]), None) if found else None
    return setting.place if setting else Place(CONFIGURATION)


def _explained(told: list[Problem], root: Path, error: Exception) -> list[Problem]:
    """Say once what went wrong.

    MkDocs logs each wrong setting before it stops, but of a template's error only its text.
    """
    if isinstance(error, Abort) and any(problem.is_error for problem in told):
        return told
    return [*(problem for problem in told if not problem.is_error), _failure(root, error)]


def _failure(root: Path, error: Exception) -> Problem:
    if isinstance(error, jinja2.TemplateSyntaxError) and error.filename:
        return Problem(
            "theme-template",
            Place(_path(root, error.filename), error.lineno),
            say("this template cannot be read: {reason}", reason=error.message),
            say("correct the template, or remove it to have the engine's own back"),
        )
    return Problem(
        "site-settings",
        Place(CONFIGURATION),
        say("MkDocs stopped: {reason}", reason=str(error)),
        say("change what it names in mkdocs.yml or in the theme folder"),
    )


def _met_in_template(root: Path, error: Exception) -> Problem | None:
    """Say of an exception that a template raised what led to it; None of any other.

    Our own templates show no settings, so that what they meet is a mistake of the engine.
    """
    steps = [step for step in traceback.extract_tb(error.__traceback__) if _is_template(step)]
    if not steps or Path(steps[-1].filename).is_relative_to(THEME):
        return None
    file, reason = Path(steps[-1].filename), f"{type(error).__name__}: {error}"
    if file.is_relative_to(root):
        return Problem(
            "theme-template",
            Place(_path(root, steps[-1].filename), steps[-1].lineno or 1),
            say("this template stops: {reason}", reason=reason),
            say("correct the template, or remove it to have the engine's own back"),
        )
    return Problem(
        "site-settings",
        Place(CONFIGURATION),
        say("a setting does not fit the template {file}: {reason}", file=file.name, reason=reason),
        say("compare the settings below 'theme' and 'extra' with Material's documentation"),
    )


def _is_template(step: traceback.FrameSummary) -> bool:
    return step.filename.endswith((".html", ".xml", ".svg"))


def _path(root: Path, filename: str) -> str:
    file = Path(filename)
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
