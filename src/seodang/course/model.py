"""What a course is made of. Nothing here changes after loading.

Every class is one kind of entry in the authors' YAML files; its fields are the keys. Keys are
English, text is in the programme's language. `id` is never written inside an entry: it is the
file's, the folder's or the key's name.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Final, Literal, NewType, TypeAlias

from pydantic import Field

from seodang.exercises.exercise import Exercise
from seodang.files.schema import (
    Date,
    Duration,
    Language,
    Memory,
    Minutes,
    Model,
    Months,
    Published,
    Release,
    Several,
    SiteUrl,
    Text,
    TimeZone,
    Url,
    WarningRule,
)
from seodang.ids import ExerciseId, LessonId, PersonId, SourceId, TermId, ToolId, TrackId
from seodang.problems import Pointer

_ZONES: Final = {"ko": "Asia/Seoul"}


class Contact(Model):
    """How learners reach the people behind the programme."""

    email: Text | None = None
    form: Url | None = None


class Policy(Model):
    """What a course asks of itself beyond what can be built: rules whose warnings stop it."""

    build: Several[WarningRule] = ()
    """Those that `check` and `build` count as errors."""
    publish: Several[WarningRule] = ("heading-order", "picture-has-alt")
    """Those that keep a site from being published."""


class Programme(Model):
    """`curriculum/programme.yml`: the whole course."""

    seodang: Literal[1]
    title: Text
    summary: Text | None = None
    language: Language
    time_zone: TimeZone | None = None
    """Of the clock in lessons; without it that of the language's country, as far as it has one."""
    languages: Several[Language] = ()
    url: SiteUrl
    licence: Text
    contact: Contact | None = None
    tracks: Several[TrackId] = ()
    """The order of the tracks; those not named follow in the order of their ids."""
    policy: Policy = Policy()

    @property
    def zone(self) -> str:
        """The time zone in which lessons run."""
        return self.time_zone or _ZONES.get(self.language.partition("-")[0], "UTC")


class Module(Model):
    """A part of a track."""

    title: Text
    lessons: Several[LessonId]


Format: TypeAlias = Literal["class", "talk", "mooc"]


class Track(Model):
    """`curriculum/tracks/<id>.yml`: lessons in the order in which they are taught.

    `goal` is what somebody who takes it wants to do, in a learner's words, `answers` when pages show
    what is right in the exercises of its lessons.
    """

    id: TrackId
    title: Text
    summary: Text
    format: Format
    audience: Text
    outcomes: Several[Text]
    modules: Several[Module]
    goal: Text | None = None
    answers: Release = "now"

    @property
    def file(self) -> str:
        """The track's own file, relative to the course's root."""
        return f"curriculum/tracks/{self.id}.yml"

    def lessons(self) -> tuple[LessonId, ...]:
        """Return the lessons of all modules in order."""
        return tuple(name for name, _ in self.places())

    def places(self) -> Iterator[tuple[LessonId, Pointer]]:
        """Yield the lessons of all modules in order, and where each is named."""
        for number, module in enumerate(self.modules):
            for place, name in enumerate(module.lessons):
                yield name, Pointer(self.file, ("modules", number, "lessons", place))


class Person(Model):
    """An entry of `curriculum/people.yml`."""

    id: PersonId
    name: Text
    role: Text | None = None
    organisation: Text | None = None
    url: Url | None = None


class Source(Model):
    """An entry of `curriculum/sources.yml`: what a lesson's facts rest on."""

    id: SourceId
    title: Text
    publisher: Text | None = None
    url: Url
    published: Published | None = None
    checked: Date
    shelf_life: Months | None = None


class Tool(Model):
    """An entry of `curriculum/tools.yml`: what a learner has to bring."""

    id: ToolId
    name: Text
    url: Url | None = None
    account: Text | None = None
    cost: Text | None = None
    device: Text | None = None
    checked: Date | None = None


class Term(Model):
    """An entry of `curriculum/glossary.yml`."""

    id: TermId
    term: Text
    definition: Text
    also: Several[Text] = ()


class AiUse(Model):
    """What AI did in making a lesson; shown to readers."""

    tools: Several[Text] = ()
    note: Text | None = None


class Execution(Model):
    """How a lesson's notebook runs."""

    kernel: Text = "python3"
    timeout: Duration = 60.0
    memory: Memory = 1_000_000_000
    network: bool = False
    allow_errors: bool = False
    """Whether each cell may raise, as if tagged `raises-exception`; none has to."""
    data: Several[Text] = ()
    isolation: Literal["process", "kernel"] = "process"
    """`kernel` runs the notebook in a real Jupyter kernel, which takes much longer."""


class Image(Model):
    """Whose a picture is, and on what terms."""

    file: Text
    credit: Text
    licence: Text


RequiredId = NewType("RequiredId", LessonId)
"""A lesson that another requires: a rule of its own sees that it exists."""
FormerId = NewType("FormerId", LessonId)
"""A lesson's id of earlier, by which none is known now."""


class Change(Model):
    """What readers who know a lesson find changed in it."""

    date: Date
    note: Text


class Lesson(Model):
    """`lessons/<id>/lesson.yml`: one lesson, taught from the notebook beside it."""

    id: LessonId
    title: Text
    summary: Text
    format: Literal["class", "talk"]
    status: Literal["draft", "published", "retired"] = "published"
    minutes: Minutes
    level: Literal["beginner", "intermediate", "advanced"]
    objectives: Annotated[Several[Text], Field(min_length=1)]
    requires: Several[RequiredId] = ()
    authors: Several[PersonId] = ()
    tools: Several[ToolId] = ()
    sources: Several[SourceId] = ()
    ai_use: AiUse | None = None
    execution: Execution = Execution()
    slides: bool = False
    images: Several[Image] = ()
    changes: Several[Change] = ()
    """What the feed of the site tells; a slip that was mended needs no word."""
    was: Several[FormerId] = ()
    """Ids this lesson had before; their addresses lead here."""
    notebook_was: Several[Text] = ()
    """Names its notebook had where it came from; links of its siblings to them lead here."""

    @property
    def folder(self) -> str:
        """The lesson's folder, relative to the course's root."""
        return f"lessons/{self.id}"

    @property
    def file(self) -> str:
        """The lesson's own YAML file, relative to the course's root."""
        return f"{self.folder}/lesson.yml"

    @property
    def changed(self) -> dt.date | None:
        """The day of the last change that readers are told of."""
        return max((change.date for change in self.changes), default=None)


# What stands in for a programme that cannot be loaded, so that the rest is still checked.
_UNREADABLE: Final = Programme(
    seodang=1, title="?", language="ko", url="https://example.org/", licence="?"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Everything the authors wrote but the notebooks, which are read when they are needed.

    `notebooks` gives the path of each lesson's notebook, `pages` those of the plain pages by
    their names. What has no ids has a default, for where its file cannot be loaded. `broken` names
    what exists but could not be loaded, as (field, id), so that references to it raise no second
    problem; the id "*" stands for all of a kind.

    `digests` gives the SHA-256 of every file, by path, as the files were when they were loaded.
    """

    root: Path
    programme: Programme = _UNREADABLE
    tracks: Mapping[TrackId, Track]
    lessons: Mapping[LessonId, Lesson]
    notebooks: Mapping[LessonId, str]
    people: Mapping[PersonId, Person]
    sources: Mapping[SourceId, Source]
    tools: Mapping[ToolId, Tool]
    glossary: Mapping[TermId, Term]
    exercises: Mapping[ExerciseId, Exercise]
    pages: Mapping[str, str]
    broken: frozenset[tuple[str, str]]
    digests: Mapping[str, str]

    def known(self, kind: str) -> Mapping[str, Any]:
        """Return the loaded entries of a kind ("lessons", "people" …) by id."""
        entries: Mapping[str, Any] = getattr(self, kind)
        return entries

    def exists(self, kind: str, name: str) -> bool:
        """Whether an entry was written, loadable or not."""
        return name in self.known(kind) or (kind, name) in self.broken or (kind, "*") in self.broken
