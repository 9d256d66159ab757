"""The way of the data, as one sentence: load, check, plan, execute, render, site, inspect."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TypeAlias

from seodang.cache.fingerprint import Authored, look_through
from seodang.cache.memo import forget_ledgers
from seodang.cache.shared_store import open_store
from seodang.cache.store import Store
from seodang.checks.check_course import check_course
from seodang.course.layout import is_text
from seodang.course.loader import load_course
from seodang.course.model import Course
from seodang.editions.site.write import Site, write_site
from seodang.execution.execute import Progress, execute
from seodang.execution.executor import Runners
from seodang.execution.plan import Plan, plan_build
from seodang.execution.process_runner import process_runner
from seodang.files.places import located
from seodang.ids import LessonId
from seodang.inspection.inspect import inspect_site
from seodang.problems import Message, Problem
from seodang.reading_ahead import read_ahead
from seodang.rendering.render import Rendered, render


@dataclass(frozen=True, slots=True)
class Settings:
    """What a build is told beside the course's files.

    `only` limits execution to some lessons (None: all), `strict` lets warnings fail,
    `keep_going` publishes a placeholder for a lesson that failed. Errors of the rules in
    `tolerated` are warnings. `executor` says where notebooks run (see `execute`) and `runners`
    lends what runs them; `environ` may name a shared cache. `authored` are the authors' files,
    where they were looked through before.
    """

    root: Path
    today: date
    jobs: int = 1
    only: frozenset[LessonId] | None = None
    strict: bool = False
    keep_going: bool = False
    tolerated: frozenset[str] = frozenset()
    executor: str = "local"
    runners: Runners = process_runner
    environ: Mapping[str, str] = field(default_factory=dict)
    authored: Authored | None = None

    @property
    def store(self) -> Store:
        """The store of this course."""
        return open_store(self.root / ".seodang" / "store", self.environ)

    @property
    def site(self) -> Path:
        """The folder of the published site."""
        return self.root / "site"


@dataclass(slots=True)
class Stopwatch:
    """Seconds spent in each stage, in the order in which the stages ran."""

    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def __call__(self, stage: str) -> Iterator[None]:
        """Time a stage."""
        begin = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[stage] = time.perf_counter() - begin


@dataclass(frozen=True, slots=True)
class Prepared:
    """A course with its lessons rendered; `plan` and `rendered` are None where it stopped.

    `notes` say how its notebooks were contained.
    """

    course: Course
    problems: tuple[Problem, ...]
    plan: Plan | None = None
    executed: int = 0
    reused: int = 0
    failed: int = 0
    notes: tuple[Message, ...] = ()
    rendered: Rendered | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """What a build did; `written` is None where it stopped before the site."""

    prepared: Prepared
    problems: tuple[Problem, ...]
    seconds: dict[str, float]
    written: Site | None = None


Notify: TypeAlias = Callable[[Progress], None]
Ahead: TypeAlias = Callable[[Course, Store, int], None]


def build(settings: Settings, notify: Notify) -> Result:
    """Build the course into its site, or stop with problems and leave the site untouched."""
    watch = Stopwatch()
    prepared = prepare(settings, notify, watch)
    if prepared.rendered is None:
        return Result(prepared, prepared.problems, watch.seconds)
    with watch("site"):
        site, problems = write_site(
            prepared.course, prepared.rendered, settings.store, settings.today, settings.jobs
        )
    with watch("inspect"):
        problems += inspect_site(site, settings.jobs) if site is not None else []
    found = (*prepared.problems, *located(settings.root, problems))
    return Result(prepared, found, watch.seconds, site)


def check(settings: Settings, watch: Stopwatch) -> tuple[Course, list[Problem]]:
    """Load and check the course; the problems come located and sorted."""
    with _among_still_files(settings) as still:
        return _load_and_check(still, watch)


def prepare(settings: Settings, notify: Notify, watch: Stopwatch | None = None) -> Prepared:
    """Load, check, plan, execute and render: everything but the site itself.

    Stops before the next stage where problems forbid it; notebooks that ran stay cached.
    """
    with _among_still_files(settings) as still:
        return _prepare(still, notify, watch or Stopwatch())


@contextmanager
def _among_still_files(settings: Settings) -> Iterator[Settings]:
    """Look through the authors' files, unless somebody did just before.

    Whether a text is right is kept as true among these files; if one of them was changed before
    all was looked at, it may have been true of others.
    """
    authored = settings.authored or look_through(settings.root)
    try:
        yield replace(settings, authored=authored)
    finally:
        if not all(map(is_text, authored.changed(settings.root))):
            forget_ledgers(settings.store)


def _prepare(settings: Settings, notify: Notify, watch: Stopwatch) -> Prepared:
    course, problems = _load_and_check(settings, watch, read_ahead)
    if is_stopped_by(problems, settings):
        return Prepared(course, tuple(problems))
    with watch("plan"):
        plan, found = plan_build(
            course, settings.store, settings.today, settings.only, settings.jobs
        )
    problems += found
    with watch("execute"):
        executed, failures = execute(
            plan,
            course,
            settings.store,
            settings.jobs,
            notify,
            executor=settings.executor,
            runners=settings.runners,
        )
    prepared = Prepared(
        course=course,
        problems=tuple(located(settings.root, problems + failures)),
        plan=plan,
        executed=executed.executed,
        reused=executed.reused,
        failed=len(executed.failed),
        notes=executed.notes,
    )
    if is_stopped_by(problems if settings.keep_going else problems + failures, settings):
        return prepared
    with watch("render"):
        rendered, found = render(course, executed, settings.store, settings.jobs)
    prepared = replace(prepared, problems=(*prepared.problems, *located(settings.root, found)))
    return prepared if is_stopped_by(found, settings) else replace(prepared, rendered=rendered)


def _load_and_check(
    settings: Settings, watch: Stopwatch, ahead: Ahead = lambda *_: None
) -> tuple[Course, list[Problem]]:
    """Load and check; `ahead` does with the texts what else is going to be asked of them."""
    with watch("load"):
        course, problems = load_course(settings.root, settings.store, settings.authored)
    with watch("check"):
        ahead(course, settings.store, settings.jobs)
        problems += check_course(course, settings.store, settings.jobs)
    heard = [p.as_warning() if p.rule in settings.tolerated else p for p in problems]
    return course, located(settings.root, heard)


def is_stopped_by(problems: Iterable[Problem], settings: Settings) -> bool:
    """Whether problems keep a build from going on."""
    return any(problem.is_error or settings.strict for problem in problems)
