"""The rule about addresses outside the course: a link leads to what browsers show by themselves."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seodang.checks.context import TextContext
from seodang.course.addresses import SCHEMES, foreign_scheme
from seodang.problems import Problem, Where, say

# A way on the author's own computer is no address at all, which `link-exists` says.
_DRIVE = re.compile(r"[a-z]:")


def link_scheme_known(text: TextContext) -> Iterator[Problem]:
    """See that no link begins with what starts a program on a reader's device."""
    for link in text.contents.links:
        scheme = foreign_scheme(link.target)
        if scheme is not None and not _DRIVE.fullmatch(scheme):
            yield unknown_scheme(scheme, link.where)


def unknown_scheme(scheme: str, where: Where) -> Problem:
    """Say that no link may begin so."""
    if scheme == "//":
        return Problem(
            "link-scheme-known",
            where,
            say("this link does not say how its address is reached"),
            say("write the whole address, beginning with https://"),
        )
    return Problem(
        "link-scheme-known",
        where,
        say(
            "links with '{scheme}' are not published: they may start a program", scheme=scheme[:40]
        ),
        say(
            "link to a web page, or write the address as text; links may begin with {schemes}",
            schemes=", ".join(f"{one}:" for one in sorted(SCHEMES)),
        ),
    )
