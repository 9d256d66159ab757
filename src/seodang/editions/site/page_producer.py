"""The site's pages and all that MkDocs and Material bring, as artefacts of one producer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from seodang.cache.memo import Memo
from seodang.cache.store import Key
from seodang.editions.site.page_keys import has_templates, is_ours_alone, page_keys, setting_key
from seodang.editions.site.patch_page import patch_page
from seodang.editions.site.publication import Publication
from seodang.output.artefact import OTHERS, Artefact, Stale, write_file
from seodang.problems import Problem
from seodang.rendering.render import fragment_of


class PageProducer:
    """Makes pages, by MkDocs where templates have to see them.

    Where other plugins listen, nobody knows what a page depends on: all is made by every build.
    """

    name: Final = "mkdocs"

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._is_ours_alone = is_ours_alone(publication)
        self._artefacts: tuple[Artefact, ...] = ()

    def artefacts(self) -> tuple[Artefact, ...]:
        """Return the pages, and what stands for all other files of MkDocs."""
        self._artefacts = self._artefacts or tuple(self._made())
        return self._artefacts

    def _made(self) -> Iterator[Artefact]:
        keys = self._keys() if self._is_ours_alone else {}
        for page in self._publication.pages:
            key, content = keys.get(page.address), page.fragment
            yield Artefact(page.address, key, self.name, content, page.made_of, page.stand_in)
        yield Artefact(OTHERS, keys.get(OTHERS), self.name)

    def produce(self, stale: Sequence[Stale], folder: Path, jobs: int) -> list[Problem]:
        """Write pages; returns what is wrong with mkdocs.yml, a partner's theme or another plugin."""
        may_patch = not has_templates(self._publication)
        patched = (one for one in stale if may_patch and self._is_patched(one, folder))
        wanted = {one.artefact.address for one in stale} - {one.artefact.address for one in patched}
        if not wanted:
            return []
        # Importing MkDocs and reading its settings takes as long as building a hundred pages.
        from seodang.editions.site.mkdocs_build import build_all, build_some

        if not self._is_ours_alone:
            return build_all(self._publication, folder)
        return build_some(self._publication, folder, wanted, jobs)

    def _keys(self) -> dict[str, Key]:
        variant = self._publication.rendered.variant
        memo = Memo(self._publication.store, f"page keys {variant}", "")
        setting = setting_key(self._publication)
        keys: dict[str, Key] | None = memo.get(OTHERS, setting)
        if keys is None:
            keys = page_keys(self._publication)
            memo.put(OTHERS, setting, keys)
        memo.save()
        return keys

    def _is_patched(self, stale: Stale, folder: Path) -> bool:
        """Put new content into the published page, where that is all that differs."""
        artefact, store = stale.artefact, self._publication.store
        if stale.published is None or stale.before is None or artefact.content is None:
            return False
        try:
            old = fragment_of(stale.before, store)
        except LookupError:  # made for an earlier build; the store may have lost it
            return False
        page = stale.published.read_bytes().decode("utf-8")
        html = patch_page(page, old, fragment_of(artefact.content, store))
        if html is not None:
            write_file(folder / artefact.address, html.encode())
        return html is not None
