"""Our pages and files as MkDocs sees them, without a Markdown file behind any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from seodang.cache.store import Store
from seodang.editions.site.pages import SitePage
from seodang.output.artefact import write_file
from seodang.rendering.fragment import Fragment, Heading
from seodang.rendering.render import fragment_of

TITLE_ID: Final = "sd-title"
"""The anchor of every page's h1, where the skip link leads."""
# The only date that is the same today and tomorrow; gzip takes it as "no date" (RFC 1952).
_NO_DATE: Final = "1970-01-01"


class FragmentPage(Page):
    """A page whose content is a rendered fragment; Python-Markdown never sees it."""

    def __init__(self, shown: SitePage, store: Store, file: File, config: MkDocsConfig) -> None:
        # Material's templates print titles as they are: they have to be HTML.
        super().__init__(escape(shown.title), file, config)
        self.shown = shown
        self._store = store
        self.update_date = _NO_DATE
        self.meta = _meta(shown)

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002 (MkDocs' signature)
        """Read nothing: no Markdown file is behind the page."""
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Take the fragment's HTML as the page's content."""
        key = self.shown.fragment
        fragment = Fragment() if key is None else fragment_of(key, self._store)
        self.content = fragment.html
        self.toc = contents_of(self.shown.title, fragment.toc)


def _meta(shown: SitePage) -> dict[str, Any]:
    """Describe a page as a Markdown file's front matter would."""
    about = {"template": shown.template, "description": escape(shown.summary)}
    return {**about, "changed": shown.changed.isoformat() if shown.changed else ""}


class StoredFile(File):
    """A file whose bytes are fetched when it is written, so that memory does not hold them all."""

    def __init__(self, config: MkDocsConfig, address: str, load: Callable[[], bytes]) -> None:
        super().__init__(
            address,
            None,
            config.site_dir,
            use_directory_urls=False,
            inclusion=InclusionLevel.INCLUDED,
        )
        self._load = load

    def copy_file(self, dirty: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        """Write the bytes to the site."""
        write_file(Path(self.abs_dest_path), self._load())


def contents_of(title: str, headings: Iterable[Heading]) -> TableOfContents:
    """Return Material's table of contents: the headings nested below the page's title."""
    top = _anchor(title, TITLE_ID, 1)
    branch = [top]
    for heading in headings:
        anchor = _anchor(heading.title, heading.id, heading.level, heading.is_exercise)
        while len(branch) > 1 and branch[-1].level >= heading.level:
            branch.pop()
        branch[-1].children.append(anchor)
        branch.append(anchor)
    return TableOfContents([top])


def _anchor(title: str, name: str, level: int, is_exercise: bool = False) -> Any:  # noqa: FBT001, FBT002
    anchor: Any = AnchorLink(escape(title), name, level)
    anchor.is_exercise = is_exercise  # so that templates can tell it from a section
    return anchor
