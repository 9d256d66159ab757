"""Writing the site: Material's page around each fragment, then into place what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from seodang.course.model import Course
from seodang.problems import Problem
from seodang.rendering.render import Rendered
from seodang.site.journal import Change, complete, publish, staging_in
from seodang.site.mkdocs_build import build_pages
from seodang.site.pages import PageKind, SitePage, pages_of
from seodang.site.publication import Publication, publication_of
from seodang.store import Store


@dataclass(frozen=True, slots=True)
class Site:
    """The published site: `written` and `reused` count pages.

    `url` is where the programme publishes it. `sources` gives, for the address of a page, the
    authors' file it was made from.
    """

    folder: Path
    url: str
    store: Store
    written: int
    reused: int
    sources: Mapping[str, str]


def write_site(
    course: Course, rendered: Rendered, store: Store
) -> tuple[Site | None, list[Problem]]:
    """Write the site of a rendered course to `site/`, touching only files whose bytes change.

    Returns None and the problems where the site could not be made; it stays untouched then.
    """
    folder = course.root / "site"
    staging = staging_in(store.folder.parent)
    complete(staging, folder)
    publication = publication_of(course, rendered, store)
    problems = build_pages(publication, staging.folder)
    if any(problem.is_error for problem in problems):
        staging.clear()
        return None, problems
    change = publish(staging, folder)
    return _site(publication, folder, change), problems


def _site(publication: Publication, folder: Path, change: Change) -> Site:
    course = publication.course
    return Site(
        folder=folder,
        url=course.programme.url,
        store=publication.store,
        written=_count(change.replaced),
        reused=_count(change.kept),
        sources=_sources(course, pages_of(publication)),
    )


def _count(addresses: tuple[str, ...]) -> int:
    return sum(address.endswith(".html") for address in addresses)


def _sources(course: Course, pages: tuple[SitePage, ...]) -> dict[str, str]:
    paths = {str(name): path for name, path in course.notebooks.items()}
    sources = {}
    for page in pages:
        if page.kind is PageKind.LESSON:
            sources[page.address] = paths.get(page.name, f"lessons/{page.name}/lesson.yml")
        elif page.kind is PageKind.TRACK:
            sources[page.address] = f"curriculum/tracks/{page.name}.yml"
        elif page.kind is PageKind.PLAIN:
            sources[page.address] = page.name
    return sources
