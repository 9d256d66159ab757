"""From tokens to `Contents`: one walk over a text, with the place of everything it mentions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from markdown_it.token import Token

from seodang.documents.contents import Contents, Formula, Heading, Link, Picture, Tag, Use
from seodang.documents.fences import Fences, is_closed
from seodang.documents.headings import title_of
from seodang.documents.html_elements import ALLOWED
from seodang.documents.languages import may_hold_run, runs, untold_runs
from seodang.documents.markdown import TITLED, cell_of, directive_of, markdown_reader
from seodang.documents.notebook import LANGUAGE, Cell, CellKind, attachment_name
from seodang.documents.raw_html import Element, elements
from seodang.documents.slip_reader import SlipReader
from seodang.documents.source_spans import Span, as_written, block_span, with_footnote
from seodang.documents.targets import targets_in
from seodang.problems import Place, Pointer, Where

_DRAWN = frozenset({"figure", "image"})
_MARKED: Final = re.compile(r"[$`\[<{!]")
_NOWHERE = Cell(CellKind.MARKDOWN, "", where=Place(""))


def contents_of(
    every: Sequence[Cell], shown: tuple[Cell, ...], tokens: Sequence[Token]
) -> Contents:
    """Look through the tokens of the cells that are shown, and the tags of every cell."""
    walk = _Walk(shown)
    for token in tokens:
        walk.block(token)
    walk.slips.end(shown)
    return Contents(
        headings=tuple(walk.headings),
        links=tuple(walk.links),
        pictures=tuple(walk.pictures),
        roles=tuple(walk.roles),
        directives=tuple(walk.directives),
        foreign=(*walk.foreign, *walk.slips.foreign),
        html_ids=frozenset(walk.html_ids),
        html=tuple(walk.html_tags),
        fences=tuple(walk.fences),
        slips=tuple(walk.slips.slips),
        lost=tuple(walk.slips.lost),
        tags=tuple(Use(tag, "", cell.options or cell.where) for cell in every for tag in cell.tags),
        formulas=tuple(walk.formulas),
        targets=tuple(targets_in(tokens)),
        foreign_words=tuple(walk.foreign_words),
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
        self.html_tags: list[Tag] = []
        self.fences: list[Use] = []
        self.formulas: list[Formula] = []
        self.foreign_words: list[Use] = []
        self.may_hold_run = self.is_within_language = False
        self.opened = Fences()
        self.slips = SlipReader(self.opened)

    def block(self, token: Token) -> None:
        kind = token.type
        if kind == "cell":
            self.enter(cell_of(token))
        elif kind == "footnote_open":
            self.cell = with_footnote(self.cells, token.meta.get("label", "")) or self.cell
        elif kind == "heading_open":
            self.level = int(token.tag[1:])
        elif kind == "directive_close":
            self.opened.close()
        elif kind in _PLACED:
            _PLACED[kind](self, token, block_span(self.cell, token))
        self.slips.block(token, self.cell)

    def enter(self, cell: Cell) -> None:
        self.cell = cell
        self.is_within_language = False
        self.may_hold_run = cell.kind is not CellKind.CODE and may_hold_run(cell.source)
        if self.may_hold_run and cell.metadata.get(LANGUAGE) == "":  # shown as it is written
            found = (Use("answer", run, cell.at()) for run in runs(cell.source))
            self.foreign_words += [*found][:1]

    def inline(self, token: Token, here: Span) -> None:
        if self.level:
            self.headings.append(Heading(self.level, title_of(token), here.start()))
            self.level = 0
        for child in token.children or ():
            self.child(child, here)
        if self.may_hold_run and not self.is_within_language:
            for run, is_code in untold_runs(token):
                where = here.look(" ".join(run.split()[:2])) or here.start()
                self.foreign_words.append(Use("code" if is_code else "text", run, where))

    def fence(self, token: Token, here: Span) -> None:
        self.fences.append(Use(token.info, "", here.start(), is_closed=is_closed(here.lines)))

    def colon_fence(self, token: Token, here: Span) -> None:
        name = token.info.strip()
        if not self.opened.is_left_over(name):
            self.foreign.append(Use(name, f":::{name}", here.start()))

    def html_block(self, token: Token, here: Span) -> None:
        self.html(token.content, here)
        self.is_within_language |= " lang=" in token.content
        self.is_within_language &= "</" not in token.content

    def formula(self, token: Token, here: Span) -> None:
        self.formulas.append(Formula(token.content, _start_of(token.content, here), here))

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
            if name == "math":
                self.formulas.append(Formula(token.content, where))
        elif token.type == "html_inline":
            self.html(token.content, here)
        elif token.type in ("math_inline", "math_inline_double"):
            self.formulas.append(Formula(token.content, _start_of(token.content, here)))

    def directive(self, token: Token, here: Span) -> None:
        directive, has_prose = directive_of(token), token.nesting > 0
        where = here.find(f"{{{directive.name}}}")
        closed = self.opened.open(here.lines, has_prose=has_prose)
        self.directives.append(Use(directive.name, directive.argument, where, is_closed=closed))
        if directive.name == "math":
            latex = f"{directive.argument}\n{directive.body}".strip()
            self.formulas.append(Formula(latex, _start_of(latex, here), here))
        elif directive.name in TITLED and _MARKED.search(directive.argument):
            title = markdown_reader().parseInline(directive.argument, {})
            for child in (one for part in title for one in part.children or ()):
                self.child(child, here)
        if directive.name == "prompt" and self.may_hold_run and "lang" not in directive.options:
            found = (Use("prompt", run, where) for run in runs(directive.body))
            self.foreign_words += [*found][:1]
        if directive.name in _DRAWN:
            where = here.find(directive.argument)
            self.picture(directive.argument, directive.options.get("alt", ""), where, ":alt: …")

    def html(self, text: str, here: Span) -> None:
        for element in elements(text):
            self.element(element, here.find(f"<{element.name}"))

    def element(self, element: Element, where: Where) -> None:
        given = element.attributes
        self.html_tags.append(Tag(element.name, given, where))
        if element.name in ALLOWED:  # of others nothing is left that a link could lead to
            names = ("id", "name") if element.name == "a" else ("id",)
            self.html_ids |= {given[name] for name in names if given.get(name)}
        if element.name == "img":
            self.picture(given.get("src", ""), given.get("alt", ""), where, 'alt="…"')
        elif element.name == "a" and "href" in given:
            self.links.append(Link(as_written(given["href"]), where))

    def picture(self, target: str, alt: str, where: Where, with_alt: str) -> None:
        attached = {attachment_name(name): data for name, data in self.cell.attachments.items()}
        self.pictures.append(Picture(as_written(target), alt.strip(), where, with_alt, attached))


def _start_of(latex: str, here: Span) -> Where:
    """Return where a formula begins: with its dollar signs, or on a line of its own."""
    first = latex.lstrip().partition("\n")[0]
    return here.find(f"$${first}", f"${first}", first)


def _place_of(target: str, here: Span) -> Where:
    """Return the place of an address: as it stands there, or with its Hangul unescaped."""
    return here.find(as_written(target), target)


_PLACED: Final = {
    "inline": _Walk.inline,
    "directive": _Walk.directive,
    "directive_open": _Walk.directive,
    "fence": _Walk.fence,
    "colon_fence": _Walk.colon_fence,
    "html_block": _Walk.html_block,
    "math_block": _Walk.formula,
    "math_block_label": _Walk.formula,
    "amsmath": _Walk.formula,
}
