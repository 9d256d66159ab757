"""Making the fragment of one text for a variant, unless it is known what that gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple, TypeAlias

from seodang.cache.memo import Entry, Memo, Question
from seodang.cache.problem_json import problem_from_json, problem_to_json
from seodang.cache.store import ASSETS, FRAGMENTS, Key, Store, key_of
from seodang.catalogue import Speaker
from seodang.course.addresses import page_address
from seodang.course.layout import GLOSSARY
from seodang.course.model import Lesson
from seodang.course.variant import Variant
from seodang.documents.document import Document
from seodang.documents.documents import Documents
from seodang.documents.landmarks import SHOWN
from seodang.documents.markdown import markdown_reader
from seodang.documents.notebook import CellId
from seodang.documents.texts import TextRef
from seodang.execution.outcomes import outputs_in
from seodang.ids import TermId
from seodang.problems import Pointer, Problem
from seodang.rendering.course_answers import answer_of
from seodang.rendering.dependencies import Dependencies
from seodang.rendering.fragment import Asset, Fragment, assets_from_json
from seodang.rendering.fragment_writer import (
    inline_html,
    lesson_fragment,
    page_fragment,
    written_cells,
)
from seodang.rendering.held_answers import NOTHING_HELD, HeldAnswers
from seodang.rendering.renderer_version import renderer_version
from seodang.rendering.templating import filled
from seodang.rendering.writer import RenderContext
from seodang.rendering.written_cell import CELLS, WrittenCell, keep_cells, kept_cells

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


class Prose(NamedTuple):
    """A text without its code as HTML, what is wrong with it, and what was asked to know it."""

    html: str
    problems: tuple[Problem, ...]
    asked: tuple[Question, ...]


class Renderer:
    """What all texts of a course are rendered with; it keeps keys, never contents."""

    def __init__(
        self,
        documents: Documents,
        store: Store,
        variant: Variant,
        faulty: frozenset[str] = frozenset(),
        held: HeldAnswers = NOTHING_HELD,
    ) -> None:
        self._documents = documents
        self._course = documents.course
        self._store = store
        self._variant = variant
        self._held = held if variant.audience == "learner" else NOTHING_HELD
        # What stands in no page of its own, such as an exercise, may stand in any.
        are_all = not faulty <= {*documents.pages()}
        self._faulty = frozenset(documents.pages()) | faulty if are_all else faulty
        self._reader = markdown_reader()
        self._words = Speaker(variant.language, "rendering")
        self._version = renderer_version()
        self.memo = self.memo_named(f"fragments {variant}", store)

    def memo_named(self, name: str, store: Store) -> Memo:
        """Return a memo of something that rendering gives."""
        return Memo(
            store,
            name,
            self._version,
            answer=self._answer,
            setting=self._setting() if self._documents.digests else None,
            unsettled=SHOWN,
        )

    def _setting(self) -> Key:
        """Return the key of all that answers depend on, but for what texts show of each other."""
        digest = self._documents.non_text_digest
        if self._held == NOTHING_HELD:
            return digest
        return key_of(digest, dict(self._held.lessons), dict(self._held.exercises))

    def knows(self, text: Text) -> bool:
        """Whether what a text gives need not be found out."""
        return self._known(text) is not None

    def text(self, text: Text) -> tuple[RenderedText, list[Problem]]:
        """Return where a text's fragment lies, which is made where it is not known, and problems."""
        known = self._known(text)
        if known is None:
            return self._made(text)
        key, assets, problems = known
        rendered = RenderedText(text.ref.path, Key(key), assets_from_json(assets))
        return rendered, [problem_from_json(problem) for problem in problems]

    def definition(self, name: TermId) -> tuple[str, list[Problem]]:
        """Return a term's definition as HTML for within a line."""
        return self._defined(name, self._context(TextRef(name, GLOSSARY)))

    def prose(self, ref: TextRef) -> Prose:
        """Write a text but for its code, to see what is wrong with it."""
        if ref.path == GLOSSARY:
            context = self._context(ref)
            term = TermId(ref.name.removeprefix(f"{GLOSSARY}#"))
            html, problems = self._defined(term, context)
        else:
            document = self._documents.open(ref, self._variant)
            context = self._context(ref, ref.lesson, document)
            unwritten = {
                cell.id: WrittenCell("", "", "", ()) for cell in document.notebook.code_cells()
            }
            write = lesson_fragment if ref.lesson else page_fragment
            fragment, problems = write(document, replace(context, cells=unwritten, is_shown=False))
            html = fragment.html
        return Prose(html, tuple(problems), tuple(context.dependencies.recorded()))

    def _defined(self, name: TermId, context: RenderContext) -> tuple[str, list[Problem]]:
        where = Pointer(GLOSSARY, (name, "definition"))
        return inline_html(self._course.glossary[name].definition, where, context)

    def _answer(self, question: Question) -> Any:
        if question[0] in SHOWN:
            return self._documents.directory.answer(question)
        if question[0] == "answers":
            return self._held.until(*question[1].split("\n"))
        return answer_of(self._course, question)

    def _known(self, text: Text) -> Any:
        if text.ref.path in self._faulty:
            return None
        return self.memo.get(text.ref.name, _key(text, self._documents.digest_of(text.ref)))

    def _made(self, text: Text) -> tuple[RenderedText, list[Problem]]:
        document = self._document(text)
        digest = document.digest if document else self._documents.digest_of(text.ref)
        context = self._context(text.ref, text.lesson, document)
        fragment, problems = self._fragment(text, document, context)
        rendered = RenderedText(text.ref.path, self._saved(text.ref, fragment), fragment.assets)
        if (
            digest and text.ref.path not in self._faulty
        ):  # what cannot be read now may be readable the next time
            told = [problem_to_json(problem) for problem in problems]
            # The file may have been saved since it was looked at: it is kept as what it was.
            key, value = _key(text, digest), [rendered.fragment, rendered.assets, told]
            asked = context.dependencies.recorded()
            self.memo.put(text.ref.name, key, value, asked, rendered.entries())
        return rendered, problems

    def _saved(self, ref: TextRef, fragment: Fragment) -> Key:
        # Named by what it is: where rendering anew gives the same, no page has to change.
        value = fragment.to_json()
        key = key_of(FRAGMENTS, str(self._variant), ref.path, value)
        self._store.save_json(FRAGMENTS, key, value)
        return key

    def _document(self, text: Text) -> Document | None:
        """Open a text; None where its code failed or its file is missing."""
        is_missing = text.lesson and text.lesson.id not in self._course.notebooks
        if text.has_failed or is_missing:
            return None
        return self._documents.open(text.ref, self._variant)

    def _fragment(self, text: Text, document: Document | None, context: RenderContext) -> _Made:
        if document is None:
            return self._placeholder()
        if not document.digest:
            return Fragment(), list(document.problems)
        if text.lesson is None:
            return page_fragment(document, context)
        if text.outputs is None and document.notebook.code_cells():
            return self._placeholder()
        cells = self._cells(text.outputs, document, context)
        return lesson_fragment(document, replace(context, cells=cells))

    def _placeholder(self) -> _Made:
        return Fragment(filled("placeholder", self._words)), []

    def _cells(
        self, outputs: Key | None, document: Document, context: RenderContext
    ) -> Mapping[CellId, WrittenCell]:
        """Return a lesson's code cells, which an edit of its prose leaves as they were written."""
        code = document.notebook.code_cells()
        if not code:
            return {}
        address, language = context.dependencies.address, context.language
        seen = [[cell.id, cell.tags, cell.alt] for cell in code]
        key = key_of(CELLS, self._version, str(self._variant), language, address, outputs, seen)
        cells = kept_cells(key, self._store)
        if cells is None:
            context = replace(context, outputs=outputs_in(self._store, outputs))
            cells = written_cells(document, context)
            keep_cells(key, cells, self._store)
        return cells

    def _context(
        self, ref: TextRef, lesson: Lesson | None = None, document: Document | None = None
    ) -> RenderContext:
        address = page_address(ref.path) or ""
        dependencies = Dependencies(
            self._course,
            self._store,
            ref.path,
            address,
            lesson,
            documents=self._documents,
            drops_dead=ref.path in self._faulty,
            held=self._held,
        )
        language = _language_of(document) if document else ""
        return RenderContext(dependencies, self._words, self._reader, {}, language)


def _key(text: Text, digest: str | None) -> list[Any]:
    sources = list(text.lesson.sources) if text.lesson else []
    return [digest, text.outputs, text.has_failed, sources]


def _language_of(document: Document) -> str:
    """Return Pygments' name of the language that a kernel runs."""
    notebook = document.notebook
    return notebook.language or notebook.kernel.partition("-")[0]
