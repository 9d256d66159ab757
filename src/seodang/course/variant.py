"""For whom something is made: part of the name of whatever is kept, so that no two readers mix."""

from __future__ import annotations

from dataclasses import dataclass

from seodang.course.model import Programme
from seodang.outputs import Audience


@dataclass(frozen=True, slots=True)
class Variant:
    """The language (BCP 47) of a text, the region it is adapted to ("": none), and its readers.

    An instructor sees all that a learner sees, and the cells tagged `instructor`.
    """

    language: str
    region: str = ""
    audience: Audience = "learner"

    def __str__(self) -> str:
        return f"{self.language}/{self.region}/{self.audience}"


def variant_of(programme: Programme, audience: Audience = "learner", language: str = "") -> Variant:
    """Return a variant of the texts, in the language their authors wrote in unless it names another."""
    return Variant(language or programme.language, "", audience)
