"""How MyST directives are written: admonitions, figures, prompts and the place of exercises."""

from __future__ import annotations

import html
from collections.abc import Callable, Mapping
from typing import Final

from markdown_it.token import Token

from seodang.documents.directive import Directive
from seodang.documents.markdown import CODE_DIRECTIVES, directive_of
from seodang.documents.picture_width import pixels
from seodang.documents.targets import names_of
from seodang.rendering.blocks import framed_formula
from seodang.rendering.exercise_sheet import exercise
from seodang.rendering.highlighting import highlighted
from seodang.rendering.images import Image, picture
from seodang.rendering.prompts import with_variables
from seodang.rendering.references import numbered, own_targets
from seodang.rendering.templating import filled
from seodang.rendering.writer import At, Begin, Leaf, Wrap, Writer

# For each kind its title and the class whose colours and icon Material has.
ADMONITION_TITLES: Final = {
    "note": ("Note", "note"),
    "tip": ("Tip", "tip"),
    "hint": ("Hint", "hint tip"),
    "important": ("Important", "important info"),
    "caution": ("Caution", "caution warning"),
    "warning": ("Warning", "warning"),
    "attention": ("Attention", "attention warning"),
    "danger": ("Danger", "danger"),
    "error": ("Error", "error failure"),
    "seealso": ("See also", "seealso info"),
    "admonition": ("Note", "note"),
    "dropdown": ("Note", "note"),
}


def _begin(writer: Writer, token: Token) -> None:
    directive = directive_of(token)
    if directive.name in ADMONITION_TITLES:
        # Written now, so that the plain text has the title before the content.
        writer.titles[id(token)] = _title(writer, directive)
        writer.builder.say("\n")
    elif directive.name in ("list-table", "table") and directive.argument:
        at: At = lambda _: writer.at(directive.line)  # noqa: E731
        writer.titles[id(token)] = writer.write_line(directive.argument, at)
        writer.builder.say("\n")


def _title(writer: Writer, directive: Directive) -> str:
    if directive.argument:
        return writer.write_line(directive.argument, lambda _: writer.at(directive.line))
    return html.escape(writer.context.words(ADMONITION_TITLES[directive.name][0]))


def _container(writer: Writer, token: Token, content: str) -> str:
    directive = directive_of(token)
    if directive.name in _CAPTIONED:
        return _CAPTIONED[directive.name](writer, token, content)
    kind = ADMONITION_TITLES[directive.name][1]
    words, name = writer.titles[id(token)], _name(writer, directive)
    folds = directive.name == "dropdown" or "dropdown" in directive.options.get("class", "").split()
    if folds:
        title = f"<summary>{words}</summary>"
        return f'<details class="{kind}"{name}>{title}\n{content}</details>\n'
    title = f'<p class="admonition-title">{words}</p>'
    return f'<aside class="admonition {kind}"{name}>{title}\n{content}</aside>\n'


def _figure(writer: Writer, token: Token, content: str) -> str:
    directive = directive_of(token)
    content = _number(writer, directive) + content
    caption = f"<figcaption>{content}</figcaption>" if content.strip() else ""
    name = _name(writer, directive)
    shown = picture(writer, _image_of(directive))
    return f'<figure class="sd-figure"{name}>{shown}{caption}</figure>\n'


def _table(writer: Writer, token: Token, content: str) -> str:
    """Write a table with its title, which its number stands before."""
    directive, title = directive_of(token), writer.titles.get(id(token), "")
    name, number = _name(writer, directive), _number(writer, directive)
    caption = f"<figcaption>{number}{title}</figcaption>" if title or number else ""
    return f'<figure class="sd-figure"{name}>{caption}{content}</figure>\n'


def _number(writer: Writer, directive: Directive) -> str:
    """Return what a figure or table with a name is called."""
    targets = own_targets(writer, names_of(directive))
    words = numbered(writer, targets[0]) if targets else ""
    return f'<span class="sd-number">{html.escape(words)}</span> ' if words else ""


def _name(writer: Writer, directive: Directive) -> str:
    """Return the id that the option `:name:` gives, to which links may lead."""
    name = directive.options.get("name", "")
    return f' id="{html.escape(name)}"' if name and writer.builder.claim(name) else ""


def _image(writer: Writer, directive: Directive) -> str:
    return f"<p>{picture(writer, _image_of(directive))}</p>\n"


def _image_of(directive: Directive) -> Image:
    options = directive.options
    width = pixels(f"width={options['width']}") if "width" in options else None
    return Image(directive.argument, options.get("alt", ""), width=str(width or ""))


def _prompt(writer: Writer, directive: Directive) -> str:
    title = directive.argument or writer.context.words("A prompt to copy")
    writer.builder.say(f"\n{title}\n{directive.body}\n")
    language = directive.options.get("lang", "")
    text = with_variables(directive.body, language, writer.context.words.language)
    return filled("prompt-to-copy", writer.context.words, title=title, text=text, lang=language)


def _math(writer: Writer, directive: Directive) -> str:
    latex = f"{directive.argument}\n{directive.body}".strip()
    return framed_formula(writer, latex, names_of(directive))


def _code(writer: Writer, directive: Directive) -> str:
    writer.builder.say(directive.body)
    language = directive.argument.partition(" ")[0] if writer.context.is_shown else ""
    return highlighted(directive.body.strip("\n"), language) + "\n"


def _index(_: Writer, __: Directive) -> str:
    return ""  # an entry of a book's index: it marks a place and shows nothing


def _unknown(_: Writer, directive: Directive) -> str:
    # A directive nobody knows is reported by the checks; here it is shown as it was written.
    return highlighted(directive.body, "") + "\n"


def _directive(writer: Writer, token: Token) -> str:
    directive = directive_of(token)
    return _ALONE.get(directive.name, _unknown)(writer, directive)


_CAPTIONED: Final[Mapping[str, Wrap]] = {
    "figure": _figure,
    "list-table": _table,
    "table": _table,
}
_ALONE: Final[Mapping[str, Callable[[Writer, Directive], str]]] = {
    **dict.fromkeys(CODE_DIRECTIVES, _code),
    "exercise": lambda writer, directive: exercise(writer, directive.argument),
    "image": _image,
    "index": _index,
    "math": _math,
    "prompt": _prompt,
}
BEGINS: Final[Mapping[str, Begin]] = {"directive_open": _begin}
WRAPS: Final[Mapping[str, Wrap]] = {"directive_open": _container}
LEAVES: Final[Mapping[str, Leaf]] = {"directive": _directive}
