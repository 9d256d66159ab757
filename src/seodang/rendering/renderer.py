"""Making the fragment of one text for a variant, unless it is known what that gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeAlias

from seodang.cache.memo import Entry, Memo
from seodang.cache.problem_json import problem_from_json, problem_to_json
from seodang.cache.store import ASSETS, FRAGMENTS, Key, Store, key_of
from seodang.catalogue import Speaker
from seodang.course.addresses import page_address
from seodang.course.layout import GLOSSARY
from seodang.course.model import Lesson
from seodang.course.variant import Variant
from seodang.documents.document import Document
from seodang.documents.documents import Documents
from seodang.documents.markdown import markdown_reader
from seodang.documents.notebook import CellId
from seodang.documents.texts import TextRef
from seodang.execution.outcomes import outputs_in
from seodang.ids import TermId
from seodang.problems import Pointer, Problem
from seodang.rendering.dependencies import Dependencies, answer_of
from seodang.rendering.fragment import Asset, Fragment
from seodang.rendering.fragment_writer import (
    inline_html,
    lesson_fragment,
    page_fragment,
    written_cells,
)
from seodang.rendering.kept_cells import cells_again, cells_key, keep_cells
from seodang.rendering.renderer_version import renderer_version
from seodang.rendering.templating import filled
from seodang.rendering.writer import RenderContext
from seodang.rendering.written_cell import WrittenCell

_Made: TypeAlias = tuple[Fragment, list[Problem]]


@dataclass(frozen=True, slots=True)
class RenderedText:
    """Where the fragment of the text at a path lies in the store, and the files it shows there."""

    path: str
    fragment: Key
    assets: tuple[Asset, ...] = ()

    def entries(self) -> list[Entry]:
        """Return all that lies in the store."""
        return [(FRAGMENTS, self.fragment), *((ASSETS, Key(asset.key)) for asset in self.assets)]


@dataclass(frozen=True, slots=True)
class Text:
    """A text to render: with `outputs` of its code, if it has any; its code may have failed."""

    ref: TextRef
    lesson: Lesson | None = None
    outputs: Key | None = None
    has_failed: bool = False


class Renderer:
    """What all texts of a course are rendered with; it keeps keys, never contents."""

    def __init__(self, documents: Documents, store: Store, variant: Variant) -> None:
        self._documents = documents
        self._course = documents.course
        self._store = store
        self._variant = variant
        self._reader = markdown_reader()
        self._words = Speaker(variant.language, "rendering")
        self._version = renderer_version()
        self.memo = Memo(
            store,
            f"fragments {variant}",
            self._version,
            partial(answer_of, self._course),
            documents.non_text_digest if documents.digests else None,
        )

    def knows(self, text: Text) -> bool:
        """Whether what a text gives need not be found out."""
        return self.memo.get(text.ref.name, self._key(text, self._digest(text))) is not None

    def text(self, text: Text) -> tuple[RenderedText, list[Problem]]:
        """Return where a text's fragment lies, which is made where it is not known, and problems."""
        known = self.memo.get(text.ref.name, self._key(text, self._digest(text)))
        if known is None:
            return self._made(text)
        key, assets, problems = known
        rendered = RenderedText(text.ref.path, Key(key), tuple(Asset(*asset) for asset in assets))
        return rendered, [problem_from_json(problem) for problem in problems]

    def definition(self, name: TermId) -> tuple[str, list[Problem]]:
        """Return a term's definition as HTML for within a line."""
        where = Pointer(GLOSSARY, (name, "definition"))
        context = self._context(self._dependencies(TextRef(name, GLOSSARY)))
        return inline_html(self._course.glossary[name].definition, where, context)

    def _digest(self, text: Text) -> str | None:
        return self._documents.digest_of(text.ref)

    def _key(self, text: Text, digest: str | None) -> list[Any]:
        sources = list(text.lesson.sources) if text.lesson else []
        return [digest, text.outputs, text.has_failed, sources]

    def _made(self, text: Text) -> tuple[RenderedText, list[Problem]]:
        dependencies = self._dependencies(text.ref, text.lesson)
        digest, (fragment, problems) = self._fragment(text, dependencies)
        rendered = RenderedText(text.ref.path, self._saved(text.ref, fragment), fragment.assets)
        if digest:  # what cannot be read now may be readable the next time
            told = [problem_to_json(problem) for problem in problems]
            assets = [[asset.name, asset.key] for asset in fragment.assets]
            # The file may have been saved since it was looked at: it is kept as what it was.
            content = self._key(text, digest)
            value = [rendered.fragment, assets, told]
            self.memo.put(
                text.ref.name, content, value, dependencies.recorded(), rendered.entries()
            )
        return rendered, problems

    def _saved(self, ref: TextRef, fragment: Fragment) -> Key:
        # Named by what it is: where rendering anew gives the same, no page has to change.
        value = fragment.to_json()
        key = key_of(FRAGMENTS, str(self._variant), ref.path, value)
        self._store.save_json(FRAGMENTS, key, value)
        return key

    def _fragment(self, text: Text, dependencies: Dependencies) -> tuple[str, _Made]:
        """Make a text's fragment; returns also the digest of the file it was made of."""
        lesson = text.lesson
        if text.has_failed or (lesson and lesson.id not in self._course.notebooks):
            return self._digest(text) or "", self._placeholder()
        document = self._documents.open(text.ref, self._variant)
        if not document.digest:
            return "", (Fragment("", (), "", (), ()), list(document.problems))
        if lesson is None:
            return document.digest, page_fragment(document, self._context(dependencies))
        if text.outputs is None and document.notebook.code_cells():
            return document.digest, self._placeholder()
        context = self._context(dependencies, _language_of(document))
        cells = self._cells(text.outputs, document, context)
        return document.digest, lesson_fragment(document, replace(context, cells=cells))

    def _placeholder(self) -> _Made:
        return Fragment(filled("placeholder", self._words), (), "", (), ()), []

    def _cells(
        self, outputs: Key | None, document: Document, context: RenderContext
    ) -> Mapping[CellId, WrittenCell]:
        if not document.notebook.code_cells():
            return {}
        key = cells_key(self._version, self._variant, document, context, outputs)
        cells = cells_again(key, self._store)
        if cells is None:
            context = replace(context, outputs=outputs_in(self._store, outputs))
            cells = written_cells(document, context)
            keep_cells(key, cells, self._store)
        return cells

    def _dependencies(self, ref: TextRef, lesson: Lesson | None = None) -> Dependencies:
        address = page_address(ref.path) or ""
        return Dependencies(self._course, self._store, ref.path, address, lesson)

    def _context(self, dependencies: Dependencies, language: str = "") -> RenderContext:
        return RenderContext(dependencies, self._words, self._reader, {}, language)


def _language_of(document: Document) -> str:
    """Return Pygments' name of the language that a kernel runs."""
    kernel = document.notebook.kernel
    return "python" if kernel.startswith("python") else kernel.partition("-")[0]
