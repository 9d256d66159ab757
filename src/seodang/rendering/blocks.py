"""How paragraphs, headings, lists, tables, code and formulas are written."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from markdown_it.token import Token

from seodang.documents.headings import ids_of_parts, slugs, title_at, title_of
from seodang.documents.markdown import cell_of, directive_of
from seodang.documents.targets import LABEL, Target, anchor_of, labels_in
from seodang.formulas.mathml import FormulaError, mathml
from seodang.problems import Problem
from seodang.rendering.fragment import Heading
from seodang.rendering.highlighting import highlighted
from seodang.rendering.references import numbered, own_targets
from seodang.rendering.sanitised import Raw
from seodang.rendering.tables import with_labels
from seodang.rendering.writer import Begin, Leaf, Wrap, Writer, element

_ALIGNED: Final = re.compile(r"text-align:(left|center|right)")
# Hebrew, Arabic and their neighbours, which are written from right to left.
_FROM_THE_RIGHT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def name_headings(writer: Writer, tokens: Sequence[Token], among: Sequence[Token]) -> None:
    """Give headings their addresses, unique among those of `among`.

    `among` are the tokens with the cells that only instructors see: an address is the same
    whoever reads the page.
    """
    everywhere = dict(_placed_headings(among))
    others = ids_of_parts(_exercises(among), _cited(among))
    ids = slugs((title for _, title in everywhere.values()), others)
    anchors = dict(zip(everywhere, ids, strict=True))
    for place, (heading, title) in _placed_headings(tokens):
        writer.anchors[id(heading)] = anchors[place]
        writer.titles[id(heading)] = title
    writer.builder.anchors |= set(anchors.values())


def without_title(writer: Writer, tokens: Sequence[Token]) -> Sequence[Token]:
    """Return tokens with the address of the title, to which links may lead, in place of it."""
    at = title_at(tokens)
    if at is None:
        return tokens
    place = Token("title_place", "", 0, content=writer.anchors[id(tokens[at])])
    return [*tokens[:at], place, *tokens[at + 3 :]]


def _title_place(_: Writer, token: Token) -> str:
    return f'<div id="{html.escape(token.content)}"></div>\n'


def _exercises(tokens: Iterable[Token]) -> Iterator[str]:
    directives = (directive_of(token) for token in tokens if token.type == "directive")
    return (one.argument for one in directives if one.name == "exercise")


def _cited(tokens: Iterable[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline" and "{source}" in token.content:
            children = token.children or ()
            yield from (one.content for one in children if one.meta.get("name") == "source")


def _placed_headings(
    tokens: Iterable[Token],
) -> Iterator[tuple[tuple[str, int], tuple[Token, str]]]:
    """Yield each heading and its title by its cell and its number in it."""
    cell, number = "", 0
    for token, inline in pairwise(tokens):
        if token.type == "cell":
            cell, number = cell_of(token).id, 0
        elif token.type == "heading_open":
            number += 1
            yield (cell, number), (token, title_of(inline))


def _begin_heading(writer: Writer, token: Token) -> None:
    key = id(token)
    writer.builder.begin_heading(writer.anchors.get(key, ""), writer.titles.get(key, ""))


def _heading(writer: Writer, token: Token, content: str) -> str:
    writer.builder.end_heading()
    anchor = writer.anchors.get(id(token))
    if anchor is None:  # in an exercise or an output, where a heading would break the page's order
        return f"<p><strong>{content}</strong></p>\n"
    level = max(2, int(token.tag[1:]))  # the page's title is its only h1
    title = writer.titles[id(token)]
    writer.builder.headings.append(Heading(level, anchor, title))
    words = html.escape(writer.context.words("Address of this section"))
    link = f'<a class="headerlink" href="#{html.escape(anchor)}" aria-label="{words}" title="{words}">&para;</a>'
    direction = _direction(content)
    return f'<h{level}{direction} id="{html.escape(anchor)}">{content}{link}</h{level}>\n'


def _paragraph(writer: Writer, token: Token, content: str) -> str:
    writer.builder.say("\n")
    if _direction(content):
        token = token.copy(attrs={**token.attrs, "dir": "auto"})
    return element(token, content)


def _direction(content: str) -> str:
    """Let the browser find the direction of a text that may run from right to left."""
    return ' dir="auto"' if _FROM_THE_RIGHT.search(content) else ""


def _item(writer: Writer, token: Token, content: str) -> str:
    writer.builder.say("\n")
    if "task" not in token.meta:
        return f"<li{_direction(content)}>{content}</li>\n"
    done = token.meta["task"]
    label = html.escape(writer.context.words("done" if done else "to do"))
    box = f'<input type="checkbox" disabled{" checked" if done else ""} aria-label="{label}">'
    return f'<li class="sd-task">{box} {content}</li>\n'


def _table(_: Writer, __: Token, content: str) -> str:
    table = with_labels(f"<table>\n{content}</table>")
    return f'<div class="sd-table">{table}</div>\n'


def _row(writer: Writer, token: Token, content: str) -> str:
    writer.builder.say("\n")
    return element(token, content)


def _cell_of_table(writer: Writer, token: Token, content: str) -> str:
    writer.builder.say("\t")
    aligned = _ALIGNED.search(str(token.attrs.get("style", "")))
    # A class, because a strict Content-Security-Policy blocks style attributes.
    kind = f' class="sd-{aligned[1]}"' if aligned else ""
    # The empty corner of a table with headers on two sides is the header of nothing.
    tag = token.tag if content.strip() else "td"
    scope = f' scope="{token.meta.get("scope", "col")}"' if tag == "th" else ""
    return f"<{tag}{_direction(content)}{scope}{kind}>{content}</{tag}>\n"


def _fence(writer: Writer, token: Token) -> str:
    info = token.info.split()
    writer.builder.say(token.content)
    language = info[0] if info and writer.context.is_shown else ""
    return highlighted(token.content.removesuffix("\n"), language) + "\n"


def _html(writer: Writer, token: Token) -> str:
    writer.builder.say(" ")  # so that in the plain text no words grow together
    return Raw(token.content)


def _rule(_: Writer, __: Token) -> str:
    return "<hr>\n"


def _formula(writer: Writer, token: Token) -> str:
    return framed_formula(writer, token.content, (token.info,) if token.info else ())


def framed_formula(writer: Writer, latex: str, names: Sequence[str] = ()) -> str:
    """Write a formula in a frame of its own, which scrolls where it is wider than a page.

    A formula with a name has its number beside it; where rows have names, each has its own.
    """
    rows = labels_in(latex)
    targets = own_targets(writer, (*names, *rows))
    if len(rows) > 1:
        latex = LABEL.sub(lambda found: _tag(own_targets(writer, found.groups())), latex)
    anchors = [anchor_of("equation", name) for name in (*names, *rows)]
    first = f' id="{html.escape(anchors[0])}"' if anchors else ""
    others = "".join(f'<span id="{html.escape(anchor)}"></span>' for anchor in anchors[1:])
    written = formula(writer, latex, block=True)
    if not targets or len(rows) > 1:
        return f'{others}<div class="sd-math"{first}>{written}</div>\n'
    number = f'<span class="sd-number">{html.escape(numbered(writer, targets[0]))}</span>'
    return f'<div class="sd-equation"{first}>{others}<div class="sd-math">{written}</div>{number}</div>\n'


def _tag(targets: Sequence[Target]) -> str:
    return f"\\tag{{{targets[0].number}}}" if targets else ""


def _amsmath(writer: Writer, token: Token) -> str:
    return framed_formula(writer, token.content)


def formula(writer: Writer, latex: str, *, block: bool = False) -> str:
    """Write a formula; one that cannot be read stands as its LaTeX, of which the checks tell.

    What cells put out no check has seen.
    """
    writer.builder.say(latex)
    try:
        return mathml(latex, block=block)
    except FormulaError as error:
        if writer.builder.is_of_cell:
            writer.note(
                Problem("formula-readable", writer.at(0), error.message, error.fix).as_warning()
            )
        return f"<code>{html.escape(latex)}</code>"


def _target(writer: Writer, token: Token) -> str:
    anchor = token.content
    return f'<span id="{html.escape(anchor)}"></span>\n' if writer.builder.claim(anchor) else ""


def _nothing(_: Writer, __: Token) -> str:
    return ""


BEGINS: Final[Mapping[str, Begin]] = {"heading_open": _begin_heading}
WRAPS: Final[Mapping[str, Wrap]] = {
    "heading_open": _heading,
    "paragraph_open": _paragraph,
    "list_item_open": _item,
    "dd_open": _paragraph,
    "dt_open": _paragraph,
    "table_open": _table,
    "tr_open": _row,
    "td_open": _cell_of_table,
    "th_open": _cell_of_table,
}
LEAVES: Final[Mapping[str, Leaf]] = {
    "fence": _fence,
    "colon_fence": _fence,
    "code_block": _fence,
    "html_block": _html,
    "hr": _rule,
    "title_place": _title_place,
    "math_block": _formula,
    "math_block_label": _formula,
    "amsmath": _amsmath,
    "myst_line_comment": _nothing,
    "myst_block_break": _nothing,
    "myst_target": _target,
}
