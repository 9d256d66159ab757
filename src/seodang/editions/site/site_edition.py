"""The site as an edition: who makes which of its files."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from datetime import date
from typing import Final

from seodang.cache.store import Key, Store
from seodang.documents.documents import Documents
from seodang.editions.site.bundles import bundles
from seodang.editions.site.cards import cards
from seodang.editions.site.feed import feed
from seodang.editions.site.later_scripts import later_scripts
from seodang.editions.site.offline_files import OfflineFiles, offline_words
from seodang.editions.site.page_producer import PageProducer
from seodang.editions.site.publication import Publication, publication_of
from seodang.editions.site.search_files import SearchFiles, search_files
from seodang.editions.site.terms_file import terms_file
from seodang.output.artefact import Artefact, FileProducer, Producer
from seodang.rendering.render import Rendered


def _files_shown(publication: Publication) -> FileProducer:
    """Make the pictures and files that pages show or link, as they lie in the store."""
    keys = {
        posixpath.join(posixpath.dirname(page.address), asset.name): Key(asset.key)
        for page in publication.pages
        for asset in page.assets
    }
    files = tuple(Artefact(address, key, "files") for address, key in keys.items())
    return FileProducer("files", files, lambda one: publication.asset(keys[one.address]))


FILES: Final[Sequence[Callable[[Publication], FileProducer]]] = (
    _files_shown,
    bundles,
    cards,
    feed,
    offline_words,
    later_scripts,
    search_files,
    terms_file,
)
"""What makes files beside the pages: `mkdocs build` takes them along, too."""


def site_producers(
    documents: Documents, rendered: Rendered, store: Store, today: date
) -> tuple[Producer, ...]:
    """Return what makes the files of the site.

    Pages come after what they ask for, and after them what looks at all of these files.
    """
    publication = publication_of(documents, rendered, store, today)
    files = tuple(make(publication) for make in FILES)
    others: tuple[Producer, ...] = (*files, PageProducer(publication))
    return (*others, OfflineFiles(publication, search_among(files), others))


def search_among(files: Sequence[FileProducer]) -> SearchFiles:
    """Return who makes the index, of which a saved course takes its texts along."""
    return next(one for one in files if isinstance(one, SearchFiles))
