"""What is asked of a course and its texts, by the name of the rule it asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

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

COURSE_CHECKS: Final[Mapping[str, Callable[[CourseContext], Iterable[Problem]]]] = {
    "data-exists": data_exists,
    "exercise-used": exercise_used,
    "feature-supported": feature_supported_in_files,
    "id-unique": id_unique,
    "id-well-formed": id_well_formed,
    "image-exists": image_exists,
    "lesson-in-track": lesson_in_track,
    "lesson-once-in-track": lesson_once_in_track,
    "minutes-plausible": minutes_plausible,
    "notebook-exists": notebook_exists,
    "prerequisite-acyclic": prerequisite_acyclic,
    "prerequisite-earlier": prerequisite_earlier,
    "prerequisite-exists": prerequisite_exists,
    "reference-exists": reference_exists_in_files,
    **rules_of_kinds(),
}
"""What is asked of the course as a whole."""
TEXT_CHECKS: Final[Mapping[str, Callable[[TextContext], Iterable[Problem]]]] = {
    "directive-closed": directive_closed,
    "directive-known": directive_known,
    "exercise-once": exercise_once,
    "feature-supported": feature_supported_in_cells,
    "heading-order": heading_order,
    "link-exists": link_exists,
    "notebook-stripped": notebook_stripped,
    "notebook-valid": notebook_valid,
    "picture-has-alt": picture_has_alt,
    "reference-exists": reference_exists_in_prose,
    "role-known": role_known,
    "tag-known": tag_known,
}
"""What is asked of each text."""
