"""Every output of a course: a folder, for whom it is, and what it is made as. Plain, quick to import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

Audience: TypeAlias = Literal["learner", "instructor"]


@dataclass(frozen=True, slots=True)
class OutputKind:
    """An output: `folder` stands in the course's root, `edition` is a name in `EDITIONS`.

    Without a `language` (BCP 47) it is in the programme's.
    """

    folder: str
    audience: Audience = "learner"
    edition: str = "site"
    language: str = ""


OUTPUTS: Final[Mapping[str, OutputKind]] = {"site": OutputKind("site")}
"""What each build writes, in this order."""
HOME_PAGE: Final = "index.html"
"""The address of the first page of the site."""
SEARCH_FOLDER: Final = "search"
"""Where the files lie that are fetched when somebody searches."""
OFFLINE_FOLDER: Final = "assets/seodang/offline"
"""Where the lists lie of what is saved with a course on a reader's device."""
STATE: Final = ".seodang"
"""The folder of what builds keep for themselves; it can be deleted at any time."""


def output_folders(root: Path) -> tuple[Path, ...]:
    """Return the folders that builds of a course write."""
    return tuple(root / kind.folder for kind in OUTPUTS.values())


def site_folder(root: Path) -> Path:
    """Return the folder of the site that learners read."""
    return root / OUTPUTS["site"].folder
