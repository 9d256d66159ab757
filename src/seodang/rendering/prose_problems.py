"""What rendering says of texts whatever their code puts out, asked by `check`.

Formulas, pictures and linked files are looked into where they are written, and only what is written
has the places that links lead to. So `check` writes the prose as a build does and keeps what was
wrong with it: what it passes, a build makes.
"""

from __future__ import annotations

import html
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, Final
from urllib.parse import unquote

from seodang.cache.memo import memoised_map
from seodang.cache.problem_json import (
    problem_from_json,
    problem_to_json,
    where_from_json,
    where_to_json,
)
from seodang.cache.store import Key, Store
from seodang.course.addresses import read_link
from seodang.course.layout import GLOSSARY
from seodang.course.siblings import with_sibling
from seodang.course.variant import Variant
from seodang.documents.documents import Documents, anchors_around
from seodang.documents.headings import slug
from seodang.documents.texts import TextRef
from seodang.problems import Problem, Where, say
from seodang.rendering.left_over import left_over
from seodang.rendering.renderer import Renderer

_ID: Final = re.compile(r' id="([^"]*)"')


class _LookedAt(Store):
    """A store of who only looks: what pages would show is taken to be there."""

    def has(self, kind: str, key: Key) -> bool:  # noqa: ARG002
        return True


def prose_problems(
    documents: Documents, store: Store, variant: Variant, faulty: Collection[str], jobs: int = 1
) -> list[Problem]:
    """Return what is wrong with the texts, but those at `faulty` paths, which are mended first."""
    renderer = Renderer(documents, _LookedAt(store.folder), variant)
    memo = renderer.memo_named(f"prose {variant}", store)

    def key(ref: TextRef) -> list[Any]:
        sources = list(ref.lesson.sources) if ref.lesson else []
        return [documents.digest_of(ref), sources]

    def look_at(ref: TextRef) -> None:
        prose = renderer.prose(ref)
        told = [problem_to_json(problem) for problem in (*prose.problems, *left(ref, prose.html))]
        ids = sorted(map(html.unescape, set(_ID.findall(prose.html))))
        links = list(_links(documents, ref, variant))
        memo.put(ref.name, key(ref), {"told": told, "ids": ids, "links": links}, prose.asked)

    def left(ref: TextRef, made: str) -> Iterator[Problem]:
        words = left_over(made)
        passages = documents.open(ref, variant).passages() if words else ()
        for passage in passages:
            word = next((one for one in words if one in passage.text), None)
            if word is not None:
                yield _not_filled_in(word, passage.where)

    refs = [ref for ref in _shown(documents) if ref.path not in faulty]
    new = [ref for ref in refs if memo.get(ref.name, key(ref)) is None]
    memoised_map(look_at, new, [memo], jobs)
    found = {ref: memo.get(ref.name, key(ref)) for ref in refs}
    memo.save()
    told = [problem_from_json(one) for values in found.values() for one in values["told"]]
    return told + list(_dead(found))


def _shown(documents: Documents) -> list[TextRef]:
    """Return the texts that become pages, and the definitions of terms."""
    pages = {*documents.course.pages.values(), GLOSSARY}
    return [
        ref
        for ref in documents.refs.values()
        if (ref.lesson.status == "published" if ref.lesson else ref.path in pages)
    ]


def _links(documents: Documents, ref: TextRef, variant: Variant) -> Iterator[list[Any]]:
    """Yield where a text's links lead on pages: the text's path, the anchor, and their own place."""
    for link in documents.open(ref, variant).contents.links if ref.path != GLOSSARY else ():
        file, _, anchor = link.target.partition("#")
        path = read_link(file, ref.path).path if file else ref.path
        if anchor and path:
            way = with_sibling(documents.course, path)
            yield [way, unquote(anchor), where_to_json(link.where)]


def _not_filled_in(word: str, where: Where) -> Problem:
    return Problem(
        "site-left-over",
        where,
        say("'{text}' shows as it is written: nothing replaces it", text=word),
        say("correct the name between the braces, or write it as code if it is meant so"),
    )


def _dead(found: Mapping[TextRef, Any]) -> Iterator[Problem]:
    """Yield the links to places that are in a text, and not on the page that is made of it."""
    ids = {ref.path: {*one["ids"], *anchors_around(ref.lesson)} for ref, one in found.items()}
    for one in found.values():
        for path, anchor, where in one["links"]:
            if path in ids and ids[path].isdisjoint((anchor, slug(anchor))):
                yield Problem(
                    "link-exists",
                    where_from_json(where),
                    say("the page of '{path}' has no place '#{anchor}'", path=path, anchor=anchor),
                    say("lead to a heading that learners see, or take it out of what is hidden"),
                )
