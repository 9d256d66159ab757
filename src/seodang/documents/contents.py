"""What a text of the course holds, each thing with its place: headings, links, pictures and more.

Rules ask about this summary, not about tokens. It is plain data, so it can be kept between
builds and costs little memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from seodang.documents.headings import ids_of_parts, slugs
from seodang.documents.slips import Slip
from seodang.documents.source_spans import Span
from seodang.documents.targets import Target
from seodang.problems import Where


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of `level` 1 to 6."""

    level: int
    title: str
    where: Where


@dataclass(frozen=True, slots=True)
class Link:
    """A link; `target` is its address as the author meant it, with Hangul unescaped."""

    target: str
    where: Where


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, by Markdown, directive or `<img>`.

    `with_alt` is how its alternative text would be written; `attached` are the attachments of its
    cell by name: their data by media type.
    """

    target: str
    alt: str
    where: Where
    with_alt: str
    attached: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Use:
    """A role or a directive: its name, what it is given, and whether its fence is closed."""

    name: str
    given: str
    where: Where
    is_closed: bool = True


@dataclass(frozen=True, slots=True)
class Fault:
    """A part of an .ipynb that is not as Jupyter's format asks, and why."""

    reason: str
    where: Where


@dataclass(frozen=True, slots=True)
class Tag:
    """An opening tag of raw HTML, with its attributes."""

    name: str
    attributes: Mapping[str, str]
    where: Where


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, within a line or on lines of its own, which `span` shows where it is so."""

    latex: str
    where: Where
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything rules ask about a text, in the order of the text (footnotes last)."""

    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    pictures: tuple[Picture, ...]
    roles: tuple[Use, ...]
    directives: tuple[Use, ...]
    foreign: tuple[Use, ...]
    """Directives in the notations of other tools (`!!! note`, `:::note`)."""
    html_ids: frozenset[str]
    html: tuple[Tag, ...] = ()
    fences: tuple[Use, ...] = ()
    """Blocks of code that are shown, by their language."""
    slips: tuple[Slip, ...] = ()
    """Markup that is not read, and would show as it is written."""
    lost: tuple[Slip, ...] = ()
    """Text that is taken for markup, and would not show."""
    tags: tuple[Use, ...] = ()
    """The tags of a notebook's cells."""
    outputs: tuple[Where, ...] = ()
    """Where cells of an .ipynb hold outputs or execution counts."""
    faults: tuple[Fault, ...] = ()
    formulas: tuple[Formula, ...] = ()
    targets: tuple[Target, ...] = ()
    foreign_words: tuple[Use, ...] = ()
    """Runs of words in Latin letters without a language, by what they stand in."""

    @property
    def is_whole(self) -> bool:
        """Whether no unclosed fence has taken a part of the text with it."""
        return all(use.is_closed for use in (*self.directives, *self.fences))

    def heading_ids(self) -> list[str]:
        """Return the addresses of the headings within their page."""
        cited = (use.given for use in self.roles if use.name == "source")
        others = ids_of_parts((use.given for use in self.exercises()), cited)
        return slugs((heading.title for heading in self.headings), others)

    def anchors(self) -> frozenset[str]:
        """Return the anchors that the text itself brings to its page."""
        exercises = (f"exercise-{use.given}" for use in self.exercises())
        targets = (target.anchor for target in self.targets)
        return frozenset([*self.heading_ids(), *exercises, *self.html_ids, *targets])

    def exercises(self) -> tuple[Use, ...]:
        """Return the places where exercises are put in."""
        return tuple(use for use in self.directives if use.name == "exercise")
