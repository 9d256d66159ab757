"""The one place where texts are opened; each is parsed once and kept between builds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache, partial
from itertools import starmap
from typing import Any, Final

from seodang.cache.fingerprint import engine_key
from seodang.cache.memo import Memo
from seodang.cache.store import Key, Store, key_of
from seodang.course.model import Course, Lesson
from seodang.course.variant import Variant, variant_of
from seodang.documents.document import Code, Document, parsed
from seodang.documents.ipynb import read_ipynb
from seodang.documents.ipynb_faults import faults_in
from seodang.documents.kept_document import document_from_json, document_to_json
from seodang.documents.landmarks import Directory
from seodang.documents.myst import read_myst
from seodang.documents.notebook import Cell, CellKind, Notebook
from seodang.documents.targets import Target
from seodang.documents.texts import TextRef, texts_in
from seodang.files.length import lines_too_many
from seodang.files.reading import read_hashed
from seodang.kernels import DEFAULT_KERNEL
from seodang.problems import Place, Problem

DOCUMENTS: Final = "documents"
"""Kind of entries: a parsed text."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What others ask of a text without opening it.

    `anchors` are None where the text was read with problems, or is not whole: it may lack some that
    are meant.
    """

    anchors: frozenset[str] | None
    exercises: frozenset[str]
    code: Code
    targets: tuple[Target, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)
    """The words of its headings by their anchors."""
    title: str = ""


class Documents:
    """Opens the texts of a course; one is in memory at a time.

    Without a store every text is parsed anew. `digests` tell, by path, the SHA-256 of the files
    as they were when the course was loaded; a preview that knows better gives none.
    """

    def __init__(
        self, course: Course, store: Store | None = None, digests: Mapping[str, str] | None = None
    ) -> None:
        self.course = course
        self.refs = {ref.name: ref for ref in texts_in(course)}
        self.digests = course.digests if digests is None else digests
        self.non_text_digest = self._non_text_digest()
        self._store = store
        self.variant = variant_of(course.programme, "instructor")
        self.facts_memo = Memo(store, f"facts {self.variant}", engine_key())
        # A text is asked for by several functions in turn, and meanwhile one that it links to.
        self.directory = Directory(self)
        self._widest = lru_cache(maxsize=2)(self._opened)

    def notebook_of(self, lesson: Lesson) -> TextRef | None:
        """Return the text of a lesson, or None where it has none."""
        path = self.course.notebooks.get(lesson.id)
        return None if path is None else self.refs[path]

    def digest_of(self, ref: TextRef) -> str | None:
        """Return the SHA-256 of a text's file when the course was loaded; None: not known."""
        return self.digests.get(ref.path)

    def open(self, ref: TextRef, variant: Variant | None = None) -> Document:
        """Open a text for a variant; without one, as whoever sees most of it reads it."""
        document = self._widest(ref.name)
        return document if variant is None else document.seen_by(variant.audience)

    def knows(self, ref: TextRef) -> bool:
        """Whether facts are kept of a text as it was when the course was loaded."""
        return self.facts_memo.get(ref.name, self.digest_of(ref)) is not None

    def facts(self, ref: TextRef) -> Facts:
        """Return what is known of a text, which is opened only where that is nothing yet."""
        known = self.facts_memo.get(ref.name, self.digest_of(ref))
        if known is None:
            document = self.open(ref)
            known = _facts(document)
            # A text that was saved meanwhile is another one than was loaded.
            if document.digest and self.digests:
                self.facts_memo.put(ref.name, document.digest, known)
        anchors, exercises, kernel, cells, language, allow_errors, targets, headings, title = known
        code = Code(kernel, tuple(cells), language, allow_errors)
        names = None if anchors is None else frozenset(anchors)
        shown = tuple(starmap(Target, targets)), headings, title
        return Facts(names, frozenset(exercises), code, *shown)

    def anchors(self, path: str) -> frozenset[str] | None:
        """Return the anchors of the page that a notebook or a page becomes; None: not known."""
        ref = self.refs.get(path)  # a text that is gone was asked about by those who link to it
        anchors = self.facts(ref).anchors if ref else None
        return None if ref is None or anchors is None else anchors | anchors_around(ref.lesson)

    def pages(self) -> list[str]:
        """Return the paths of the texts that become pages of their own."""
        return [*self.course.notebooks.values(), *self.course.pages.values()]

    def targets(self, path: str) -> tuple[Target, ...]:
        """Return the targets in a notebook or page, in its order."""
        ref = self.refs.get(path)
        return self.facts(ref).targets if ref else ()

    def headings(self, path: str) -> Mapping[str, str]:
        """Return the words of a text's headings by their anchors."""
        ref = self.refs.get(path)
        return self.facts(ref).headings if ref else {}

    def title(self, path: str) -> str:
        """Return the title of the page that a notebook or a page becomes."""
        ref = self.refs.get(path)
        if ref is None:
            return ""
        return ref.lesson.title if ref.lesson else self.facts(ref).title

    def _opened(self, name: str) -> Document:
        ref = self.refs[name]
        if ref.cells is not None:
            notebook = Notebook(ref.path, "", ref.cells())
            return parsed(name, self.digests.get(ref.path, ""), notebook)
        text, digest = read_hashed(self.course.root, ref.path)
        if not isinstance(text, Problem):
            text = lines_too_many(text, ref.path) or text
        if isinstance(text, Problem):
            return Document(name, "", Notebook(ref.path, "", ()), (), (), problems=(text,))
        return self._kept(ref, text, digest)

    def _kept(self, ref: TextRef, text: str, digest: str) -> Document:
        """Return what was parsed before, or parse it; a faulty text is parsed every time."""
        key = key_of(DOCUMENTS, engine_key(), str(self.variant), ref.path, digest)
        kept = None
        if self._store:
            read = partial(document_from_json, name=ref.name, digest=digest, path=ref.path)
            kept = self._store.load_as(DOCUMENTS, key, read)
        if kept is not None:
            return kept
        document = _parsed(ref, text, digest)
        if self._store and not document.problems:
            self._store.save_json(DOCUMENTS, key, document_to_json(document))
        return document

    def _non_text_digest(self) -> Key:
        """Return the key of what texts refer to: every other file, and which texts there are."""
        texts = {*self.course.notebooks.values(), *self.course.pages.values()}
        return key_of([(n, "" if n in texts else digest) for n, digest in self.digests.items()])


def anchors_around(lesson: Lesson | None) -> frozenset[str]:
    """Return the anchors that a lesson's page has beside those of its notebook."""
    return frozenset(f"source-{source}" for source in (lesson.sources if lesson else ()))


def _facts(document: Document) -> list[Any]:
    contents, code = document.contents, document.code
    is_known = contents.is_whole and not document.is_faulty
    anchors = sorted(contents.anchors()) if is_known else None
    exercises = sorted({use.given for use in contents.exercises()})
    cells = [] if document.is_faulty else list(code.cells)
    titles = (one.title for one in contents.headings)
    headings = dict(zip(contents.heading_ids(), titles, strict=True))
    title = next((one.title for one in contents.headings if one.level == 1), "")
    shown = [contents.targets, headings, title]
    return [anchors, exercises, code.kernel, cells, code.language, code.allow_errors, *shown]


def _parsed(ref: TextRef, text: str, digest: str) -> Document:
    if ref.lesson is None:
        cells = (Cell(CellKind.MARKDOWN, text, Place(ref.path)),)
        return parsed(ref.name, digest, Notebook(ref.path, DEFAULT_KERNEL, cells))
    is_json = ref.path.endswith(".ipynb")
    notebook, problems = (read_ipynb if is_json else read_myst)(text, ref.path)
    faults = tuple(faults_in(text, ref.path)) if is_json and not problems else ()
    return parsed(ref.name, digest, notebook, faults, tuple(problems))
