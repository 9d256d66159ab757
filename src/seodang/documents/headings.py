"""The addresses of headings: made here for checks and pages alike, so that links stay true."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from markdown_it.token import Token

_NAMELESS: Final = "section"
# Letters, marks, numbers and connectors (the underscore) stay, as on GitHub.
_KEPT: Final = ("L", "M", "N", "Pc")
_SHOWN: Final = frozenset({"text", "code_inline", "math_inline", "image", "myst_role"})
_BREAKS: Final = frozenset({"softbreak", "hardbreak"})

OF_THE_PAGE: Final = re.compile(
    r"__(?:analytics|comments|config|consent|drawer|search|settings|toc)"
    r"|__(?:code|codelineno|nav|palette|tabbed)_.*"
    r"|sd-(?:about|audience|courses|lessons|menu|menu-title|objectives|outcomes|requires)"
    r"|sd-(?:search|search-hint|search-title|search-words|sources|start|title|tools|words)"
)
"""The ids of a page's own parts, which its scripts and styles look for."""
_OF_EXERCISES: Final = ("", "-note", "-text", "-title")


def slugs(titles: Iterable[str], others: Collection[str] = ()) -> list[str]:
    """Return an id for each title of a page, unique among them: GitHub's, with Hangul kept.

    The second "정리" of a page is `정리-1`, as on GitHub (github-slugger). So is the first, where
    `정리` is an id that the page itself has, or one of `others`.
    """
    taken: dict[str, int] = {}
    found = []
    for title in titles:
        wanted = name = slug(title)
        while name in taken or name in others or OF_THE_PAGE.fullmatch(name):
            taken[wanted] = taken.get(wanted, 0) + 1
            name = f"{wanted}-{taken[wanted]}"
        taken[name] = 0
        found.append(name)
    return found


def ids_of_parts(exercises: Iterable[str], sources: Iterable[str]) -> frozenset[str]:
    """Return the ids that exercises, and sources that are cited, bring to a page."""
    own = (f"exercise-{name}{part}" for name in exercises for part in _OF_EXERCISES)
    return frozenset([*own, *(f"source-{target_of(name)}" for name in sources)])


def target_of(role: str) -> str:
    """Return the id a role means: what stands in <…>, or else all of it."""
    return role.strip().removesuffix(">").rpartition("<")[2].strip()


def text_and_target(content: str) -> tuple[str, str]:
    """Split `환각 <hallucination>` into its text and its target; either stands for both."""
    text, bracket, target = content.strip().removesuffix(">").rpartition("<")
    return (text.strip(), target.strip()) if bracket else (target, target)


def slug(title: str) -> str:
    """Return a title's id before it is made unique: lower case, hyphens for spaces."""
    text = unicodedata.normalize("NFC", title).strip().lower()
    kept = (sign for sign in text if sign in " -" or _is_kept(sign))
    return "".join(kept).replace(" ", "-") or _NAMELESS


def title_of(inline: Token) -> str:
    """Return a heading's plain text; `inline` is the token after its `heading_open`."""
    return "".join(_shown(token) for token in inline.children or ()).strip()


def title_at(tokens: Sequence[Token]) -> int | None:
    """Return where a text's title opens: its first heading, if that is of level 1."""
    opened = (at for at, token in enumerate(tokens) if token.type == "heading_open")
    first = next(opened, None)
    return first if first is not None and tokens[first].tag == "h1" else None


def _shown(token: Token) -> str:
    if token.type in _BREAKS:
        return " "
    if token.type not in _SHOWN:
        return ""
    # A role with a target, {term}`환각 <hallucination>`, shows what stands before it.
    role_text, target, _ = token.content.partition(" <")
    return role_text if token.type == "myst_role" and target else token.content


def _is_kept(sign: str) -> bool:
    return unicodedata.category(sign).startswith(_KEPT)
