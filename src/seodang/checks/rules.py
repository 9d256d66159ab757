"""Every rule by its name. The names are truths: what holds in a course without problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from seodang.checks.context import CourseContext, TextContext
from seodang.checks.drawing import picture_has_alt
from seodang.checks.exercises import exercise_once, exercise_used, rules_of_kinds
from seodang.checks.lessons import (
    data_exists,
    image_exists,
    lesson_in_track,
    lesson_once_in_track,
    minutes_plausible,
)
from seodang.checks.links import link_exists
from seodang.checks.names import id_unique, id_well_formed
from seodang.checks.notebooks import notebook_exists, notebook_stripped, notebook_valid, tag_known
from seodang.checks.prerequisites import (
    prerequisite_acyclic,
    prerequisite_earlier,
    prerequisite_exists,
)
from seodang.checks.references import reference_exists_in_files, reference_exists_in_prose
from seodang.checks.writing import directive_closed, directive_known, heading_order, role_known
from seodang.problems import Problem

CourseRule: TypeAlias = Callable[[CourseContext], Iterable[Problem]]
TextRule: TypeAlias = Callable[[TextContext], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: what it asks of the course as a whole, of each text, or of both."""

    of_course: CourseRule | None = None
    of_text: TextRule | None = None


RULES: Final[Mapping[str, Rule]] = {
    **{name: Rule(of_course=rule) for name, rule in rules_of_kinds().items()},
    "data-exists": Rule(of_course=data_exists),
    "directive-closed": Rule(of_text=directive_closed),
    "directive-known": Rule(of_text=directive_known),
    "exercise-once": Rule(of_text=exercise_once),
    "exercise-used": Rule(of_course=exercise_used),
    "heading-order": Rule(of_text=heading_order),
    "id-unique": Rule(of_course=id_unique),
    "id-well-formed": Rule(of_course=id_well_formed),
    "image-exists": Rule(of_course=image_exists),
    "lesson-in-track": Rule(of_course=lesson_in_track),
    "lesson-once-in-track": Rule(of_course=lesson_once_in_track),
    "link-exists": Rule(of_text=link_exists),
    "minutes-plausible": Rule(of_course=minutes_plausible),
    "notebook-exists": Rule(of_course=notebook_exists),
    "notebook-stripped": Rule(of_text=notebook_stripped),
    "notebook-valid": Rule(of_text=notebook_valid),
    "picture-has-alt": Rule(of_text=picture_has_alt),
    "prerequisite-acyclic": Rule(of_course=prerequisite_acyclic),
    "prerequisite-earlier": Rule(of_course=prerequisite_earlier),
    "prerequisite-exists": Rule(of_course=prerequisite_exists),
    "reference-exists": Rule(
        of_course=reference_exists_in_files, of_text=reference_exists_in_prose
    ),
    "role-known": Rule(of_text=role_known),
    "tag-known": Rule(of_text=tag_known),
}
