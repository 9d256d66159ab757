"""The stage that makes a fragment of every lesson and page: once, for every edition."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Final, TypeAlias

from markdown_it import MarkdownIt

from seodang.cache.memo import Noting, noted_by_all
from seodang.cache.store import FRAGMENTS, Key, Store
from seodang.catalogue import Speaker
from seodang.course.model import Course, Lesson
from seodang.documents.document import read_prose
from seodang.documents.markdown import markdown_reader
from seodang.documents.notebook import CellId, Notebook
from seodang.execution.outcomes import Executed, outputs_in
from seodang.files.reading import read_hashed
from seodang.ids import LessonId, TermId
from seodang.problems import Pointer, Problem
from seodang.rendering.dependencies import References
from seodang.rendering.fragment import Fragment
from seodang.rendering.fragment_writer import (
    inline_html,
    lesson_fragment,
    page_fragment,
    written_cells,
)
from seodang.rendering.links import page_address
from seodang.rendering.reuse import (
    Reuse,
    Text,
    cells_again,
    cells_key,
    keep_cells,
    renderer_version,
)
from seodang.rendering.templating import filled
from seodang.rendering.writer import Scene
from seodang.rendering.written_cell import WrittenCell

_Made: TypeAlias = tuple[Fragment, list[Problem]]


@dataclass(frozen=True, slots=True)
class Run:
    """A lesson and where the outputs of its code lie; None where it has no code, or failed."""

    lesson: Lesson
    outputs: Key | None
    has_failed: bool


_AUDIENCE: Final = "learner"


@dataclass(frozen=True, slots=True)
class Rendered:
    """Where each fragment lies in the store; definitions of terms are HTML already.

    `pages` goes by path (`curriculum/pages/about.md`). Drafts and retired lessons have none.
    """

    lessons: Mapping[LessonId, Key]
    pages: Mapping[str, Key]
    terms: Mapping[TermId, str]


def render(
    course: Course, executed: Executed, store: Store, jobs: int = 1
) -> tuple[Rendered, list[Problem]]:
    """Render every lesson and page whose fragment is not in the store yet.

    Returns `(rendered, problems)`. A lesson whose notebook failed gets a placeholder.
    """
    renderer = Renderer(course, store)
    published = [one for one in course.lessons.values() if one.status == "published"]
    runs = [run_of(one, executed) for one in published]
    known = {run.lesson.id: renderer.known(run) for run in runs}
    new = [run for run in runs if known[run.lesson.id] is None]
    noted_by_all(renderer.noting, new, jobs)
    renderer.problems.clear()  # they are met again by who asks
    rendered = Rendered(
        lessons={run.lesson.id: known[run.lesson.id] or renderer.lesson(run) for run in runs},
        pages={path: renderer.page(path) for path in course.pages},
        terms={name: renderer.definition(name) for name in course.glossary},
    )
    renderer.reuse.ledger.close()
    return rendered, renderer.problems


def render_lesson(
    course: Course, lesson: LessonId, executed: Executed, store: Store
) -> tuple[Key, list[Problem]]:
    """Render one lesson as `render` does, for a preview that cannot wait for all of them.

    Returns the key of its fragment, and problems.
    """
    # Files were saved since the course was loaded: what is known of them is no longer true.
    renderer = Renderer(replace(course, digests={}), store)
    return renderer.lesson(run_of(course.lessons[lesson], executed)), renderer.problems


def run_of(lesson: Lesson, executed: Executed) -> Run:
    """Return what execution made of a lesson."""
    return Run(lesson, executed.outputs.get(lesson.id), lesson.id in executed.failed)


def fragment_of(key: Key, store: Store) -> Fragment:
    """Load a fragment that `render` made; LookupError where the store has lost it meanwhile."""
    value = store.load_json(FRAGMENTS, key)
    if value is None:
        raise LookupError(f"the store has no fragment {key}")
    return Fragment.from_json(value)


class Renderer:
    """What all texts of a course are rendered with; it keeps keys, never contents."""

    def __init__(self, course: Course, store: Store) -> None:
        self.course = course
        self.store = store
        self.problems: list[Problem] = []
        self.reader: MarkdownIt = markdown_reader()
        self.words = Speaker(course.programme.language, "rendering")
        self.version = renderer_version()
        self.reuse = Reuse(course, store, self.version)
        self.noting = Noting(self.lesson, [self.reuse.ledger])

    def lesson(self, run: Run) -> Key:
        """Return the key of a lesson's fragment."""
        key = self.known(run)
        if key is not None:
            return key
        references = self._references(self._path(run.lesson), run.lesson)
        return self._made(
            self._lesson_text(run), references, partial(self._lesson, run, references)
        )

    def known(self, run: Run) -> Key | None:
        """Return the key of a lesson's fragment where it was made before."""
        text = self._lesson_text(run)
        return self.reuse.again(text, lambda: self._references(text.path, run.lesson))

    def _path(self, lesson: Lesson) -> str:
        return self.course.notebooks.get(lesson.id, lesson.file)

    def _lesson_text(self, run: Run) -> Text:
        put_out = [run.outputs, run.has_failed]
        return self._text(self._path(run.lesson), put_out, run.lesson.sources)

    def _references(self, path: str, lesson: Lesson | None = None) -> References:
        return References(self.course, self.store, path, page_address(path) or "", lesson)

    def page(self, path: str) -> Key:
        """Return the key of a plain page's fragment."""
        text, references = self._text(path), self._references(path)
        key = self.reuse.again(text, lambda: references)
        return key or self._made(text, references, partial(self._page, path, references))

    def definition(self, name: TermId) -> str:
        """Return a term's definition as HTML for within a line."""
        path = "curriculum/glossary.yml"
        references = self._references(path)
        where = Pointer(path, (name, "definition"))
        scene = self._scene(references)
        html, problems = inline_html(self.course.glossary[name].definition, where, scene)
        self.problems += problems
        return html

    def _text(self, path: str, put_out: Sequence[object] = (), sources: Sequence[str] = ()) -> Text:
        base = (self.version, self.words.language, _AUDIENCE, sources)
        return Text(path, [self.course.digests.get(path), *put_out], base)

    def _made(self, text: Text, references: References, make: Callable[[str], _Made]) -> Key:
        content, digest = read_hashed(self.course.root, text.path)
        fragment, problems = _nothing(content) if isinstance(content, Problem) else make(content)
        self.problems += problems
        now = replace(text, content=[digest, *text.content[1:]])  # it may have been saved since
        keep = self.reuse.keep_once if problems or now != text else self.reuse.keep
        return keep(now, references, fragment)

    def _lesson(self, run: Run, references: References, content: str) -> _Made:
        if run.has_failed or run.lesson.id not in self.course.notebooks:
            return self._placeholder()
        prose = read_prose(content, references.path)
        notebook = prose.notebook
        if run.outputs is None and notebook.code_cells():
            return self._placeholder()
        scene = self._scene(references, _language_of(notebook))
        cells = self._cells(run.outputs, notebook, scene)
        return lesson_fragment(prose, replace(scene, cells=cells))

    def _placeholder(self) -> _Made:
        return Fragment(filled("placeholder", self.words), (), "", (), ()), []

    def _cells(
        self, outputs: Key | None, notebook: Notebook, scene: Scene
    ) -> Mapping[CellId, WrittenCell]:
        if not notebook.code_cells():
            return {}
        key = cells_key(self.version, notebook, scene, outputs)
        cells = cells_again(key, self.store)
        if cells is None:
            cells = written_cells(notebook, replace(scene, outputs=outputs_in(self.store, outputs)))
            keep_cells(key, cells, self.store)
        return cells

    def _page(self, path: str, references: References, content: str) -> _Made:
        return page_fragment(content, path, self._scene(references))

    def _scene(self, references: References, language: str = "") -> Scene:
        return Scene(references, self.words, self.reader, {}, language)


def _nothing(problem: Problem) -> _Made:
    return Fragment("", (), "", (), ()), [problem]


def _language_of(notebook: Notebook) -> str:
    """Return Pygments' name of the language that a kernel runs."""
    return "python" if notebook.kernel.startswith("python") else notebook.kernel.partition("-")[0]
