"""The colours of a course for what no style sheet reaches: ours, or those that its theme/ sets."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import tinycss2

from seodang.editions.site.theme_defaults import ASSETS

_OWN: Final = "tokens.css"
_PLAIN: Final = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def colours_of(root: Path) -> Mapping[str, str]:
    """Return the light colours by their names in tokens.css (`paper` of `--sd-paper`), as `#rrggbb`."""
    sheets = [ASSETS / _OWN, *sorted((root / "theme").rglob("*.css"))]
    found: dict[str, str] = {}
    for sheet in sheets:
        found |= dict(_declared(sheet.read_text("utf-8", "replace")))
    return found


def _declared(sheet: str) -> Iterator[tuple[str, str]]:
    # What stands in @media is for the dark, or for paper.
    for rule in tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True):
        if rule.type != "qualified-rule" or tinycss2.serialize(rule.prelude).strip() != ":root":
            continue
        for one in tinycss2.parse_blocks_contents(rule.content):
            if one.type == "declaration" and one.name.startswith("--sd-"):
                value = tinycss2.serialize(one.value).strip()
                if _PLAIN.fullmatch(value):
                    yield one.name.removeprefix("--sd-"), _long(value)


def _long(colour: str) -> str:
    digits = colour[1:].lower()
    is_short = len(colour) == len("#rgb")
    return f"#{''.join(sign * 2 for sign in digits) if is_short else digits}"
