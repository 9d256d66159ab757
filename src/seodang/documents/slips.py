"""Markup that is not read, because a sign of it is missing, too many or another tool's.

Readers would see the signs. What is found here stands in the text: code is never looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from seodang.documents.bare_addresses import unclear_addresses
from seodang.problems import Where


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip of a kind: what is `written`, and what was probably `meant`, where that is sure."""

    kind: str
    written: str
    meant: str
    where: Where


class Found(NamedTuple):
    """A slip before its place is known; `line` counts within the paragraph, from 0."""

    kind: str
    written: str
    meant: str
    line: int = 0


_HINTS: Final = re.compile(r"[\[{_:$]|\*\*")
_IN_LINES: Final = re.compile(
    r"\[\^(?P<footnote>[^\[\]\s]+)\]"
    r"|\{(?P<role>term|source|math|abbr|sub|sup)\}"
    r"|(?P<template>\{#[^{}\n]*#\}|\{%[^{}\n]*%\})"
    r"|(?P<attributes>\{(?:[.#:][A-Za-z][^{}\n]*|[A-Za-z][\w-]*=[^{}\n]+)\})"
    r"|(?<![\w:/]):(?P<emoji>[a-z][a-z0-9_+-]+):(?![\w:/])"
    r"|(?:!?\[[^\[\]\n]*)?\]\((?P<link>[^()<>\n]+)\)"
    r"|(?<![\w\]])\[(?P<reference>[^\[\]\n]+)\]\[(?P<label>[^\[\]\n]+)\]"
    r"|(?<![\w_])(?P<line>__?)(?P<underlined>[^_\s][^_\n]*)(?P=line)(?=[가-힣])"
    r"|\$(?P<formula>[^$\n]*(?:\\[A-Za-z]{2}|[_^])[^$\n]*)\$"
    r"|\*\*(?P<spaced>[^*\n]+)\*\*"
    r"|(?P<stars>(?<![\w*])\*\*(?=[가-힣])|(?<=[가-힣])\*\*(?![\w*]))"
)
_IN_FRONT: Final = re.compile(
    r"[ \t]*(?:(?P<heading>#{2,6})(?=[^\s#])"
    r"|(?P<colons>::?)(?=\{[a-z])"
    r"|(?P<other>!!!|\?\?\?\+?|===) +(?=\"?[A-Za-z]|\")"
    r"|(?P<dash>[-+](?=[가-힣]))"
    r"|(?P<number>[0-9]{1,2}[.)](?=[가-힣]))"
    r"|(?P<grid>\+[-=]+(?:\+[-=]+)+\+)"
    r"|(?P<row>\|))"
)
# The same, sooner found: most paragraphs have none.
_ANY_FRONT: Final = re.compile(
    r"^[ \t]*(?:##|::?\{|!!!|\?\?\?|===|[-+][가-힣=-]|[0-9]{1,2}[.)][가-힣])", re.MULTILINE
)
_ADDRESS: Final = re.compile(r"\S*[./#][^ ]* |\S+ [^ ]*[./#]")
_NO_PROSE: Final = re.compile(
    r"\\(?:text\w*|mbox|hbox|mathrm|operatorname)\*?\s*\{[^{}]*\}|\\[A-Za-z]+"
)
# Formulas keep no spaces. Of Latin letters only whole words behind a number are no product.
_PROSE: Final = re.compile(
    r"[가-힣]\s+\S|\S\s+[가-힣]|^[0-9][0-9,.]*\s+[A-Za-z]{3,}\s+[A-Za-z]{2,}"
)
_HANGUL: Final = re.compile("[가-힣]")
_WORD: Final = re.compile("[가-힣]|[A-Za-z]{3}")
_OF_RULES: Final = frozenset(" \t:|-")
_BORDER: Final = re.compile(r"(?<!\\)\|")
_SEVERAL: Final = 2


def may_slip(text: str) -> bool:
    """Whether signs stand in a text of which a slip could be made: a quick answer for most."""
    return _HINTS.search(text) is not None


def slips_in_line(text: str) -> Iterator[Found]:
    """Yield the slips in a piece of text that stands within a line."""
    if not may_slip(text):
        return
    for found in _IN_LINES.finditer(text):
        slip = _slip(found)
        if slip is not None:
            yield slip
    yield from (Found("address", one, f"<{one}>") for one in unclear_addresses(text))


def slips_in_formula(latex: str) -> Iterator[Found]:
    """Yield what of a formula within a line is prose: between two prices, or without a command for it."""
    rest = _NO_PROSE.sub("", latex)
    if _PROSE.search(rest):
        yield Found("dollars", f"${latex}", latex)


def _slip(found: re.Match[str]) -> Found | None:
    kind = str(found.lastgroup)
    check = _CHECKED.get(kind)
    return check(found) if check else Found(kind, found[0], found[kind])


def _link(found: re.Match[str]) -> Found | None:
    address = found["link"].strip()
    if address.lower().startswith("file:"):  # of which CommonMark makes no link
        return Found("own-computer", found[0], address)
    return Found("link", found[0], f"(<{address}>)") if _ADDRESS.match(address) else None


def _reference(found: re.Match[str]) -> Found | None:
    are_numbers = found["reference"].isdigit() and found["label"].isdigit()
    return None if are_numbers else Found("reference", found[0], found["label"])


def _underlined(found: re.Match[str]) -> Found | None:
    if not _HANGUL.search(found["underlined"]):  # __init__은
        return None
    stars = "*" * len(found["line"])
    return Found("emphasis", found[0], f"{stars}{found['underlined']}{stars}")


def _spaced(found: re.Match[str]) -> Found | None:
    text = found["spaced"].strip()
    return Found("emphasis", found[0], f"**{text}**") if _WORD.search(text) else None


_CHECKED: Final[Mapping[str, Callable[[re.Match[str]], Found | None]]] = {
    "link": _link,
    "label": _reference,
    "underlined": _underlined,
    "spaced": _spaced,
}


def slips_in_paragraph(text: str) -> Iterator[Found]:
    """Yield the slips that stand where lines begin, or are the form of a whole paragraph."""
    if "|" not in text and _ANY_FRONT.search(text) is None:
        return
    lines = text.split("\n")
    fronts = [_IN_FRONT.match(line) for line in lines]
    if "|" in text:
        yield from _table(lines, [bool(front and front["row"]) for front in fronts])
    for number, front in enumerate(fronts):
        if front is not None and front.lastgroup in ("heading", "colons", "other"):
            yield _in_front(front, lines[number], number)
    for kind in ("dash", "number"):
        rows = [n for n, front in enumerate(fronts) if front and front.lastgroup == kind]
        if len(rows) >= _SEVERAL:
            yield _item(lines[rows[0]].strip(), rows[0])
    if fronts[0] is not None and fronts[0]["grid"]:
        yield Found("table-form", lines[0].strip(), "")


def _in_front(front: re.Match[str], line: str, number: int) -> Found:
    written, sign = line.strip(), str(front[str(front.lastgroup)])
    kind, rest = str(front.lastgroup), line[front.end() :].strip()
    return Found(kind, written, f"{sign} {rest}" if kind == "heading" else rest, number)


def _item(line: str, number: int) -> Found:
    sign = re.match(r"[-+]|[0-9]+[.)]", line)
    meant = f"{sign[0]} {line[sign.end() :]}" if sign else line
    return Found("item", line, meant, number)


def _table(lines: Sequence[str], are_rows: Sequence[bool]) -> Iterator[Found]:
    """Find a table whose second line is missing or has other columns than the first."""
    rule = next((n for n, line in enumerate(lines) if n and _is_rule(line)), None)
    if rule is not None and "|" in lines[rule - 1]:
        yield Found("table", lines[rule].strip(), rule_below(lines[rule - 1]), rule)
    elif rule is None and sum(are_rows) >= _SEVERAL:
        first = are_rows.index(True)
        if all(line.rstrip().endswith("|") for line in lines[first : first + _SEVERAL]):
            yield Found("table-rule", lines[first].strip(), rule_below(lines[first]), first)


def _is_rule(line: str) -> bool:
    return "|" in line and "-" in line and _OF_RULES.issuperset(line)


def rule_below(header: str) -> str:
    """Return the second line of a table that begins with `header`."""
    return "|" + "---|" * len(cells_in(header))


def cells_in(row: str) -> list[str]:
    """Return the cells of a table's row; behind a backslash | is a sign in one."""
    bare = row.lstrip(" \t>").rstrip().removeprefix("|")
    if bare.endswith("|") and not bare.endswith("\\|"):
        bare = bare[:-1]
    return _BORDER.split(bare)
