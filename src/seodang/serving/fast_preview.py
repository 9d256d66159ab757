"""The edited lesson's page at once, before the whole course is looked through.

A build reads every lesson, which takes longer the more there are; an author who saves a sentence
waits for one. The new content is put into the page that the last build wrote. The build that
follows checks everything, and has the last word.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from seodang.cache.store import ASSETS, Key, Store
from seodang.course.addresses import lesson_address
from seodang.course.layout import LESSON
from seodang.course.model import Course
from seodang.documents.documents import Documents
from seodang.editions.site.patch_page import patch_page
from seodang.execution.execute import Progress, execute
from seodang.execution.executor import Runners
from seodang.execution.plan import plan_lesson
from seodang.execution.process_runner import process_runner
from seodang.files.places import located
from seodang.ids import LessonId
from seodang.problems import Problem
from seodang.rendering.fragment import Fragment
from seodang.rendering.render import Rendered, fragment_of, render_lesson
from seodang.serving.edits import lessons_of
from seodang.serving.events import Problems


@dataclass(frozen=True, slots=True)
class LastBuild:
    """What the published site was made of."""

    course: Course
    rendered: Rendered


@dataclass(frozen=True, slots=True)
class PreviewContext:
    """What a fast preview needs beside the course.

    Without `runners` it runs no notebook; `report` is told of each that ran. `in_words` says
    problems as the terminal shows them.
    """

    store: Store
    site: Path
    jobs: int
    runners: Runners | None
    report: Callable[[Progress], None]
    in_words: Callable[[Iterable[Problem]], Problems]


@dataclass(frozen=True, slots=True)
class FastPreview:
    """Files of the site as they are going to be, by address, and what is wrong."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    problems: Problems = ()


def fast_preview(paths: Iterable[str], last: LastBuild, context: PreviewContext) -> FastPreview:
    """Make the pages of lessons in which files were saved; none where that needs a build."""
    saved = frozenset(paths)
    if not all(map(_is_within_a_lesson, saved)):
        return FastPreview()
    lessons = [lesson for lesson in sorted(lessons_of(saved)) if _is_published(lesson, last)]
    previews = [_lesson_preview(lesson, last, context) for lesson in lessons]
    files = {address: content for one in previews for address, content in one.files.items()}
    return FastPreview(files, tuple(problem for one in previews for problem in one.problems))


def _is_within_a_lesson(path: str) -> bool:
    # What a lesson.yml says stands on other pages as well.
    return bool(lessons_of([path])) and not path.endswith(f"/{LESSON}")


def _is_published(lesson: LessonId, last: LastBuild) -> bool:
    path = last.course.notebooks.get(lesson)
    is_there = path is not None and (last.course.root / path).is_file()
    return is_there and lesson in last.rendered.lessons


def _lesson_preview(lesson: LessonId, last: LastBuild, context: PreviewContext) -> FastPreview:
    course, store = last.course, context.store
    # Files were saved since the course was loaded: what is known of them is no longer true.
    documents = Documents(course, store, digests={})
    plan = plan_lesson(documents, store, lesson)
    if plan is None or (plan.run and context.runners is None):
        return FastPreview()
    runners = context.runners or process_runner
    executed, failures = execute(
        plan, documents, store, context.jobs, context.report, runners=runners
    )
    if failures:
        return FastPreview(problems=context.in_words(located(course.root, failures)))
    # What rendering finds wrong is left to the build, so that it is said once.
    text, _ = render_lesson(documents, lesson, executed, store, last.rendered)
    old = fragment_of(last.rendered.lessons[lesson].fragment, store)
    new = fragment_of(text.fragment, store)
    return FastPreview(dict(_files(lesson_address(lesson), old, new, context)))


def _files(
    address: str, old: Fragment, new: Fragment, context: PreviewContext
) -> Iterator[tuple[str, bytes]]:
    page = (context.site / address).read_bytes().decode()
    patched = patch_page(page, old, new)
    if patched is None or patched == page:
        return
    yield address, patched.encode()
    for asset in new.assets:
        content = None if asset in old.assets else context.store.load(ASSETS, Key(asset.key))
        if content is not None:
            yield posixpath.join(posixpath.dirname(address), asset.name), content
