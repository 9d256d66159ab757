"""The edited lesson's page at once, before the whole course is looked through.

A build reads every lesson, which takes longer the more there are; an author who saves a sentence
waits for one. The new content is put into the page that the last build wrote. The build that
follows checks everything, and has the last word.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from seodang.cache.store import ASSETS, Key, Store
from seodang.course.layout import LESSON
from seodang.course.model import Course
from seodang.documents.documents import Documents
from seodang.execution.execute import Progress, execute
from seodang.execution.executor import Runners
from seodang.execution.plan import plan_lesson
from seodang.execution.process_runner import process_runner
from seodang.files.places import located
from seodang.ids import LessonId
from seodang.problems import Problem
from seodang.rendering.fragment import Asset, Fragment
from seodang.rendering.render import Rendered, fragment_of, render_lesson
from seodang.serving.edits import lessons_of


@dataclass(frozen=True, slots=True)
class Known:
    """What the last build knew, of which the site was made."""

    course: Course
    rendered: Rendered


@dataclass(frozen=True, slots=True)
class Means:
    """What a look needs beside the course.

    Without `runners` it runs no notebook; `report` is told of each that ran.
    """

    store: Store
    site: Path
    jobs: int
    runners: Runners | None
    report: Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Look:
    """Files of the site as they are going to be, by address, and notebooks that failed."""

    files: Mapping[str, bytes]
    problems: tuple[Problem, ...] = ()


def first_look(paths: Iterable[str], known: Known, means: Means) -> Look:
    """Make the pages of lessons in which files were saved; none where that needs more."""
    saved = frozenset(paths)
    lessons = sorted(lessons_of(saved))
    if not all(_is_within_a_lesson(path) for path in saved):
        return Look({})
    looks = [_lesson(lesson, known, means) for lesson in lessons if _is_shown(lesson, known)]
    files = {address: content for look in looks for address, content in look.files.items()}
    return Look(files, tuple(problem for look in looks for problem in look.problems))


def _is_within_a_lesson(path: str) -> bool:
    # What a lesson.yml says stands on other pages as well.
    return bool(lessons_of([path])) and not path.endswith(f"/{LESSON}")


def _is_shown(lesson: LessonId, known: Known) -> bool:
    path = known.course.notebooks.get(lesson)
    is_there = path is not None and (known.course.root / path).is_file()
    return is_there and lesson in known.rendered.lessons


def _lesson(lesson: LessonId, known: Known, means: Means) -> Look:
    course, store = known.course, means.store
    # Files were saved since the course was loaded: what is known of them is no longer true.
    documents = Documents(course, store, digests={})
    plan = plan_lesson(documents, store, lesson)
    if plan is None or (plan.run and means.runners is None):
        return Look({})
    runners = means.runners or process_runner
    executed, failures = execute(plan, documents, store, means.jobs, means.report, runners=runners)
    if failures:
        return Look({}, tuple(located(course.root, failures)))
    text, _ = render_lesson(documents, lesson, executed, store, known.rendered.variant)
    before = fragment_of(known.rendered.lessons[lesson].fragment, store)
    return Look(dict(_files(lesson, before, fragment_of(text.fragment, store), means)))


def _files(
    lesson: LessonId, before: Fragment, now: Fragment, means: Means
) -> Iterator[tuple[str, bytes]]:
    address = f"lessons/{lesson}.html"
    page = (means.site / address).read_text("utf-8")
    if before.html == now.html or page.count(before.html) != 1:
        return
    yield address, page.replace(before.html, now.html).encode()
    for asset in now.assets:
        content = None if asset in before.assets else _content(asset, means.store)
        if content is not None:
            yield f"lessons/{asset.name}", content


def _content(asset: Asset, store: Store) -> bytes | None:
    return store.load(ASSETS, Key(asset.key))
