r"""What references lead to: `(name)=` above something, `:name:` or `:label:` in it, `\label{…}`.

What has a name of its own and is no heading has a number: figures, tables and formulas are counted
apart, in the order of the text. So a number never changes because of what nobody refers to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from markdown_it.token import Token

from seodang.documents.directive import Directive
from seodang.documents.headings import title_of
from seodang.documents.markdown import TITLED, directive_of

Kind: TypeAlias = Literal["equation", "figure", "place", "section", "table"]

_OF_DIRECTIVES: Final[dict[str, Kind]] = {
    "figure": "figure",
    "image": "place",
    "list-table": "table",
    "math": "equation",
    "table": "table",
}
LABEL: Final = re.compile(r"\\label\s*\{([^{}]*)\}")


class Target(NamedTuple):
    """A target: its id in the page, what it is, its words ("": none) and its number (0: none)."""

    name: str
    anchor: str
    kind: Kind
    title: str = ""
    number: int = 0


class _Thing(NamedTuple):
    """Something that references may lead to: its own `names`, and those of the rows of a formula."""

    kind: Kind
    title: str = ""
    names: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


_NAMED: Final = frozenset(
    "amsmath directive directive_open math_block math_block_label myst_target".split()
)
"""Tokens of what names itself, or what is below it."""
_PLACE: Final = _Thing("place")


def targets_in(tokens: Sequence[Token]) -> Iterator[Target]:
    """Yield the targets of a text, in its order."""
    above: list[str] = []
    counts: Counter[Kind] = Counter()
    for at, token in enumerate(tokens):
        if not above and token.type not in _NAMED:
            continue
        if token.type == "myst_target":
            above.append(token.content)
        elif token.type != "cell" and token.nesting >= 0:
            thing = _thing(tokens, at)
            if above or thing.names or thing.rows:
                yield from _named(thing, above, counts)
            above = []


def _named(thing: _Thing, above: Sequence[str], counts: Counter[Kind]) -> Iterator[Target]:
    kind, title = thing.kind, thing.title
    is_counted = kind not in ("place", "section")
    first = counts[kind] + 1 if is_counted else 0
    counts[kind] += max(1, len(thing.rows)) if is_counted else 0
    for name in above:
        yield Target(name, name, kind, title, first)
    for name in thing.names:
        yield Target(name, anchor_of(kind, name), kind, title, first)
    for number, name in enumerate(thing.rows, first):
        yield Target(name, anchor_of(kind, name), kind, title, number)


def anchor_of(kind: Kind, name: str) -> str:
    """Return the id of something that names itself."""
    return f"equation-{name}" if kind == "equation" else name


def _thing(tokens: Sequence[Token], at: int) -> _Thing:
    token = tokens[at]
    if token.type == "heading_open":
        return _Thing("section", title_of(tokens[at + 1]))
    if token.type in ("amsmath", "math_block", "math_block_label"):
        names = (token.info,) if token.info else ()
        return _Thing("equation", "", names, labels_in(token.content))
    if token.type in ("directive", "directive_open"):
        directive = directive_of(token)
        rows = labels_in(directive.body) if directive.name == "math" else ()
        return _Thing(_kind(directive), _title(directive, tokens, at), names_of(directive), rows)
    return _PLACE


def labels_in(latex: str) -> tuple[str, ...]:
    """Return the names that the rows of a formula give themselves."""
    return tuple(LABEL.findall(latex)) if "\\label" in latex else ()


def names_of(directive: Directive) -> tuple[str, ...]:
    """Return the names that the options of a directive give."""
    given = (directive.options.get(key, "") for key in ("label", "name"))
    return tuple(dict.fromkeys(name for name in given if name))


def _kind(directive: Directive) -> Kind:
    return "section" if directive.name in TITLED else _OF_DIRECTIVES.get(directive.name, "place")


def _title(directive: Directive, tokens: Sequence[Token], at: int) -> str:
    if directive.name != "figure":
        return directive.argument if directive.name in {*TITLED, "table", "list-table"} else ""
    depth = 0
    for token in tokens[at:]:
        depth += token.nesting
        if depth == 0:
            return ""
        if token.type == "inline":
            return title_of(token)
    return ""
