"""The way of the data: load, check, plan, execute; render and write each output; inspect them all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import TypeAlias

from seodang.build_settings import Settings
from seodang.cache.agreements import agreed_digests
from seodang.cache.fingerprint import fingerprint_inputs
from seodang.cache.memo import forget_memos
from seodang.cache.store import LostEntryError
from seodang.checks.check_course import check_course
from seodang.course.layout import is_text
from seodang.course.loader import load_course
from seodang.course.model import Course
from seodang.course.unconfined import Unconfined, not_agreed, unconfined_code
from seodang.course.variant import variant_of
from seodang.documents.documents import Documents
from seodang.editions.editions import EDITIONS
from seodang.execution.execute import Progress, execute
from seodang.execution.outcomes import Executed
from seodang.execution.plan import plan_build
from seodang.execution.proofs import prove
from seodang.execution.shown_failures import with_failures_shown
from seodang.files.places import located
from seodang.inspection.inspect import inspect_output
from seodang.output.artefact import Output
from seodang.output.write_output import write_output
from seodang.outputs import OUTPUTS, output_folders
from seodang.problems import Place, Problem
from seodang.rendering.held_answers import held_answers
from seodang.rendering.prose_problems import prose_problems
from seodang.rendering.render import render
from seodang.results import Built, Prepared, Result, Stopwatch

Notify: TypeAlias = Callable[[Progress], None]
Outputs: TypeAlias = Callable[[Course], Iterable[Output]]


def outputs_of(course: Course) -> tuple[Output, ...]:
    """Return the outputs of a course, as the registry names them."""
    return tuple(
        Output(
            name,
            course.root / kind.folder,
            variant_of(course.programme, kind.audience, kind.language),
            kind.edition,
            output_folders(course.root),
        )
        for name, kind in OUTPUTS.items()
    )


def build(
    settings: Settings, notify: Notify, outputs: Outputs = outputs_of, *, writes: bool = True
) -> Result:
    """Build the course into its outputs; where problems stop it, they stay as they are.

    Unless it `writes`, only the texts of each output are rendered, for who publishes them.
    """
    try:
        return _build(settings, notify, outputs, writes=writes)
    except LostEntryError:
        # A memo trusted an entry of the store that cannot be read; now none is trusted.
        forget_memos(settings.store)
    try:
        return _build(settings, notify, outputs, writes=writes)
    except LostEntryError:
        settings.store.forget()  # there is one that nobody can tell from a right one
        return _build(settings, notify, outputs, writes=writes)


def _build(settings: Settings, notify: Notify, outputs: Outputs, *, writes: bool) -> Result:
    watch = Stopwatch()
    with _among_still_files(settings) as still:
        prepared = _prepare(still, notify, watch)
        course = prepared.documents.course
        due = outputs(course) if prepared.may_go_on else ()
        if settings.elsewhere:
            due = [output.moved(course.root, settings.elsewhere) for output in due]
        made = {one.name: _made(still, prepared, one, watch, writes=writes) for one in due}
        # Now all are in place: pages of one may lead to those of another.
        built = {name: _inspected(still, course, one, watch) for name, one in made.items()}
    return Result(prepared, watch.seconds, built)


def check(settings: Settings, watch: Stopwatch) -> tuple[Course, list[Problem]]:
    """Load and check the course; the problems come located and sorted."""
    with _among_still_files(settings) as still:
        documents, problems = _load_and_check(still, watch)
        with watch("check"):
            problems += _of_prose(still, documents, problems)
        return documents.course, located(still.root, problems)


@contextmanager
def _among_still_files(settings: Settings) -> Iterator[Settings]:
    """Fingerprint the authors' files, unless somebody did just before.

    What was found is kept as true among these files; if one of them was changed before all was
    looked at, it may have been true of others. Texts are kept by their own digest.
    """
    inputs = settings.inputs or fingerprint_inputs(settings.root)
    try:
        yield replace(settings, inputs=inputs)
    finally:
        changed = inputs.changed(settings.root)
        if not all(map(is_text, changed)):
            # MkDocs reads these while pages are made: nobody knows which of their states they show.
            is_look = any(path == "mkdocs.yml" or path.startswith("theme/") for path in changed)
            forget_memos(settings.store, with_manifests=is_look)


def unagreed_code(settings: Settings) -> list[Unconfined]:
    """Return what of a course runs without walls and nobody has agreed to."""
    if settings.trusts:
        return []
    agreed = agreed_digests(settings.environ)
    return [part for part in unconfined_code(settings.root) if part.digest not in agreed]


def _load_and_check(settings: Settings, watch: Stopwatch) -> tuple[Documents, list[Problem]]:
    store = settings.store
    with watch("load"):
        course, problems = load_course(settings.root, store, settings.inputs)
        documents = Documents(course, store)
    with watch("check"):
        problems += map(not_agreed, unagreed_code(settings))
        problems += check_course(documents, settings.today, store, settings.jobs)
    return documents, _told(settings, course, problems)


def _of_prose(settings: Settings, documents: Documents, problems: list[Problem]) -> list[Problem]:
    """Return what a build would meet while it renders, of texts that come as far as that."""
    faulty = {problem.where.path for problem in problems if problem.is_error}
    found: list[Problem] = []
    for output in outputs_of(documents.course):
        # What a rule has told at the same place is not told again.
        known = {(problem.rule, problem.where) for problem in (*problems, *found)}
        met = prose_problems(documents, settings.store, output.variant, faulty, settings.jobs)
        told = _told(settings, documents.course, met)
        told = [problem for problem in told if (problem.rule, problem.where) not in known]
        # A picture may be shown twice; two formulas of a line are two mistakes.
        found += {(one.rule, one.where, str(one.message)): one for one in told}.values()
    return found


def _told(settings: Settings, course: Course, problems: list[Problem]) -> list[Problem]:
    """Return problems with their places, each weighing what the course's policy makes of it."""
    errors = frozenset(course.programme.policy.build) - settings.tolerated
    weighed = (p.as_warning() if p.rule in settings.tolerated else p for p in problems)
    return located(settings.root, [p.as_error() if p.rule in errors else p for p in weighed])


def _prepare(settings: Settings, notify: Notify, watch: Stopwatch) -> Prepared:
    documents, problems = _load_and_check(settings, watch)
    if settings.are_stopped_by(problems):
        return Prepared(documents, tuple(problems))
    with watch("plan"):
        plan, found = plan_build(documents, settings.store, settings.only, settings.again)
    with watch("execute"):
        executed, failures = execute(
            plan,
            documents,
            settings.store,
            settings.jobs,
            notify,
            executor=settings.executor,
            runners=settings.runners,
        )
        proved, unproved = prove(
            documents,
            settings.store,
            settings.jobs,
            executor=settings.executor,
            runners=settings.runners,
            only=settings.only,
            again=settings.again,
        )
    if settings.shows_failures and failures:
        executed = with_failures_shown(executed, failures, documents, settings.store)
    executed = replace(executed, left=executed.left | proved.left)
    if not settings.shows_failures:  # whoever mends an exercise wants to see it
        executed = replace(executed, failed=executed.failed | proved.failed)
    failures = failures + unproved
    problems += _told(settings, documents.course, found)
    fatal = problems if settings.keep_going else problems + failures
    told = tuple(located(settings.root, problems + failures))
    return Prepared(documents, told, plan, executed, not settings.are_stopped_by(fatal))


def _made(
    settings: Settings, prepared: Prepared, output: Output, watch: Stopwatch, *, writes: bool
) -> Built:
    documents, store, jobs = prepared.documents, settings.store, settings.jobs
    executed = prepared.executed or Executed({}, 0, 0, frozenset())
    wrong = [problem for problem in prepared.problems if settings.leaves_out(problem)]
    faulty = frozenset(problem.where.path for problem in wrong)
    with watch("render"):
        held = held_answers(documents, settings.today)
        rendered, found = render(
            documents, executed, store, output.variant, jobs, faulty=faulty, held=held
        )
    # What the checks told of a place is not told once more by whoever leaves it out.
    places = {_line_of(problem) for problem in wrong}
    told = _told(settings, documents.course, found)
    problems = [problem for problem in told if _line_of(problem) not in places]
    written = None
    if writes and not settings.are_stopped_by(problems):
        with watch("site"):
            edition = EDITIONS[output.edition]
            producers = edition(documents, rendered, store, settings.today)
            written, found = write_output(output, producers, store, jobs)
        problems += _told(settings, documents.course, found)
    return Built(rendered, tuple(problems), written)


def _line_of(problem: Problem) -> tuple[str, int]:
    where = problem.where
    return where.path, where.line if isinstance(where, Place) else 0


def _inspected(settings: Settings, course: Course, built: Built, watch: Stopwatch) -> Built:
    problems = list(built.problems)
    if built.written:
        with watch("inspect"):
            url = course.programme.url
            found = inspect_output(built.written, url, settings.store, settings.jobs)
        problems += _told(settings, course, found)
    return replace(built, problems=tuple(located(settings.root, problems)))
