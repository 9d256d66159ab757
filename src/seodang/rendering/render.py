"""The stage that makes a fragment of every lesson and page: once for a variant, for every edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from seodang.cache.memo import memoised_map
from seodang.cache.store import FRAGMENTS, Key, LostEntryError, Store
from seodang.course.model import Lesson
from seodang.course.variant import Variant
from seodang.documents.documents import Documents
from seodang.documents.texts import TextRef
from seodang.execution.outcomes import Executed
from seodang.ids import LessonId, TermId
from seodang.problems import Problem
from seodang.rendering.fragment import Fragment
from seodang.rendering.held_answers import NOTHING_HELD, HeldAnswers
from seodang.rendering.renderer import RenderedText, Renderer, Text


@dataclass(frozen=True, slots=True)
class Rendered:
    """What a variant's texts became; definitions of terms are HTML already.

    `pages` goes by path (`curriculum/pages/about.md`). Drafts and retired lessons have none. What
    stands for a lesson in `failed` or `left` is a placeholder: its notebook failed, or was not
    asked to run.
    """

    variant: Variant
    lessons: Mapping[LessonId, RenderedText]
    pages: Mapping[str, RenderedText]
    terms: Mapping[TermId, str]
    failed: frozenset[LessonId] = frozenset()
    left: frozenset[LessonId] = frozenset()
    held: HeldAnswers = NOTHING_HELD


def render(
    documents: Documents,
    executed: Executed,
    store: Store,
    variant: Variant,
    jobs: int = 1,
    *,
    faulty: frozenset[str] = frozenset(),
    held: HeldAnswers = NOTHING_HELD,
) -> tuple[Rendered, list[Problem]]:
    """Render every lesson and page for a variant, where it is not known what that gives.

    Returns `(rendered, problems)`. A lesson whose notebook failed gets a placeholder. In the texts
    at the paths in `faulty`, links that lead nowhere are plain text. Answers that are `held` are in
    nothing that learners get.
    """
    course = documents.course
    renderer = Renderer(documents, store, variant, faulty, held)
    published = [one for one in course.lessons.values() if one.status == "published"]
    lessons = {lesson.id: _lesson_text(documents, lesson, executed) for lesson in published}
    pages = {path: Text(documents.refs[path]) for path in course.pages.values()}
    new = [text for text in (*lessons.values(), *pages.values()) if not renderer.knows(text)]
    memoised_map(renderer.text, new, [renderer.memo], jobs)
    # Now all is known, and what is below only looks it up, in the order of the course.
    problems: list[Problem] = []
    rendered = Rendered(
        variant,
        lessons={name: _told(renderer.text(text), problems) for name, text in lessons.items()},
        pages={path: _told(renderer.text(text), problems) for path, text in pages.items()},
        terms={name: _told(renderer.definition(name), problems) for name in course.glossary},
        failed=executed.failed & lessons.keys(),
        left=executed.left & lessons.keys(),
        held=held,
    )
    renderer.memo.save()
    return rendered, problems


def render_lesson(
    documents: Documents, lesson: LessonId, executed: Executed, store: Store, last: Rendered
) -> tuple[RenderedText, list[Problem]]:
    """Render one lesson as `render` last did, for a preview that cannot wait for all of them."""
    text = _lesson_text(documents, documents.course.lessons[lesson], executed)
    return Renderer(documents, store, last.variant, held=last.held).text(text)


def fragment_of(key: Key, store: Store) -> Fragment:
    """Load a fragment that `render` made; LookupError where the store has lost it meanwhile."""
    fragment = store.load_as(FRAGMENTS, key, Fragment.from_json)
    if fragment is None:
        raise LostEntryError(f"the store has no fragment {key}")
    return fragment


def _lesson_text(documents: Documents, lesson: Lesson, executed: Executed) -> Text:
    ref = documents.notebook_of(lesson) or TextRef(lesson.file, lesson.file, lesson)
    outputs = executed.outputs.get(lesson.id)
    return Text(ref, lesson, outputs, lesson.id in executed.failed)


def _told(made: tuple[Any, list[Problem]], problems: list[Problem]) -> Any:
    value, found = made
    problems += found
    return value
