"""Rules about pictures in prose (those that cells put out are known only after a run)."""

from __future__ import annotations

from collections.abc import Iterator

from seodang.checks.context import TextContext
from seodang.problems import Problem, say


def picture_has_alt(text: TextContext) -> Iterator[Problem]:
    """See that every picture says in words what it shows."""
    for picture in text.contents.pictures:
        if not picture.alt:
            yield Problem(
                "picture-has-alt",
                picture.where,
                say("the picture '{file}' has no alternative text", file=picture.target),
                say("say in one sentence what it shows: {written}", written=picture.with_alt),
            )
