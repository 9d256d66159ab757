"""What is asked of a course and its texts, by the name of the rule it asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from seodang.checks import (
    exercises,
    formulas,
    languages,
    lessons,
    links,
    markup,
    names,
    not_made_yet,
    notebooks,
    pictures,
    prerequisites,
    references,
    schemes,
    settings,
    shown,
    writing,
)
from seodang.checks.context import CourseContext, TextContext
from seodang.documents.document import Passage
from seodang.problems import Problem

COURSE_CHECKS: Final[Mapping[str, Callable[[CourseContext], Iterable[Problem]]]] = {
    "data-exists": lessons.data_exists,
    "exercise-used": exercises.exercise_used,
    "feature-supported": not_made_yet.feature_supported_in_files,
    "id-unique": names.id_unique,
    "id-well-formed": names.id_well_formed,
    "image-exists": lessons.image_exists,
    "lesson-in-track": lessons.lesson_in_track,
    "lesson-once-in-track": lessons.lesson_once_in_track,
    "minutes-plausible": lessons.minutes_plausible,
    "notebook-exists": notebooks.notebook_exists,
    "prerequisite-acyclic": prerequisites.prerequisite_acyclic,
    "prerequisite-earlier": prerequisites.prerequisite_earlier,
    "prerequisite-exists": prerequisites.prerequisite_exists,
    "reference-exists": references.reference_exists_in_files,
    "reference-once": references.reference_once,
    "setting-used": settings.setting_used,
    "source-current": lessons.source_current,
    "title-unique": lessons.title_unique,
    "track-listed": lessons.track_listed,
    "url-public": lessons.url_public,
    **exercises.rules_of_kinds(),
}
"""What is asked of the course as a whole."""
TEXT_CHECKS: Final[Mapping[str, Callable[[TextContext], Iterable[Problem]]]] = {
    "badge-shown": writing.badge_shown,
    "directive-closed": writing.directive_closed,
    "directive-known": writing.directive_known,
    "exercise-once": exercises.exercise_once,
    "feature-supported": not_made_yet.feature_supported_in_cells,
    "formula-readable": formulas.formula_readable,
    "heading-order": writing.heading_order,
    "kernel-known": notebooks.kernel_known,
    "language-told": languages.language_told,
    "link-exists": links.link_exists,
    "link-scheme-known": schemes.link_scheme_known,
    "markup-read": markup.markup_read,
    "notebook-stripped": notebooks.notebook_stripped,
    "notebook-valid": notebooks.notebook_valid,
    "page-has-text": shown.page_has_text,
    "picture-has-alt": writing.picture_has_alt,
    "picture-in-course": pictures.picture_in_course,
    "picture-readable": pictures.picture_readable,
    "prose-shown": shown.prose_shown,
    "reference-exists": references.reference_exists_in_prose,
    "role-known": writing.role_known,
    "tag-known": notebooks.tag_known,
    "title-agrees": writing.title_agrees,
}
"""What is asked of each text."""
PASSAGE_CHECKS: Final[Mapping[str, Callable[[Iterable[Passage]], Iterable[Problem]]]] = {}
"""What is asked of all lines that somebody may read: prose, code, values of YAML files, and, once
they are known, the outputs of cells and the words in drawings."""
