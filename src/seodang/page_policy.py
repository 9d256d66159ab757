"""The Content-Security-Policy of every page: what a browser may load and run.

It names no script by its hash, since nothing that the engine writes stands in a page: all of it is
files. So whatever else gets into a page is not run, whoever put it there.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_OWN: Final = ("script", "style", "img", "connect", "font", "manifest", "media", "worker")
# Material's icons stand in its style sheet.
_MORE: Final = {"img": " data:"}


def page_policy() -> str:
    """Return the policy that stands in each page.

    A page opened by double click has no origin, and Firefox takes nothing to be of its 'self'.
    """
    return "; ".join(_directives("'self' file:"))


def header_policy() -> str:
    """Return the policy for hosts that send headers, which says in addition who may frame a page."""
    return "; ".join((*_directives("'self'"), "frame-ancestors 'self'"))


def _directives(own: str) -> Iterator[str]:
    yield "default-src 'none'"
    for kind in _OWN:
        yield f"{kind}-src {own}{_MORE.get(kind, '')}"
    yield "base-uri 'none'"
    yield "form-action 'none'"  # exercises answer in the page; nothing is ever sent
