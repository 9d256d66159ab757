"""Every rule that a problem can name. The names are truths: what holds where nothing is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """How much a problem weighs: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Scope(StrEnum):
    """What a rule looks at."""

    FILE = "file"
    """One file by itself: its name, its encoding, its YAML and keys, MkDocs' settings."""
    COURSE = "course"
    """What the files say of each other: ids, references, declared files, tracks."""
    TEXT = "text"
    """A notebook, page, exercise or term as it is written: cells, headings, links, pictures."""
    RUN = "run"
    """A notebook while it runs, and what its cells put out."""
    PAGE = "page"
    """The finished site, whoever made the page."""
    PUBLISHING = "publishing"
    """The target, and the site on its way there."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What holds for all problems of a rule, unless one of them says otherwise.

    `fixable`: at least one of its mistakes has a single sure mending that a program could make
    without asking a person. Nothing reads it yet; `check --fix` will.
    """

    severity: Severity
    scope: Scope
    fixable: bool = False


RULES: Final[Mapping[str, Rule]] = {
    "address-serves-file": Rule(Severity.ERROR, Scope.PUBLISHING),
    "address-shows-site": Rule(Severity.ERROR, Scope.PUBLISHING),
    "badge-shown": Rule(Severity.WARNING, Scope.TEXT),
    "cell-metadata": Rule(Severity.ERROR, Scope.TEXT),
    "cell-raises": Rule(Severity.ERROR, Scope.RUN),
    "choice-has-answer": Rule(Severity.ERROR, Scope.COURSE),
    "data-exists": Rule(Severity.ERROR, Scope.COURSE, fixable=True),
    "directive-closed": Rule(Severity.ERROR, Scope.TEXT),
    "directive-known": Rule(Severity.ERROR, Scope.TEXT, fixable=True),
    "exercise-once": Rule(Severity.ERROR, Scope.TEXT),
    "exercise-used": Rule(Severity.WARNING, Scope.COURSE),
    "feature-supported": Rule(Severity.WARNING, Scope.COURSE),
    "figure-letters": Rule(Severity.WARNING, Scope.RUN),
    "file-encoding": Rule(Severity.ERROR, Scope.FILE, fixable=True),
    "file-inside-repository": Rule(Severity.ERROR, Scope.FILE),
    "file-known": Rule(Severity.ERROR, Scope.FILE),
    "file-merged": Rule(Severity.ERROR, Scope.FILE),
    "file-name": Rule(Severity.ERROR, Scope.FILE, fixable=True),
    "file-publishable": Rule(Severity.ERROR, Scope.TEXT),
    "file-readable": Rule(Severity.ERROR, Scope.FILE),
    "file-size": Rule(Severity.ERROR, Scope.FILE),
    "formula-readable": Rule(Severity.ERROR, Scope.TEXT),
    "front-matter-closed": Rule(Severity.ERROR, Scope.TEXT),
    "heading-order": Rule(Severity.WARNING, Scope.TEXT),
    "host-key-known": Rule(Severity.ERROR, Scope.PUBLISHING),
    "host-key-same": Rule(Severity.ERROR, Scope.PUBLISHING),
    "id-unique": Rule(Severity.ERROR, Scope.COURSE),
    "id-well-formed": Rule(Severity.ERROR, Scope.COURSE),
    "image-exists": Rule(Severity.ERROR, Scope.COURSE, fixable=True),
    "install-succeeds": Rule(Severity.WARNING, Scope.RUN),
    "kernel-known": Rule(Severity.WARNING, Scope.TEXT),
    "key-known": Rule(Severity.ERROR, Scope.FILE, fixable=True),
    "key-required": Rule(Severity.ERROR, Scope.FILE),
    "language-told": Rule(Severity.WARNING, Scope.TEXT),
    "lesson-file-exists": Rule(Severity.ERROR, Scope.COURSE),
    "lesson-has-run": Rule(Severity.WARNING, Scope.RUN),
    "lesson-in-track": Rule(Severity.WARNING, Scope.COURSE),
    "lesson-once-in-track": Rule(Severity.ERROR, Scope.COURSE),
    "link-exists": Rule(Severity.ERROR, Scope.TEXT, fixable=True),
    "link-scheme-known": Rule(Severity.ERROR, Scope.TEXT),
    "markup-read": Rule(Severity.WARNING, Scope.TEXT, fixable=True),
    "minutes-plausible": Rule(Severity.ERROR, Scope.COURSE),
    "notebook-could-run": Rule(Severity.ERROR, Scope.RUN),
    "notebook-exists": Rule(Severity.ERROR, Scope.COURSE),
    "notebook-in-limits": Rule(Severity.ERROR, Scope.RUN),
    "notebook-runs": Rule(Severity.ERROR, Scope.RUN),
    "notebook-stripped": Rule(Severity.WARNING, Scope.TEXT, fixable=True),
    "notebook-unique": Rule(Severity.ERROR, Scope.COURSE),
    "notebook-valid": Rule(Severity.ERROR, Scope.TEXT),
    "output-made-here": Rule(Severity.WARNING, Scope.PAGE),
    "output-meant": Rule(Severity.WARNING, Scope.RUN),
    "output-shown": Rule(Severity.WARNING, Scope.RUN),
    "page-fits-policy": Rule(Severity.WARNING, Scope.PAGE),
    "page-has-text": Rule(Severity.WARNING, Scope.TEXT),
    "pairs-differ": Rule(Severity.ERROR, Scope.COURSE),
    "picture-has-alt": Rule(Severity.WARNING, Scope.TEXT),
    "picture-in-course": Rule(Severity.ERROR, Scope.TEXT),
    "picture-readable": Rule(Severity.ERROR, Scope.TEXT),
    "prerequisite-acyclic": Rule(Severity.ERROR, Scope.COURSE),
    "prerequisite-earlier": Rule(Severity.ERROR, Scope.COURSE),
    "prerequisite-exists": Rule(Severity.ERROR, Scope.COURSE),
    "programme-exists": Rule(Severity.ERROR, Scope.COURSE),
    "prose-shown": Rule(Severity.WARNING, Scope.TEXT),
    "reference-exists": Rule(Severity.ERROR, Scope.COURSE, fixable=True),
    "reference-once": Rule(Severity.WARNING, Scope.COURSE, fixable=True),
    "role-known": Rule(Severity.ERROR, Scope.TEXT, fixable=True),
    "setting-used": Rule(Severity.WARNING, Scope.COURSE),
    "site-asks-no-host": Rule(Severity.ERROR, Scope.FILE),
    "site-at-rest": Rule(Severity.ERROR, Scope.PUBLISHING),
    "site-file": Rule(Severity.ERROR, Scope.PAGE),
    "site-left-over": Rule(Severity.ERROR, Scope.PAGE),
    "site-link": Rule(Severity.ERROR, Scope.PAGE),
    "site-machine-path": Rule(Severity.ERROR, Scope.PAGE),
    "site-other-host": Rule(Severity.ERROR, Scope.PAGE),
    "site-page-weight": Rule(Severity.WARNING, Scope.PAGE),
    "site-passed": Rule(Severity.ERROR, Scope.PUBLISHING),
    "site-picture-alt": Rule(Severity.ERROR, Scope.PAGE),
    "site-settings": Rule(Severity.ERROR, Scope.FILE),
    "solution-passes": Rule(Severity.ERROR, Scope.RUN),
    "source-current": Rule(Severity.WARNING, Scope.COURSE),
    "starter-fails": Rule(Severity.ERROR, Scope.RUN),
    "step-ends": Rule(Severity.ERROR, Scope.COURSE),
    "step-exists": Rule(Severity.ERROR, Scope.COURSE, fixable=True),
    "step-reached": Rule(Severity.ERROR, Scope.COURSE),
    "step-unique": Rule(Severity.ERROR, Scope.COURSE),
    "steps-differ": Rule(Severity.ERROR, Scope.COURSE),
    "tag-known": Rule(Severity.ERROR, Scope.TEXT, fixable=True),
    "target-accepts-key": Rule(Severity.ERROR, Scope.PUBLISHING),
    "target-apart": Rule(Severity.ERROR, Scope.PUBLISHING),
    "target-exists": Rule(Severity.ERROR, Scope.PUBLISHING),
    "target-has-room": Rule(Severity.ERROR, Scope.PUBLISHING),
    "target-named": Rule(Severity.ERROR, Scope.PUBLISHING),
    "target-not-ahead": Rule(Severity.ERROR, Scope.PUBLISHING),
    "target-ours": Rule(Severity.ERROR, Scope.PUBLISHING),
    "target-reachable": Rule(Severity.ERROR, Scope.PUBLISHING),
    "target-readable": Rule(Severity.ERROR, Scope.PUBLISHING),
    "target-took-it": Rule(Severity.ERROR, Scope.PUBLISHING),
    "target-without-secret": Rule(Severity.ERROR, Scope.PUBLISHING),
    "target-writable": Rule(Severity.ERROR, Scope.PUBLISHING),
    "theme-template": Rule(Severity.ERROR, Scope.FILE),
    "title-agrees": Rule(Severity.WARNING, Scope.TEXT),
    "title-unique": Rule(Severity.WARNING, Scope.COURSE),
    "tool-installed": Rule(Severity.ERROR, Scope.PUBLISHING),
    "track-listed": Rule(Severity.WARNING, Scope.COURSE),
    "unconfined-code-agreed": Rule(Severity.ERROR, Scope.FILE),
    "url-public": Rule(Severity.WARNING, Scope.COURSE),
    "value-known": Rule(Severity.ERROR, Scope.FILE, fixable=True),
    "value-type": Rule(Severity.ERROR, Scope.FILE, fixable=True),
    "yaml-no-anchors": Rule(Severity.ERROR, Scope.FILE),
    "yaml-no-invisible": Rule(Severity.ERROR, Scope.FILE, fixable=True),
    "yaml-no-tabs": Rule(Severity.ERROR, Scope.FILE),
    "yaml-no-tags": Rule(Severity.ERROR, Scope.FILE),
    "yaml-not-empty": Rule(Severity.ERROR, Scope.FILE),
    "yaml-syntax": Rule(Severity.ERROR, Scope.FILE, fixable=True),
    "yaml-text-whole": Rule(Severity.WARNING, Scope.FILE, fixable=True),
    "yaml-unique-keys": Rule(Severity.ERROR, Scope.FILE),
}

LEFT_OUT: Final = frozenset(
    (
        *("directive-closed", "directive-known", "exercise-once", "file-publishable"),
        *("formula-readable", "link-exists", "link-scheme-known", "picture-in-course"),
        *("picture-readable", "reference-exists", "role-known", "tag-known"),
    )
)
"""Errors in a text whose page can be made all the same: what they name is left out, or is text."""
