"""The Content-Security-Policy of a built site: its own files, and the inline scripts it has.

Material writes a few short scripts into every page; some of them name the site's root, so
they differ with a page's depth. The policy allows exactly the ones that were built.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_SCRIPT: Final = re.compile(rb"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_STYLE: Final = re.compile(rb"<style\b[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)
# JSON in a script element is data: no browser runs it, and no policy asks about it.
_NOT_RUN: Final = re.compile(rb"\bsrc\s*=|\btype\s*=\s*[\"']?[^\"'\s>]*json", re.IGNORECASE)
_BLOCKED: Final = re.compile(
    rb"<[a-z][^<>]*\s(?:on[a-z]+|style)\s*=\s*[\"']|\bhref\s*=\s*[\"']javascript:", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Policy:
    """The policy's text, and the pages in which it would switch something off."""

    text: str
    blocked: tuple[str, ...]


def policy_of(pages: Iterable[tuple[str, Path]]) -> Policy:
    """Read the pages (path and file) and write the strictest policy under which they work."""
    scripts: set[str] = set()
    styles: set[str] = set()
    blocked = []
    for path, file in pages:
        content = file.read_bytes()
        scripts |= {_hash(s[2]) for s in _SCRIPT.finditer(content) if not _NOT_RUN.search(s[1])}
        styles |= {_hash(sheet[1]) for sheet in _STYLE.finditer(content)}
        if _BLOCKED.search(_SCRIPT.sub(b"", content)):
            blocked.append(path)
    return Policy(_text(scripts, styles), tuple(blocked))


def _text(scripts: set[str], styles: set[str]) -> str:
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self'", *sorted(scripts))),
            " ".join(("style-src 'self'", *sorted(styles))),
            "img-src 'self' data:",  # Material's icons stand in its style sheet
            *(f"{kind}-src 'self'" for kind in ("connect", "font", "manifest", "media", "worker")),
            "base-uri 'none'",
            "form-action 'none'",  # exercises answer in the page; nothing is ever sent
            "frame-ancestors 'self'",
        )
    )


def _hash(script: bytes) -> str:
    digest = base64.b64encode(hashlib.sha256(script).digest()).decode()
    return f"'sha256-{digest}'"
