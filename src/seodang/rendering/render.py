"""The stage that makes a fragment of every lesson and page: once, for every edition."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from markdown_it import MarkdownIt

from seodang.course.files import read_bytes, read_text
from seodang.course.ids import LessonId, TermId
from seodang.course.loader import read_notebook
from seodang.course.markdown import markdown_reader
from seodang.course.model import Course, Lesson
from seodang.course.notebook import CellId, Notebook
from seodang.execution.outcomes import Executed, outputs_of
from seodang.forking import warmed
from seodang.problems import Pointer, Problem
from seodang.rendering.fragment import Fragment
from seodang.rendering.links import page_address
from seodang.rendering.prose import inline_html, lesson_fragment, page_fragment, written_cells
from seodang.rendering.references import References
from seodang.rendering.reuse import (
    FRAGMENTS,
    cells_again,
    cells_key,
    found_again,
    keep,
    keep_cells,
    keep_once,
    renderer_version,
)
from seodang.rendering.templating import filled
from seodang.rendering.words import Words
from seodang.rendering.writer import Scene
from seodang.rendering.written_cell import WrittenCell
from seodang.store import Key, Store, key_of

_Made: TypeAlias = tuple[Fragment, list[Problem]]
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
    published = [one for one in course.lessons.values() if one.status == "published"]
    warmed(_Room(course, executed, store).lesson, published, jobs)
    room = _Room(course, executed, store)
    rendered = Rendered(
        lessons={lesson.id: room.lesson(lesson) for lesson in published},
        pages={path: room.page(path) for path in course.pages},
        terms={name: room.definition(name) for name in course.glossary},
    )
    return rendered, room.problems


def render_lesson(
    course: Course, lesson: LessonId, executed: Executed, store: Store
) -> tuple[Key, list[Problem]]:
    """Render one lesson as `render` does, for a preview that cannot wait for all of them.

    Returns the key of its fragment, and problems.
    """
    room = _Room(course, executed, store)
    return room.lesson(course.lessons[lesson]), room.problems


def fragment_of(key: Key, store: Store) -> Fragment:
    """Load a fragment that `render` made; LookupError where the store has lost it meanwhile."""
    value = store.load_json(FRAGMENTS, key)
    if value is None:
        raise LookupError(f"the store has no fragment {key}")
    return Fragment.from_json(value)


class _Room:
    """What all texts of a course are rendered with; it keeps keys, never contents."""

    def __init__(self, course: Course, executed: Executed, store: Store) -> None:
        self.course = course
        self.executed = executed
        self.store = store
        self.problems: list[Problem] = []
        self.reader: MarkdownIt = markdown_reader()
        self.words = Words(course.programme.language)
        self.version = renderer_version()

    def lesson(self, lesson: Lesson) -> Key:
        """Return the key of a lesson's fragment."""
        path = self.course.notebooks.get(lesson.id, lesson.file)
        references = References(self.course, self.store, path, page_address(path) or "", lesson)
        outputs = self.executed.outputs.get(lesson.id)
        has_failed = lesson.id in self.executed.failed
        base = self._base(path, outputs, has_failed, lesson.sources)
        return self._kept(base, references, lambda: self._lesson(lesson, references))

    def page(self, path: str) -> Key:
        """Return the key of a plain page's fragment."""
        references = References(self.course, self.store, path, page_address(path) or "")
        return self._kept(self._base(path), references, lambda: self._page(path, references))

    def definition(self, name: TermId) -> str:
        """Return a term's definition as HTML for within a line."""
        path = "curriculum/glossary.yml"
        references = References(self.course, self.store, path, page_address(path) or "")
        where = Pointer(path, (name, "definition"))
        scene = self._scene(references)
        html, problems = inline_html(self.course.glossary[name].definition, where, scene)
        self.problems += problems
        return html

    def _kept(self, base: Key, references: References, make: Callable[[], _Made]) -> Key:
        key = found_again(base, references, self.store)
        if key is not None:
            return key
        fragment, problems = make()
        self.problems += problems
        return (keep_once if problems else keep)(base, references, fragment, self.store)

    def _lesson(self, lesson: Lesson, references: References) -> _Made:
        reading = read_notebook(self.course, lesson)
        if reading is None or not self._has_run(lesson, reading[0]):
            return Fragment(filled("placeholder", self.words), (), "", (), ()), []
        notebook = reading[0]
        scene = self._scene(references, _language_of(notebook))
        return lesson_fragment(notebook, replace(scene, cells=self._cells(lesson, notebook, scene)))

    def _cells(
        self, lesson: Lesson, notebook: Notebook, scene: Scene
    ) -> Mapping[CellId, WrittenCell]:
        if not notebook.code_cells():
            return {}
        key = cells_key(self.version, notebook, scene, self.executed.outputs.get(lesson.id))
        cells = cells_again(key, self.store)
        if cells is None:
            outputs = outputs_of(self.executed, lesson.id, self.store)
            cells = written_cells(notebook, replace(scene, outputs=outputs))
            keep_cells(key, cells, self.store)
        return cells

    def _has_run(self, lesson: Lesson, notebook: Notebook) -> bool:
        if lesson.id in self.executed.failed:
            return False
        return lesson.id in self.executed.outputs or not notebook.code_cells()

    def _page(self, path: str, references: References) -> _Made:
        text = read_text(self.course.root, path)
        if isinstance(text, Problem):
            return Fragment("", (), "", (), ()), [text]
        return page_fragment(text, path, self._scene(references))

    def _scene(self, references: References, language: str = "") -> Scene:
        return Scene(references, self.words, self.reader, {}, language)

    def _base(self, path: str, *rest: object) -> Key:
        content = read_bytes(self.course.root, path)
        digest = "" if isinstance(content, Problem) else hashlib.sha256(content).hexdigest()
        return key_of(self.version, self.words.language, _AUDIENCE, path, digest, *rest)


def _language_of(notebook: Notebook) -> str:
    """Return Pygments' name of the language that a kernel runs."""
    return "python" if notebook.kernel.startswith("python") else notebook.kernel.partition("-")[0]
