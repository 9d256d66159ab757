"""The MkDocs plugin: our pages inside Material's, whoever drives MkDocs.

Our writer and plain `mkdocs build` both go through these events, so both give the same bytes.
"""

from __future__ import annotations

from fnmatch import fnmatch
from functools import partial
from pathlib import Path
from typing import Any, Final

import jinja2
from markupsafe import escape
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from seodang.cache.fingerprint import AUTHORED
from seodang.cache.store import Store
from seodang.course.addresses import relative
from seodang.editions.site.cards import card_address
from seodang.editions.site.feed import FEED, has_feed
from seodang.editions.site.guarded import guarded
from seodang.editions.site.missing_page import MISSING_PAGE, inside_missing_page, whereabouts
from seodang.editions.site.mkdocs_files import FragmentPage, StoredFile
from seodang.editions.site.navigation import Menu, menu_of
from seodang.editions.site.offline_list import Entry, Savable, list_address, read_from
from seodang.editions.site.pages import SitePage, redirects_of
from seodang.editions.site.publication import Publication
from seodang.editions.site.qr_code import qr_code
from seodang.editions.site.site_edition import FILES, search_among
from seodang.editions.site.theme_defaults import FAVICON, THEME
from seodang.editions.site.views import view_of
from seodang.ids import TrackId
from seodang.output.artefact import FileProducer, write_file

NAME: Final = "seodang"
"""What the plugin is called in mkdocs.yml."""
# What Material brings and no page of ours asks for.
_SOURCE_MAPS: Final = "*.map"
_FRAME_FILES: Final = ("assets/javascripts/bundle.*", "assets/stylesheets/*")
_SEARCH_FILES: Final = ("assets/javascripts/lunr/*", "assets/javascripts/workers/*")
_MATERIALS_FAVICON: Final = "assets/images/favicon.png"


class NoOptions(Config):  # type: ignore[no-untyped-call]
    """The plugin takes no options: what is published stands in the course's own files."""


class CoursePlugin(BasePlugin[NoOptions]):  # type: ignore[no-untyped-call]
    """Publishes what our writer hands it in `given`, or else what it prepares itself.

    Where `only_pages` is set, the writer sees to all other files.
    """

    given: Publication | None = None
    only_pages: bool = False
    publication: Publication

    def __init__(self) -> None:
        super().__init__()
        self._menus: dict[TrackId | None, Menu] = {}
        self._files: tuple[FileProducer, ...] = ()

    def prepare(self, config: MkDocsConfig) -> Publication:
        """Make what is published, or stop before MkDocs empties the site."""
        raise NotImplementedError

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Give MkDocs the programme's facts, the pages in their order, and our theme."""
        # MkDocs empties the site right after this, so a mistake has to stop it here.
        self.publication = self.given or self.prepare(config)
        self._menus.clear()
        programme = self.publication.course.programme
        config.site_name = escape(programme.title)
        config.site_description = escape(programme.summary or "")
        config.site_url = programme.url.rstrip("/") + "/"
        config.use_directory_urls = False  # the site opens by double click (design, section 4)
        config.nav = [page.source for page in self.publication.pages]
        _dress(config, self.publication)
        authored = [self.publication.course.root / name for name in AUTHORED]
        config.watch += [str(path) for path in authored if path.exists()]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace the authors' YAML and Markdown by the pages and files made from them."""
        for file in [file for file in files if not _is_wanted(file, config)]:
            files.remove(file)
        for page in self.publication.pages:
            files.append(_page_file(page, self.publication.store, config))
        if not self.only_pages:
            self._files = tuple(make(self.publication) for make in FILES)
        for producer in self._files:
            for one in producer.files:
                files.append(StoredFile(config, one.address, partial(producer.load, one)))
        return files

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:  # noqa: ARG002
        """Name no previous and next page: readers find the way on in the page itself.

        Material would name them in the head, and Firefox fetches at once what is said to be next.
        """
        for page in nav.pages:
            page.previous_page = page.next_page = None
        return nav

    def on_env(
        self, env: jinja2.Environment, *, config: MkDocsConfig, files: Files
    ) -> jinja2.Environment:
        """Teach the templates our words, and make the pages that lead from old addresses."""
        course, words = self.publication.course, self.publication.words
        audience = self.publication.rendered.variant.audience
        known = {
            "say": words,
            "said": {},
            "programme": course.programme,
            "audience": audience,
            "qr_code": qr_code,
            "feed": FEED if has_feed(self.publication) else "",
        }
        env.globals |= known
        moved = env.get_template("moved.html")
        for former, present in redirects_of(course):
            html = moved.render(
                target=relative(present, former), canonical=f"{config.site_url}{present}"
            )
            files.append(StoredFile(config, former, guarded(html).encode))
        return env

    def on_page_context(
        self,
        context: Any,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002
        nav: Navigation,  # noqa: ARG002
    ) -> Any:
        """Add what the page's template shows beside the content."""
        own = page.shown.track if isinstance(page, FragmentPage) else None
        context["menu"] = self._menu(own)
        context["card"] = card_address(own)
        if isinstance(page, FragmentPage):
            context["view"] = view_of(self.publication, page.shown)
        return context

    def on_template_context(
        self,
        context: Any,
        *,
        template_name: str,
        config: MkDocsConfig,
    ) -> Any:
        """Give the page for missing pages its menu, too, and what stands in it."""
        context["menu"] = self._menu(None)
        if template_name == MISSING_PAGE:
            addresses = (page.address for page in self.publication.pages)
            context["whereabouts"] = whereabouts(config.site_url or "", addresses)
            context["missing"] = inside_missing_page()
        return context

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:  # noqa: ARG002
        """Put the policy into a page, whatever a partner's templates or other plugins made of it."""
        return guarded(output)

    def on_post_template(
        self,
        output_content: str,
        *,
        template_name: str,
        config: MkDocsConfig,  # noqa: ARG002
    ) -> str:
        """Put the policy into the page for missing pages, too."""
        if not template_name.endswith(".html"):
            return output_content
        return guarded(
            output_content, inside_missing_page() if template_name == MISSING_PAGE else {}
        )

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """List what readers save of each track, now that all of it is there."""
        if not self._files:
            return
        site, search = Path(config.site_dir), search_among(self._files)
        savable, known = Savable(self.publication, search), dict[str, Entry]()
        for track in savable.tracks:
            write_file(site / list_address(track), savable.listed(track, read_from(site), known))

    def _menu(self, own: TrackId | None) -> Menu:
        if own not in self._menus:
            self._menus[own] = menu_of(self.publication, own)
        return self._menus[own]


def _dress(config: MkDocsConfig, publication: Publication) -> None:
    """Lay our theme over Material's and below a partner's, keeping what mkdocs.yml sets."""
    theme = config.theme
    partner = publication.course.root / "theme"
    if partner.is_dir() and str(partner) not in theme.dirs:
        theme.dirs.insert(0, str(partner))
    materials = next(n for n, folder in enumerate(theme.dirs) if _is_material(folder))
    theme.dirs.insert(materials, str(THEME))
    theme["language"] = _materials_language(theme.dirs, publication.words.language)
    theme["font"] = False  # a font service would be told of every reader
    theme["palette"] = _only_scheme(theme.get("palette"))
    theme.static_templates.update(("robots.txt", "manifest.json"))
    if theme["favicon"] == _MATERIALS_FAVICON:
        theme["favicon"] = FAVICON


def _only_scheme(palette: Any) -> dict[str, str]:
    """Return the scheme that mkdocs.yml prescribes; where it names several, the reader chooses."""
    named = palette if isinstance(palette, list) else [palette]
    schemes = [one["scheme"] for one in named if isinstance(one, dict) and one.get("scheme")]
    return {"scheme": schemes[0]} if len(schemes) == 1 else {}


def _is_material(folder: str) -> bool:
    return (Path(folder) / "mkdocs_theme.yml").exists()


def _materials_language(folders: list[str], language: str) -> str:
    """Return the language in which Material has words; `lang` of the page stays the programme's."""
    for name in (language, language.partition("-")[0]):
        if any((Path(folder) / f"partials/languages/{name}.html").exists() for folder in folders):
            return name
    return "en"


def _is_wanted(file: File, config: MkDocsConfig) -> bool:
    if file.src_dir == config.docs_dir or fnmatch(file.src_uri, _SOURCE_MAPS):
        return False
    if _is_material(file.src_dir or "") and any(
        fnmatch(file.src_uri, name) for name in _FRAME_FILES
    ):
        return False
    if any(fnmatch(file.src_uri, pattern) for pattern in _SEARCH_FILES):
        return any(name.endswith("search") for name in config.plugins)
    return file.src_uri != _MATERIALS_FAVICON or config.theme["favicon"] == _MATERIALS_FAVICON


def _page_file(page: SitePage, store: Store, config: MkDocsConfig) -> File:
    file = File.generated(config, page.source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    FragmentPage(page, store, file, config)  # which makes itself the file's page
    return file
