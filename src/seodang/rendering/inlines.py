"""How what stands inside a paragraph is written: text, links, pictures, roles, footnotes."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlsplit

from markdown_it.token import Token

from seodang.documents.headings import text_and_target, title_of
from seodang.documents.markdown import REFERENCES
from seodang.formulas.mathml import is_long
from seodang.rendering.blocks import formula
from seodang.rendering.images import Image, picture
from seodang.rendering.references import reference, words_of
from seodang.rendering.sanitised import Raw
from seodang.rendering.writer import Leaf, Wrap, Writer, attributes


def _inline(writer: Writer, token: Token) -> str:
    return writer.write(token.children or ())


def _text(writer: Writer, token: Token) -> str:
    return _said(writer, token.content)


def _code(writer: Writer, token: Token) -> str:
    return f"<code{attributes(token)}>{_text(writer, token)}</code>"


def _break(writer: Writer, token: Token) -> str:
    writer.line += 1
    writer.builder.say(" ")
    return "<br>\n" if token.type == "hardbreak" else "\n"


def _html(_: Writer, token: Token) -> str:
    return Raw(token.content)


def _link(writer: Writer, token: Token, content: str) -> str:
    href = str(token.attrs["href"])
    address = writer.link(href)
    if address is None:
        return content
    if not content.strip():
        # It shows what it leads to; where a badge without words stood, whose page that is.
        words = words_of(writer, href) or urlsplit(address).netloc or address
        content = _said(writer, words)
    attrs = {**token.attrs, "href": address}
    if address.startswith(("http:", "https:", "//")):
        attrs["rel"] = "noopener"  # the other site gets no hold of this page
    return f"<a{attributes(token.copy(attrs=attrs))}>{content}</a>"


def _image(writer: Writer, token: Token) -> str:
    alt = title_of(token)
    writer.builder.say(f" {alt} ")
    given = {name: str(token.attrs.get(name, "")) for name in ("src", "title", "width")}
    return picture(writer, Image(alt=alt, **given))


def _formula(writer: Writer, token: Token) -> str:
    return _written_formula(writer, token.content)


def _written_formula(writer: Writer, latex: str) -> str:
    written = formula(writer, latex)
    return f'<span class="sd-long-math">{written}</span>' if is_long(written) else written


def _framed(writer: Writer, token: Token) -> str:
    return f'<span class="sd-math">{formula(writer, token.content, block=True)}</span>'


def _role(writer: Writer, token: Token) -> str:
    role = ROLES.get(token.meta["name"])
    # A role nobody knows is reported by the checks; here it is only its text.
    return role(writer, token.content) if role else _text(writer, token)


def _said(writer: Writer, text: str) -> str:
    writer.builder.say(text)
    return html.escape(text, quote=False)


def _term(writer: Writer, content: str) -> str:
    text, name = text_and_target(content)
    entry = writer.context.dependencies.term(name)
    if entry is None:
        return _said(writer, text)
    shown = entry.term if text == name else text
    address = html.escape(writer.context.dependencies.term_address(name))
    return f'<a class="sd-term" href="{address}">{_said(writer, shown)}</a>'


def _source(writer: Writer, content: str) -> str:
    """Cite a source by its number in the lesson's list; a page without one links to it."""
    _, name = text_and_target(content)
    number = writer.context.dependencies.source_number(name)
    if number is None:
        return _linked_source(writer, name)
    label = html.escape(writer.context.words("Source [{number}]", number=number))
    return (
        f'<a class="sd-cite" href="#source-{html.escape(name)}" aria-label="{label}">[{number}]</a>'
    )


def _linked_source(writer: Writer, name: str) -> str:
    source = writer.context.dependencies.source(name)
    if source is None:
        return ""
    return f'<a href="{html.escape(source.url)}" rel="noopener">{_said(writer, source.title)}</a>'


def _abbreviation(writer: Writer, content: str) -> str:
    short, _, long = content.removesuffix(")").partition(" (")
    if not long:
        return _said(writer, content)
    return f'<abbr title="{html.escape(long)}">{_said(writer, short)}</abbr>'


def _element(tag: str) -> Callable[[Writer, str], str]:
    return lambda writer, content: f"<{tag}>{_said(writer, content)}</{tag}>"


def _index(writer: Writer, content: str) -> str:
    return _said(writer, text_and_target(content)[0])


def _referring(role: str) -> Callable[[Writer, str], str]:
    def write(writer: Writer, content: str) -> str:
        link = reference(writer, role, content)
        words = _said(writer, link.words)
        return f'<a href="{html.escape(link.address)}">{words}</a>' if link.address else words

    return write


ROLES: Final[Mapping[str, Callable[[Writer, str], str]]] = {
    **{name: _referring(name) for name in sorted(REFERENCES)},
    "term": _term,
    "source": _source,
    "math": _written_formula,
    "abbr": _abbreviation,
    "sub": _element("sub"),
    "sup": _element("sup"),
    "index": _index,
}


# Ids and classes of notes are those of Python-Markdown, which Material's style sheet knows.
def _note_mark(writer: Writer, token: Token) -> str:
    number, again = token.meta["id"] + 1, token.meta["subId"]
    back = f"{writer.prefix}fnref:{number}" + (f":{again}" if again else "")
    label = html.escape(writer.context.words("Note {number}", number=number))
    link = f'<a class="footnote-ref" href="#{writer.prefix}fn:{number}" aria-label="{label}">{number}</a>'
    return f'<sup id="{back}">{link}</sup>'


def _note_way_back(writer: Writer, token: Token) -> str:
    number, again = token.meta["id"] + 1, token.meta["subId"]
    back = f"{writer.prefix}fnref:{number}" + (f":{again}" if again else "")
    label = html.escape(writer.context.words("Back to the text"))
    return f' <a class="footnote-backref" href="#{back}" aria-label="{label}" title="{label}">&#8617;</a>'


def _note(writer: Writer, token: Token, content: str) -> str:
    return f'<li id="{writer.prefix}fn:{token.meta["id"] + 1}">{content}</li>\n'


def _notes(writer: Writer, _: Token, content: str) -> str:
    label = html.escape(writer.context.words("Notes"))
    return f'<section class="footnote" aria-label="{label}"><hr>\n<ol>\n{content}</ol></section>\n'


WRAPS: Final[Mapping[str, Wrap]] = {
    "link_open": _link,
    "footnote_open": _note,
    "footnote_block_open": _notes,
}
LEAVES: Final[Mapping[str, Leaf]] = {
    "inline": _inline,
    "text": _text,
    "text_special": _text,
    "code_inline": _code,
    "softbreak": _break,
    "hardbreak": _break,
    "html_inline": _html,
    "image": _image,
    "math_inline": _formula,
    "math_inline_double": _framed,
    "myst_role": _role,
    "footnote_ref": _note_mark,
    "footnote_anchor": _note_way_back,
}
