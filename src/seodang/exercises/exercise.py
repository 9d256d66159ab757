"""What every exercise has, and what a kind of exercises consists of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from seodang.exercises.plain_form import PlainForm
from seodang.files.schema import Model, Text
from seodang.ids import ExerciseId
from seodang.problems import Problem, Step


class Exercise(Model):
    """`exercises/<id>.yml`: the keys of every kind."""

    id: ExerciseId
    kind: str
    title: Text | None = None
    question: Text

    @property
    def file(self) -> str:
        """The exercise's own file, relative to the course's root."""
        return f"exercises/{self.id}.yml"


@dataclass(frozen=True, slots=True)
class ReaderText:
    """A text for readers and the keys that lead to it in its file.

    What is not Markdown is shown as it was written: a prompt, a piece of code. `language` is that
    of such a text where it may be another than the page's, "" where nobody said so.
    """

    text: str
    keys: tuple[Step, ...]
    is_markdown: bool = True
    language: str | None = None


class Sheet(Protocol):
    """Writes texts of one exercise as HTML that its template shows unescaped.

    `keys` lead to a text in the exercise's file: its problems are told there, and its ids are
    made of them.
    """

    def text(self, text: str | None, *keys: Step) -> str:
        """Write Markdown of several paragraphs."""

    def line(self, text: str | None, *keys: Step) -> str:
        """Write Markdown that may stand within a line."""

    def line_again(self, text: str | None, *keys: Step) -> str:
        """Write what `line` wrote of these keys for a second place, since no id may be twice."""

    def prompt(self, text: str, language: str = "") -> str:
        """Write a prompt as it is, its [variables] marked; it may be in another language."""

    def code(self, text: str) -> str:
        """Write a Python program in colour."""


class Translate(Protocol):
    """Says one of the engine's own sentences in the language of the reader; takes its English."""

    def __call__(self, english: str, /, **gaps: object) -> str:
        """Say a sentence, its gaps filled."""


AnyExercise = TypeVar("AnyExercise", bound=Exercise)


@dataclass(frozen=True, slots=True)
class Kind(Generic[AnyExercise]):
    """All that a kind of exercises is, but its template, `<kind>.html` beside its module.

    `texts` gives its texts for readers beyond title and question, `values` what its template
    shows beyond them, `answers` what it shows as `answers` to those who may see what is right (None:
    nothing is), `plain` its form on paper, `rules` its own rules by their names.
    """

    model: type[AnyExercise]
    texts: Callable[[AnyExercise], Iterable[ReaderText]]
    values: Callable[[AnyExercise, Sheet], Mapping[str, object]]
    answers: Callable[[AnyExercise, Sheet], Mapping[str, object]] | None
    plain: Callable[[AnyExercise, Translate], PlainForm]
    rules: Mapping[str, Callable[[AnyExercise], Iterable[Problem]]]
