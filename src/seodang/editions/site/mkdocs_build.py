"""Driving MkDocs' own functions in MkDocs' own order, into a folder of our choosing."""
# ruff: noqa: SLF001 (MkDocs 1 offers no public way to build page by page, and no longer changes)

from __future__ import annotations

import io
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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

from seodang.editions.site.mkdocs_files import FragmentPage
from seodang.editions.site.plugin import NAME, CoursePlugin
from seodang.editions.site.publication import Publication
from seodang.editions.site.theme_defaults import MINIMAL
from seodang.parallel import parallel_map
from seodang.problems import Place, Problem, say
from seodang.rules import Severity

CONFIGURATION: Final = "mkdocs.yml"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to build of a site: some pages by address, and all that is no page, or not."""

    pages: frozenset[str]
    has_rest: bool


def build_all(publication: Publication, folder: Path) -> list[Problem]:
    """Write every file of the site into an empty folder.

    Returns what is wrong with mkdocs.yml, a partner's theme or another plugin.
    """
    return _told(publication, lambda _: _build(_configured(publication, folder)))


def build_some(publication: Publication, folder: Path, wanted: Wanted, jobs: int) -> list[Problem]:
    """Write some files of the site into an empty folder; files that pages show are not among them.

    This is right only where no other plugin listens. Returns problems as `build_all` does.
    """

    def build(records: list[logging.LogRecord]) -> None:
        writing = _Writing(_configured(publication, folder, only_pages=True))
        writing.build(wanted, jobs, records)

    return _told(publication, build)


def _told(
    publication: Publication, build: Callable[[list[logging.LogRecord]], None]
) -> list[Problem]:
    with _heard() as records:
        try:
            build(records)
        except (MkDocsException, jinja2.TemplateError) as error:
            return _explained(_problems(records), publication.course.root, error)
    return _problems(records)


def _configured(
    publication: Publication, folder: Path, *, only_pages: bool = False
) -> MkDocsConfig:
    file = publication.course.root / CONFIGURATION
    text = file.read_bytes() if file.exists() else MINIMAL.encode()
    config = load_config(io.BytesIO(text), config_file_path=str(file), site_dir=str(folder))
    plugin = config.plugins.get(NAME)
    if not isinstance(plugin, CoursePlugin):
        raise ConfigurationError(f"the list 'plugins' does not name '{NAME}'")
    plugin.given, plugin.only_pages = publication, only_pages
    return config


def _build(config: MkDocsConfig) -> None:
    """Do what `mkdocs.commands.build.build` does, but for cleaning and reporting."""
    config, files, env, nav = _ready(config)
    for page in _pages(files):
        mkdocs._populate_page(page, config, files)
        if isinstance(page, FragmentPage):  # one page's content at a time, however many there are
            page.put_aside()
    env = config.plugins.on_env(env, config=config, files=files)
    _write_rest(config, env, files, nav)
    documents = files.documentation_pages()
    for page in _pages(files):
        if isinstance(page, FragmentPage):
            page.take_up()
        mkdocs._build_page(page, config, documents, nav, env)
        page.content = None
    config.plugins.on_post_build(config=config)
    config.plugins.on_shutdown()


class _Writing:
    """Does the same for some pages, each of them from its beginning to its end."""

    def __init__(self, config: MkDocsConfig) -> None:
        self._config, self._files, env, self._nav = _ready(config)
        self._env = config.plugins.on_env(env, config=self._config, files=self._files)
        self._documents = self._files.documentation_pages()
        self._pages = {page.file.dest_uri: page for page in _pages(self._files)}

    def build(self, wanted: Wanted, jobs: int, records: list[logging.LogRecord]) -> None:
        """Write what is wanted."""
        if wanted.has_rest:
            _write_rest(self._config, self._env, self._files, self._nav)
        builder = os.getpid()

        def write(addresses: Iterable[str]) -> None:
            self.pages(addresses, records if os.getpid() != builder else None)

        addresses = [address for address in self._pages if address in wanted.pages]
        write(addresses[:1])  # which reads the templates; processes forked later have them
        parallel_map(write, addresses[1:], jobs)

    def pages(self, addresses: Iterable[str], records: list[logging.LogRecord] | None) -> None:
        """Write pages; with `records`, only as long as MkDocs has nothing to say."""
        for address in addresses:
            page = self._pages[address]
            mkdocs._populate_page(page, self._config, self._files)
            mkdocs._build_page(page, self._config, self._documents, self._nav, self._env)
            page.content = None
            if records:
                raise BuildError("what this process would say is said by its parent")


def _ready(config: MkDocsConfig) -> tuple[MkDocsConfig, Files, jinja2.Environment, Navigation]:
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
    return config, files, env, nav


def _write_rest(
    config: MkDocsConfig, env: jinja2.Environment, files: Files, nav: Navigation
) -> None:
    """Write all that is no page."""
    files.copy_static_files()
    for template in sorted(config.theme.static_templates):
        mkdocs._build_theme_template(template, env, files, config, nav)
    for template in config.extra_templates:
        mkdocs._build_extra_template(template, files, config, nav)


def _pages(files: Files) -> list[Page]:
    return [file.page for file in files.documentation_pages() if file.page is not None]


class _Ear(logging.Handler):
    def __init__(self, level: int) -> None:
        super().__init__(level)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def _heard() -> Iterator[list[logging.LogRecord]]:
    """Listen to what MkDocs would print, from warnings on."""
    logger = logging.getLogger("mkdocs")
    ear = _Ear(logging.WARNING)
    propagates, logger.propagate = logger.propagate, False
    logger.addHandler(ear)
    try:
        yield ear.records
    finally:
        logger.removeHandler(ear)
        logger.propagate = propagates


def _problems(records: list[logging.LogRecord]) -> list[Problem]:
    return [
        Problem(
            "site-settings",
            Place(CONFIGURATION),
            say("MkDocs says: {text}", text=record.getMessage()),
            say("change what it names in mkdocs.yml"),
            Severity.ERROR if record.levelno >= logging.ERROR else Severity.WARNING,
        )
        for record in records
    ]


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


def _path(root: Path, filename: str) -> str:
    file = Path(filename)
    return file.relative_to(root).as_posix() if file.is_relative_to(root) else file.name
