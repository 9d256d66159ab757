"""What is asked of a course and its texts, by the name of the rule it asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

from seodang.checks.context import CourseContext, TextContext
from seodang.checks.drawing import picture_has_alt
from seodang.checks.exercises import exercise_once, exercise_used, rules_of_kinds
from seodang.checks.features import feature_supported_in_cells, feature_supported_in_files
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

CourseCheck: TypeAlias = Callable[[CourseContext], Iterable[Problem]]
TextCheck: TypeAlias = Callable[[TextContext], Iterable[Problem]]


@dataclass(frozen=True, slots=True)
class Check:
    """Asks for a rule in the course as a whole, in each text, or in both."""

    of_course: CourseCheck | None = None
    of_text: TextCheck | None = None


CHECKS: Final[Mapping[str, Check]] = {
    "data-exists": Check(of_course=data_exists),
    "directive-closed": Check(of_text=directive_closed),
    "directive-known": Check(of_text=directive_known),
    "exercise-once": Check(of_text=exercise_once),
    "exercise-used": Check(of_course=exercise_used),
    "feature-supported": Check(
        of_course=feature_supported_in_files, of_text=feature_supported_in_cells
    ),
    "heading-order": Check(of_text=heading_order),
    "id-unique": Check(of_course=id_unique),
    "id-well-formed": Check(of_course=id_well_formed),
    "image-exists": Check(of_course=image_exists),
    "lesson-in-track": Check(of_course=lesson_in_track),
    "lesson-once-in-track": Check(of_course=lesson_once_in_track),
    "link-exists": Check(of_text=link_exists),
    "minutes-plausible": Check(of_course=minutes_plausible),
    "notebook-exists": Check(of_course=notebook_exists),
    "notebook-stripped": Check(of_text=notebook_stripped),
    "notebook-valid": Check(of_text=notebook_valid),
    "picture-has-alt": Check(of_text=picture_has_alt),
    "prerequisite-acyclic": Check(of_course=prerequisite_acyclic),
    "prerequisite-earlier": Check(of_course=prerequisite_earlier),
    "prerequisite-exists": Check(of_course=prerequisite_exists),
    "reference-exists": Check(
        of_course=reference_exists_in_files, of_text=reference_exists_in_prose
    ),
    "role-known": Check(of_text=role_known),
    "tag-known": Check(of_text=tag_known),
    **{name: Check(of_course=rule) for name, rule in rules_of_kinds().items()},
}
