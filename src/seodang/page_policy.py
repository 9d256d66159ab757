"""The Content-Security-Policy of every page: what a browser may load and run.

It names no script by its hash, since nothing that the engine writes stands in a page: all of it is
files. So whatever else gets into a page is not run, whoever put it there. The one page that can load
nothing, since nobody knows at which depth a host shows it, has its own style and script in it.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator, Mapping
from typing import Final

_OWN: Final = ("script", "style", "img", "connect", "font", "manifest", "media", "worker")
# Material's icons stand in its style sheet.
_MORE: Final = {"img": " data:"}


def page_policy(inside: Mapping[str, str] | None = None) -> str:
    """Return the policy that stands in each page; `inside` are a `style` and `script` within it.

    A page opened by double click has no origin, and Firefox takes nothing to be of its 'self'.
    """
    return "; ".join(_directives("'self' file:", inside or {}))


def header_policy(inside: Mapping[str, str] | None = None) -> str:
    """Return the policy for hosts that send headers, which says in addition who may frame a page."""
    return "; ".join((*_directives("'self'", inside or {}), "frame-ancestors 'self'"))


def hash_of(content: str) -> str:
    """Return how a policy names a style or script that stands in a page."""
    return f"'sha256-{b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _directives(own: str, inside: Mapping[str, str]) -> Iterator[str]:
    yield "default-src 'none'"
    for kind in _OWN:
        named = f" {hash_of(inside[kind])}" if kind in inside else ""
        yield f"{kind}-src {own}{_MORE.get(kind, '')}{named}"
    yield "base-uri 'none'"
    yield "form-action 'none'"  # exercises answer in the page; nothing is ever sent
