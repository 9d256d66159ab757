"""What a text refers to outside itself, asked through one object that remembers the questions.

A fragment stays valid as long as every question its text asked (which exercise is this? where
does this link lead? what is in this file?) has the answer it had. So an edit elsewhere renders
exactly those texts anew that show something of it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from copy import copy
from functools import cached_property
from urllib.parse import quote, unquote

from seodang.cache.memo import Question
from seodang.cache.store import ASSETS, Key, Store
from seodang.course.addresses import (
    GLOSSARY_PAGE,
    file_address,
    page_address,
    quoted,
    read_link,
    relative,
)
from seodang.course.model import Course, Lesson, Source, Term
from seodang.course.siblings import page_meant, with_sibling
from seodang.documents.documents import Documents
from seodang.documents.headings import slug
from seodang.documents.landmarks import Landmarks
from seodang.documents.targets import Target
from seodang.exercises.exercise import Exercise
from seodang.files.reading import read_bytes
from seodang.ids import ExerciseId, SourceId, TermId
from seodang.pictures.faults import OPENED, named
from seodang.problems import Place, Problem
from seodang.rendering.course_answers import digest
from seodang.rendering.dead_links import is_dead
from seodang.rendering.fragment import Asset
from seodang.rendering.held_answers import NOTHING_HELD, HeldAnswers
from seodang.rendering.publishable import Publishable, publishable


class Dependencies:
    """Answers a text's questions about the course and keeps the files it shows.

    `path` is where the text stands in the course, `address` where its page is published;
    `lesson` is None for a plain page.
    """

    def __init__(
        self,
        course: Course,
        store: Store,
        path: str,
        address: str,
        lesson: Lesson | None = None,
        *,
        documents: Documents | None = None,
        drops_dead: bool = False,
        held: HeldAnswers = NOTHING_HELD,
    ) -> None:
        self.course = course
        self.path = path
        self.address = address
        self.store = store
        self._lesson = lesson
        self._documents = documents
        self._drops_dead = drops_dead
        self._held = held
        self._folder = address.removesuffix(".html")
        self._home = f"{posixpath.dirname(path)}/"
        self._recorded: dict[Question, None] = {}
        directory = documents.directory if documents else None
        self._landmarks = Landmarks(directory, path, self._recorded)
        self._assets: dict[str, Asset] = {}

    def apart(self) -> Dependencies:
        """Return an object for a part of the text that is kept on its own."""
        own = (self.course, self.store, self.path, self.address, self._lesson)
        return Dependencies(*own, documents=self._documents, held=self._held)

    def seen_from(self, path: str) -> Dependencies:
        """Return the same object for a text that stands in another file of the course."""
        other = copy(self)  # which shares what was asked and published
        other.path = path
        other.__dict__.pop("own_targets", None)
        return other

    def take_over(self, assets: Iterable[Asset], recorded: Iterable[Question]) -> None:
        """Count what a part of the text showed and asked as the whole text's."""
        self._assets.update((asset.name, asset) for asset in assets)
        self._recorded.update(dict.fromkeys(recorded))

    def exercise(self, name: str) -> Exercise | None:
        """Return an exercise, or None where there is none of this name."""
        self._recorded["exercise", name] = None
        return self.course.exercises.get(ExerciseId(name))

    def answers_until(self, name: str) -> str | None:
        """Return until when the answers of an exercise are held: a day, or "never"; None: they are not."""
        lesson = self._lesson.id if self._lesson else ""
        self._recorded["answers", f"{name}\n{lesson}"] = None
        return self._held.until(name, lesson)

    def term(self, name: str) -> Term | None:
        """Return an entry of the glossary, or None."""
        self._recorded["term", name] = None
        return self.course.glossary.get(TermId(name))

    def term_address(self, name: str) -> str:
        """Return the way to a term in the glossary."""
        return f"{relative(GLOSSARY_PAGE, self.address)}#{name}"

    def source(self, name: str) -> Source | None:
        """Return an entry of the sources, or None."""
        self._recorded["source", name] = None
        return self.course.sources.get(SourceId(name))

    def source_number(self, name: str) -> int | None:
        """Return a source's place in the lesson's list, from 1, or None."""
        # Nothing is recorded: the lesson's list is part of the key under which the text is kept.
        sources = list(dict.fromkeys(self._lesson.sources)) if self._lesson else []
        return sources.index(SourceId(name)) + 1 if name in sources else None

    def link(self, href: str, *, is_shown: bool = False) -> str | Problem | None:
        """Return where a link of the text leads on its page; a linked file becomes an asset.

        A picture of raw HTML leads to its file in the same way, but it `is_shown`.

        Returns a problem where the file cannot be used, None where the course does not publish
        what lies there; "" for what leads nowhere, where links that do are to be left out.
        """
        if self._drops_dead and self._documents and is_dead(self._documents, self.path, href):
            return ""
        return self._way(href, is_shown=is_shown)

    def _way(self, href: str, *, is_shown: bool) -> str | Problem | None:
        if href.startswith("#"):
            return self._within(href[1:])
        link = read_link(href, self.path)
        if link.path is None:
            return href
        # Where a page lies follows from its path alone. That it is there is for the checks to say.
        path = self._sibling(link.path)
        page = page_address(path)
        if page is not None:
            way = quoted(relative(page, self.address))
            return way + _suffix("?", link.query) + _suffix("#", self._anchor(path, link.anchor))
        if file_address(link.path) is None:
            return None
        file = self.file(link.path, is_shown=is_shown)
        if isinstance(file, Problem):
            return file
        return self.publish(file, link.path) + _suffix("#", link.anchor)

    @cached_property
    def own_targets(self) -> Mapping[str, Target]:
        """The targets of the text itself by their names."""
        own = self._documents.targets(self.path) if self._documents else ()
        return {target.name: target for target in own}

    def target(self, name: str) -> tuple[Target, str] | None:
        """Return what has a name in the course, and the way to it; None where there is nothing."""
        found = self._landmarks.target(name, self.own_targets)
        if found is None:
            return None
        path, target = found[0], Target(*found[1])
        page = "" if path == self.path else quoted(relative(page_address(path) or "", self.address))
        return target, f"{page}#{quoted(target.anchor)}"

    def document(self, name: str) -> tuple[str, str] | None:
        """Return the title of the lesson or page that `{doc}` names, and the way to it."""
        self._recorded["document", f"{self.path}\n{name}"] = None
        path = page_meant(self.course, self.path, name)
        if path is None:
            return None
        return self._landmarks.title(path), quoted(relative(page_address(path) or "", self.address))

    def words_at(self, way: str, anchor: str) -> str:
        """Return the words of a heading, or of the page as a whole, that a link leads to."""
        path = read_link(way, self.path).path if way else self.path
        if path is None:
            return ""
        path = self._sibling(path)
        if not anchor:
            return self._landmarks.title(path)
        return self._landmarks.heading(path, anchor) or self._landmarks.heading(path, slug(anchor))

    def _within(self, anchor: str) -> str:
        """Return the way to a place of the page, or to what has this name in another."""
        own = self._anchor(self.path, anchor)
        name = unquote(anchor)
        if name in self.own_targets or not self._documents or not page_address(self.path):
            found = self.target(name)
            return found[1] if found and found[0].kind == "equation" else f"#{own}"
        known = self._documents.anchors(self.path) or frozenset()
        found = None if unquote(own) in known or not name else self.target(name)
        return found[1] if found else f"#{own}"

    def _sibling(self, path: str) -> str:
        if page_address(path) is not None:
            return path
        found = with_sibling(self.course, path)
        if path.endswith((".ipynb", ".md")):
            self._recorded["sibling", path] = None
        return found

    def _anchor(self, path: str, anchor: str) -> str:
        """Return an anchor as its page writes it, where it is given in Jupyter's spelling."""
        meant = unquote(anchor)
        ours = slug(meant) if meant else ""
        if ours == meant:
            return anchor
        self._recorded["anchors", path] = None
        known = (self._documents.anchors(path) if self._documents else None) or frozenset()
        return quote(ours) if ours in known and meant not in known else anchor

    def picture(self, src: str) -> str | None:
        """Return the path in the course of a picture in the text's own folder, or None."""
        path = read_link(src, self.path).path
        own = f"{posixpath.dirname(self.path)}/"
        is_ours = path and path.startswith(own) and file_address(path)
        if self._drops_dead and path and not (self.course.root / path).is_file():
            return None
        return path if is_ours else None

    def file(self, path: str, *, is_shown: bool = False) -> Publishable | Problem:
        """Return what may be published of a file, or why nothing; a picture `is_shown`, or linked."""
        self._recorded["file", path] = None
        ending = posixpath.splitext(path)[1].removeprefix(".").lower()
        picture = named(path) if is_shown or ending in OPENED else None
        content = read_bytes(self.course.root, path)
        return publishable(content, ending, Place(path), picture, self.store)

    def publish(self, file: Publishable, path: str = "") -> str:
        """Publish a file of the course, or a picture that none holds; returns the way from the page.

        A file from elsewhere is copied to the page's own, which moves and is removed with it; a
        picture is named after its content.
        """
        key = Key(digest(file.content))
        own = f"{self._folder}/{key[:16]}"
        copied = f"{own}/{posixpath.basename(path)}" if path else f"{own}.{file.ending}"
        address = (file_address(path) if path.startswith(self._home) else None) or copied
        if not self.store.has(ASSETS, key):  # its name is its content, so one there is right
            self.store.save(ASSETS, key, file.content)
        name = relative(address, self.address)
        self._assets[name] = Asset(name, key)
        return quoted(name)

    def assets(self) -> tuple[Asset, ...]:
        """Return the files published so far, in the order of their names."""
        return tuple(sorted(self._assets.values(), key=lambda asset: asset.name))

    def recorded(self) -> list[Question]:
        """Return the questions asked so far, sorted."""
        return sorted(self._recorded)


def _suffix(sign: str, text: str) -> str:
    return sign + text if text else ""
