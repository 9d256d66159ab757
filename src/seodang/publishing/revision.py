"""Which state of the course a site was made from, where the course is kept in git."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from seodang.problems import say
from seodang.publishing.client import run
from seodang.publishing.errors import PublishingError
from seodang.publishing.manifest import Manifest


@dataclass(frozen=True, slots=True)
class Revision:
    """The course's folder and its commit; None where git does not know the course."""

    root: Path
    commit: str | None

    @classmethod
    def of(cls, root: Path) -> Self:
        """Ask git; a computer without it has no commits either."""
        try:
            found = run(["git", "rev-parse", "--verify", "--quiet", "HEAD"], root)
        except PublishingError:
            return cls(root, None)
        return cls(root, found.text.strip() if found.code == 0 else None)

    def refuse_older(self, held: Manifest) -> None:
        """Raise where the target shows a state of the course that this one does not contain."""
        if held.commit is None or self.commit is None or self._contains(held.commit):
            return
        raise PublishingError(
            "target-not-ahead",
            say(
                "learners see a state of the course ({commit}) that yours does not contain; "
                "publishing would take it away",
                commit=held.commit[:10],
            ),
            say(
                "get the others' changes (git pull), build, look at the site, and publish again; "
                "--take-over publishes yours all the same"
            ),
        )

    def _contains(self, commit: str) -> bool:
        asked = ["git", "merge-base", "--is-ancestor", commit, "HEAD"]
        return run(asked, self.root).code == 0
