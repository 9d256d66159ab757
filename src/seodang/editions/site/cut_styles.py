"""Of a style sheet, what a set of words can ever need: the rest is weight on a slow line."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Any, Final

import tinycss2

_CONDITIONS: Final = ("media", "supports", "layer", "container")
_NEGATED: Final = re.compile(r":not\([^()]*\)")
_NAMES: Final = re.compile(r"[.#]((?:\\.|[\w-])+)|\[([\w-]+)(?:[~|^$*]?=[\"']?([^\]\"']*))?")
_USED: Final = re.compile(r"var\(\s*(--[\w-]+)")
_SCHEME: Final = "data-md-color-scheme"
# What elements have without anybody's doing.
_PLAIN: Final = frozenset(
    "alt class dir hidden href id lang open role src start title type".split()
)


def cut_styles(sheet: str, words: Collection[str], others: Iterable[str] = ()) -> str:
    """Return a sheet's rules whose classes, ids and attributes are all among the words.

    Custom properties go that neither it nor the `others`, style sheets as well, ask for.
    """
    rules = tinycss2.parse_stylesheet(sheet, skip_comments=True, skip_whitespace=True)
    kept = "".join(_kept(rules, words))
    asked = frozenset(name for other in others for name in _USED.findall(other))
    while True:
        used = asked | frozenset(_USED.findall(kept))
        shorter = _without_unused(kept, used)
        if shorter == kept:
            return kept
        kept = shorter


def _kept(rules: Iterable[Any], words: Collection[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type == "qualified-rule":
            selectors = _selectors(rule.prelude)
            needed = [one for one in selectors if _is_needed(one, words)]
            if needed:
                yield f"{','.join(needed)}{{{tinycss2.serialize(rule.content)}}}"
        elif rule.content is not None and rule.lower_at_keyword in _CONDITIONS:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            content = "".join(_kept(inner, words))
            if content:
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{content}}}"
        else:
            yield str(rule.serialize())


def _selectors(prelude: Iterable[Any]) -> list[str]:
    selectors: list[list[Any]] = [[]]
    for token in prelude:  # what stands in brackets is one token
        if token.type == "literal" and token.value == ",":
            selectors.append([])
        else:
            selectors[-1].append(token)
    return [tinycss2.serialize(one).strip() for one in selectors]


def _is_needed(selector: str, words: Collection[str]) -> bool:
    for name, attribute, value in _NAMES.findall(_NEGATED.sub("", selector)):
        if name and name not in words:
            return False
        if attribute and attribute not in words and attribute not in _PLAIN:
            return False
        if attribute.startswith("data-md-") and value and value not in words:
            return False
    return True


def _without_unused(sheet: str, used: Collection[str]) -> str:
    rules = tinycss2.parse_stylesheet(sheet)
    return "".join(_declaring(rules, used))


def _declaring(rules: Iterable[Any], used: Collection[str]) -> Iterator[str]:
    for rule in rules:
        if rule.type != "qualified-rule" or "--" not in (text := tinycss2.serialize(rule.content)):
            yield str(rule.serialize())
            continue
        declared = tinycss2.parse_blocks_contents(text, skip_comments=True, skip_whitespace=True)
        needed = [
            one
            for one in declared
            if one.type != "declaration" or not one.name.startswith("--") or one.name in used
        ]
        if len(needed) == len(declared):
            yield str(rule.serialize())
        elif needed:
            content = ";".join(one.serialize().rstrip(";") for one in needed)
            yield f"{tinycss2.serialize(rule.prelude)}{{{content}}}"
