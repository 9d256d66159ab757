"""Writing the site: Material's page around each fragment, then into place what changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from seodang.cache.store import Store
from seodang.course.model import Course
from seodang.editions.site.page_keys import is_ours_alone
from seodang.editions.site.pages import PageKind, SitePage, pages_of
from seodang.editions.site.publication import Publication, publication_of
from seodang.editions.site.stale import Work, do, work_for
from seodang.output.journal import Change, complete, publish, staging_in, states_of
from seodang.output.manifest import Manifest, keep_manifest, last_manifest
from seodang.problems import Problem
from seodang.rendering.render import Rendered


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
    course: Course,
    rendered: Rendered,
    store: Store,
    today: date,
    jobs: int = 1,
) -> tuple[Site | None, list[Problem]]:
    """Write the site of a rendered course to `site/`, touching only files whose bytes change.

    `today` is the day that decides which sources are to be checked again. Returns None and the
    problems where the site could not be made; it stays untouched then.
    """
    folder = course.root / "site"
    staging = staging_in(store.folder.parent)
    complete(staging, folder)
    publication = publication_of(course, rendered, store, today)
    pages = pages_of(publication)
    work = _work(publication, pages, folder) if is_ours_alone(publication) else None
    problems = _make(work, publication, staging.folder, folder, jobs)
    if any(problem.is_error for problem in problems):
        staging.clear()
        return None, problems
    change = publish(staging, folder, work.still if work else ())
    if work and not problems:  # a warning of MkDocs' is told by every build, which asks it again
        made = Manifest(work.rest, work.records, states_of(folder), work.setting)
        keep_manifest(made, store)
    return _site(publication, pages, folder, change), problems


def _work(publication: Publication, pages: tuple[SitePage, ...], folder: Path) -> Work:
    return work_for(publication, pages, last_manifest(publication.store), states_of(folder))


def _make(
    work: Work | None, publication: Publication, staging: Path, site: Path, jobs: int
) -> list[Problem]:
    if work is not None:
        return do(work, publication, staging, site, jobs)
    from seodang.editions.site.mkdocs_build import build_all

    return build_all(publication, staging)


def _site(
    publication: Publication, pages: tuple[SitePage, ...], folder: Path, change: Change
) -> Site:
    course = publication.course
    return Site(
        folder=folder,
        url=course.programme.url,
        store=publication.store,
        written=_count(change.replaced),
        reused=_count(change.kept),
        sources=_sources(course, pages),
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
