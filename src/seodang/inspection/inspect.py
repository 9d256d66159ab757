"""Looking at the finished site as a stranger would: the last stage.

The rules of `checks/` know the authors' files and name lines. This looks at what was published,
whoever made it: our templates, a partner's, a plugin, a notebook's output.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from typing import Final

from seodang.cache.store import Store
from seodang.inspection.inline_code import inline_code
from seodang.inspection.page_inspector import PageCheck, PageInspector
from seodang.inspection.site_index import PublishedPage, SiteIndex, parts_of
from seodang.output.write_output import Written
from seodang.problems import Place, Problem, say

HEAVIEST_PAGE: Final = 1_500_000
"""Bytes, uncompressed, that a page may load before its readers on a phone are pitied."""

_CSS_ADDRESS: Final = re.compile(rb"(?:url\(|@import)\s*['\"]?\s*((?:https?:)?//[^'\")\s]+)")
_HOME_WORDS: Final = ("/home/", "/Users/", "\\Users\\")
_HOMES: Final = re.compile(r"(?:/home/|/Users/|[A-Z]:\\Users\\)[^\s<>\"']+")


def inspect_output(written: Written, url: str, store: Store, jobs: int = 1) -> list[Problem]:
    """Return what is wrong with the published pages; each problem names its page.

    `url` is where the programme publishes them. A page is not looked at again until it, or what
    it links to, has changed.
    """
    index = SiteIndex(written, f"{url.rstrip('/')}/")
    return PageInspector(index, PAGE_CHECKS, store).run_all(jobs) + list(_style_sheets(index))


def links_lead_somewhere(page: PublishedPage) -> Iterator[Problem]:
    """Ask that every link within the site lead to a page and to a place on it."""
    for link in page.facts.links:
        target = page.target(link)
        if target is not None and not page.leads_to(*target):
            yield page.problem(
                "site-link",
                say("on {page} the link '{link}' leads to nothing", page=page.address, link=link),
                say("correct the link, or publish what it leads to"),
            )


def files_are_there(page: PublishedPage) -> Iterator[Problem]:
    """Ask for every picture, script and style sheet of a page."""
    for written, address in page.loads():
        if address not in page.index.files:
            yield page.problem(
                "site-file",
                say("{page} shows '{file}', which does not exist", page=page.address, file=written),
                say("put the file where the page looks for it, or remove what shows it"),
            )


def nothing_is_from_elsewhere(page: PublishedPage) -> Iterator[Problem]:
    """Ask that no reader's browser be sent to another host for anything."""
    for written in page.facts.loads:
        parts = parts_of(written)
        if parts is None or parts.netloc:
            yield _from_elsewhere(page.index, page.address, written)


def pictures_have_alternatives(page: PublishedPage) -> Iterator[Problem]:
    """Ask for every picture's alternative text, be it empty."""
    for source in page.facts.bare_pictures:
        yield page.problem(
            "site-picture-alt",
            say(
                "the picture '{file}' on {page} has no alternative text",
                page=page.address,
                file=source,
            ),
            say("say in 'alt' what the picture shows, or leave 'alt' empty for an ornament"),
        )


def words_are_filled_in(page: PublishedPage) -> Iterator[Problem]:
    """Ask that no template's braces be left for readers to see."""
    for text in page.facts.left_over:
        yield page.problem(
            "site-left-over",
            say("{page} shows '{text}', which nothing replaced", page=page.address, text=text),
            say("correct the name between the braces, or write it as code if it is meant so"),
        )


def no_machine_is_named(page: PublishedPage) -> Iterator[Problem]:
    """Ask that no page tell where on the author's machine it was made."""
    text = page.text()
    own = [path for path in (str(page.index.folder.parent), sys.prefix) if path in text]
    homes = _HOMES.findall(text)[:1] if any(word in text for word in _HOME_WORDS) else []
    for path in own or homes:
        problem = page.problem(
            "site-machine-path",
            say("{page} shows the path '{path}' of a machine", page=page.address, path=path),
            say("print relative paths in the notebook, or hide an output that nobody needs"),
        )
        # A home folder may be an example; this course's own folder never is.
        yield problem if own else problem.as_warning()


def pages_are_light(page: PublishedPage) -> Iterator[Problem]:
    """Ask that a page with all it loads stay below a weight that a phone can carry."""
    loaded = {address for _, address in page.loads()}
    weight = sum(map(page.index.size, loaded | {page.address}))
    if weight > HEAVIEST_PAGE:
        size, limit = (f"{amount / 1e6:.1f}" for amount in (weight, HEAVIEST_PAGE))
        yield page.problem(
            "site-page-weight",
            say(
                "{page} loads {size} MB; {limit} MB is much for a phone",
                page=page.address,
                size=size,
                limit=limit,
            ),
            say("make its pictures smaller, or divide the lesson"),
        )


def nothing_is_switched_off(page: PublishedPage) -> Iterator[Problem]:
    """Ask that no script or style stand in a page, whose policy lets only files of the site act."""
    for found in inline_code(page.text()):
        yield page.problem(
            "page-fits-policy",
            say("{page} has {code}, which its policy switches off", page=page.address, code=found),
            say("move it to a style sheet or a script of its own in theme/"),
        )


PAGE_CHECKS: Final[Mapping[str, PageCheck]] = {
    "site-link": links_lead_somewhere,
    "site-file": files_are_there,
    "site-other-host": nothing_is_from_elsewhere,
    "site-picture-alt": pictures_have_alternatives,
    "site-left-over": words_are_filled_in,
    "site-machine-path": no_machine_is_named,
    "page-fits-policy": nothing_is_switched_off,
    "site-page-weight": pages_are_light,
}
"""What is asked of every published page, by the name of the rule it asks for."""


# Style sheets are few, and read each time; pages ask the memo.
def _style_sheets(index: SiteIndex) -> Iterator[Problem]:
    for address in index.own:
        if address.endswith(".css"):
            content = (index.folder / address).read_bytes()
            for found in _CSS_ADDRESS.findall(content):
                yield _from_elsewhere(index, address, found.decode(errors="replace"))


def _from_elsewhere(index: SiteIndex, address: str, written: str) -> Problem:
    return Problem(
        "site-other-host",
        Place(index.place_of(address)),
        say("{page} loads '{file}' from another host", page=address, file=written),
        say("put a copy of the file into the course; other hosts learn who reads what"),
    )
