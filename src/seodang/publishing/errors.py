"""What keeps a site from being published, as an error that carries its sentences."""

from __future__ import annotations

from seodang.problems import Message, Place, Problem


class PublishingError(Exception):
    """Publishing cannot go on; `message` says why and `fix` what mends it."""

    def __init__(self, rule: str, message: Message, fix: Message) -> None:
        super().__init__(str(message))
        self.rule = rule
        self.message = message
        self.fix = fix

    def at(self, path: str) -> Problem:
        """Return the problem, at the file or target it is about."""
        return Problem(self.rule, Place(path), self.message, self.fix)
