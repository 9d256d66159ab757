"""New content in a page whose surroundings are known: an edit of prose needs no template."""

from __future__ import annotations

from pathlib import Path

from seodang.editions.site.pages import SitePage
from seodang.editions.site.publication import Publication
from seodang.output.manifest import PageRecord


def spliced(publication: Publication, page: SitePage, known: PageRecord, file: Path) -> str | None:
    """Return a published page with its present content, or None where templates have to see it.

    `known` says what the page in the file was made from. Templates show, beside the content
    itself, its headings only.
    """
    if known.fragment is None or page.fragment is None:
        return None
    old = publication.find_fragment(known.fragment)
    new = publication.fragment(page.fragment)
    html = file.read_bytes().decode("utf-8")
    if old is None or old.toc != new.toc or not old.html or html.count(old.html) != 1:
        return None
    return html.replace(old.html, new.html)
