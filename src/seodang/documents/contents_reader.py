"""From tokens to `Contents`: one walk over a text, with the place of everything it mentions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from markdown_it.token import Token

from seodang.documents.contents import Contents, Heading, Link, Picture, Use
from seodang.documents.headings import title_of
from seodang.documents.directive import Directive
from seodang.documents.markdown import cell_of, directive_of
from seodang.documents.notebook import Cell, CellKind, attachment_name
from seodang.documents.raw_html import Element, elements
from seodang.documents.source_spans import Span, as_written, block_span, with_footnote
from seodang.problems import Place, Pointer, Where

_FENCE = re.compile(r"\s*(?:>\s?)*(`{3,}|~{3,}|:{3,})")
# Material's admonitions and tabs; they would show as plain text.
_MATERIAL = re.compile(r'(!!!|\?\?\?\+?|===) +"?(\w+)')
_DRAWN = frozenset({"figure", "image"})
_NOWHERE = Cell(CellKind.MARKDOWN, "", where=Place(""))


def contents_of(
    every: Sequence[Cell], shown: tuple[Cell, ...], tokens: Iterable[Token]
) -> Contents:
    """Look through the tokens of the cells that are shown, and the tags of every cell."""
    walk = _Walk(shown)
    for token in tokens:
        walk.block(token)
    return Contents(
        headings=tuple(walk.headings),
        links=tuple(walk.links),
        pictures=tuple(walk.pictures),
        roles=tuple(walk.roles),
        directives=tuple(walk.directives),
        foreign=tuple(walk.foreign),
        html_ids=frozenset(walk.html_ids),
        tags=tuple(Use(tag, "", cell.options or cell.where) for cell in every for tag in cell.tags),
        outputs=tuple(_outputs(cell) for cell in every if cell.has_outputs),
    )


def _outputs(cell: Cell) -> Where:
    where = cell.where
    if isinstance(where, Place):
        return where
    ahead = next(at for at, key in enumerate(where.keys) if key in ("source", "input"))
    return Pointer(where.path, (*where.keys[:ahead], "outputs"), to_key=True)


class _Walk:
    """What has been met so far on the way through the tokens."""

    def __init__(self, cells: tuple[Cell, ...]) -> None:
        self.cells = cells
        self.cell = cells[0] if cells else _NOWHERE
        self.level = 0
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.pictures: list[Picture] = []
        self.roles: list[Use] = []
        self.directives: list[Use] = []
        self.foreign: list[Use] = []
        self.html_ids: set[str] = set()

    def block(self, token: Token) -> None:
        if token.type == "cell":
            self.cell = cell_of(token)
        elif token.type == "footnote_open":
            self.cell = with_footnote(self.cells, token.meta.get("label", "")) or self.cell
        elif token.type == "heading_open":
            self.level = int(token.tag[1:])
        elif token.type == "inline":
            self.inline(token)
        elif token.type in ("directive", "directive_open"):
            self.directive(directive_of(token), block_span(self.cell, token))
        elif token.type == "colon_fence":
            here = block_span(self.cell, token)
            name = token.info.strip()
            self.foreign.append(Use(name, f":::{name}", here.start()))
        elif token.type == "myst_target":
            self.html_ids.add(token.content)
        elif token.type == "html_block":
            self.html(token.content, block_span(self.cell, token))

    def inline(self, token: Token) -> None:
        here = block_span(self.cell, token)
        if self.level:
            self.headings.append(Heading(self.level, title_of(token), here.start()))
            self.level = 0
        strange = _MATERIAL.match(token.content)
        if strange:
            self.foreign.append(Use(strange[2], strange[0], here.start()))
        for child in token.children or ():
            self.child(child, here)

    def child(self, token: Token, here: Span) -> None:
        if token.type == "link_open":
            target = str(token.attrs.get("href", ""))
            self.links.append(Link(as_written(target), _place_of(target, here)))
        elif token.type == "image":
            target = str(token.attrs.get("src", ""))
            where = _place_of(target, here) if token.content else here.find("![]", "![")
            self.picture(target, token.content, where, f"![…]({as_written(target)})")
        elif token.type == "myst_role":
            name = str(token.meta["name"])
            where = here.find(f"{{{name}}}`{token.content}", f"{{{name}}}")
            self.roles.append(Use(name, token.content, where))
        elif token.type == "html_inline":
            self.html(token.content, here)

    def directive(self, directive: Directive, here: Span) -> None:
        where = here.find(f"{{{directive.name}}}")
        self.directives.append(
            Use(directive.name, directive.argument, where, is_closed=_is_closed(here))
        )
        name = directive.options.get("name") if directive.name == "figure" else None
        self.html_ids |= {name} if name else set()
        if directive.name == "math" and directive.options.get("label"):
            self.html_ids.add(f"equation-{directive.options['label']}")
        if directive.name in _DRAWN:
            where = here.find(directive.argument)
            self.picture(directive.argument, directive.options.get("alt", ""), where, ":alt: …")

    def html(self, text: str, here: Span) -> None:
        for element in elements(text):
            self.element(element, here.find(f"<{element.name}"))

    def element(self, element: Element, where: Where) -> None:
        given = element.attributes
        self.html_ids |= {given[name] for name in ("id", "name") if given.get(name)}
        if element.name == "img":
            self.picture(given.get("src", ""), given.get("alt", ""), where, 'alt="…"')
        elif element.name == "a" and "href" in given:
            self.links.append(Link(as_written(given["href"]), where))

    def picture(self, target: str, alt: str, where: Where, with_alt: str) -> None:
        attached = frozenset(map(attachment_name, self.cell.attachments))
        self.pictures.append(Picture(as_written(target), alt.strip(), where, with_alt, attached))


def _place_of(target: str, here: Span) -> Where:
    """Return the place of an address: as it stands there, or with its Hangul unescaped."""
    return here.find(as_written(target), target)


def _is_closed(here: Span) -> bool:
    opening, closing = _FENCE.match(here.lines[0]), _FENCE.match(here.lines[-1])
    if opening is None:
        return True
    return closing is not None and len(here.lines) > 1 and closing[1].startswith(opening[1])
