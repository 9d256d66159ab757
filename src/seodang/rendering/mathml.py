"""Formulas: LaTeX becomes MathML, which browsers and screen readers read without a script."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from seodang.problems import Message, say

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_ATTRIBUTES: Final = frozenset(
    "accent accentunder align columnalign columnlines columnspacing columnspan depth display"
    " displaystyle fence form frame height largeop linethickness lspace mathbackground mathcolor"
    " mathsize mathvariant maxsize minsize movablelimits notation rowalign rowlines rowspacing"
    " rowspan rspace scriptlevel separator stretchy symmetric voffset width".split()
)
_DROPPED: Final = frozenset({"script", "style", "annotation-xml", "a"})
_ENTITY: Final = re.compile(r"&#x[0-9A-Fa-f]+;|&[a-z]+;")
_COMMAND: Final = re.compile(r"\\[A-Za-z]+")
_ENVIRONMENT: Final = re.compile(r"\\begin\{([^}]*)\}")
_ENVIRONMENTS: Final = frozenset(
    "Bmatrix Vmatrix align align* aligned array bmatrix cases matrix pmatrix smallmatrix split"
    " vmatrix".split()
)
_BRACES: Final = re.compile(r"\\.|([{}])", re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>")
_WIDENED: Final = re.compile(r'<mspace (?!width="(?:0|[12]em|neg))|mathsize=')
_SHORT: Final = 12
"""Signs that stand in a line of a phone, however wide each of them is."""
_CHILDREN: Final = {
    "mfrac": 2, "mroot": 2, "msub": 2, "msup": 2, "munder": 2, "mover": 2, "msubsup": 3,
    "munderover": 3,
}  # fmt: skip
"""The parts that elements need; the converter leaves a missing one out without a word."""


class FormulaError(ValueError):
    """A formula that cannot be read."""

    def __init__(self, message: Message) -> None:
        self.message = message
        super().__init__(str(message))


_REASONS: Final = {
    "DoubleSubscriptsError": say("two subscripts follow each other in this formula"),
    "DoubleSuperscriptsError": say("two exponents follow each other in this formula"),
    "ExtraLeftOrMissingRightError": say(
        "\\left and \\right do not belong together in this formula"
    ),
    "MissingEndError": say("a \\begin has no \\end in this formula"),
    "MissingSuperScriptOrSubscriptError": say("nothing follows ^ or _ in this formula"),
    "NoAvailableTokensError": say("this formula breaks off"),
    "RecursionError": say("this formula is nested too deeply"),
}
_UNREADABLE: Final = say("this formula cannot be read")


def mathml(latex: str, *, block: bool) -> str:
    """Write a formula as a `<math>` element; FormulaError where it is not LaTeX we know."""
    display = "block" if block else "inline"
    # The converter does not know `aligned`, which is `split` by another name (amsmath).
    root = _converted(latex.replace("{aligned}", "{split}"), display)
    mistake = next(_mistakes(latex, root), None)
    if mistake is not None:
        raise FormulaError(mistake)
    body = "".join(_written(child) for child in root)
    return f'<math display="{display}" alttext="{html.escape(latex.strip())}">{body}</math>'


def is_long(written: str) -> bool:
    """Whether a formula within a line may be wider than a phone; browsers break none."""
    signs = html.unescape(_TAG.sub("", written))
    return written.startswith("<math") and (len(signs) > _SHORT or bool(_WIDENED.search(written)))


def _converted(latex: str, display: str) -> Element:
    from latex2mathml.converter import Converter

    try:
        return Converter(display=display).convert_to_element(latex)
    except Exception as error:  # the converter meets bad LaTeX with exceptions of every kind
        raise FormulaError(_REASONS.get(type(error).__name__, _UNREADABLE)) from error


def _mistakes(latex: str, root: Element) -> Iterator[Message]:
    """Yield what the converter passed over in silence."""
    yield from _unbalanced(latex)
    for name in _ENVIRONMENT.findall(latex):
        if name not in _ENVIRONMENTS:
            yield say("formulas do not know the environment '{name}'", name=name)
    for element in root.iter():
        if len(element) != _CHILDREN.get(element.tag, len(element)):
            yield say("a command lacks one of its parts in this formula")
        found = _COMMAND.match(element.text or "") if element.tag != "mtext" else None
        if found:
            yield say("formulas do not know the command '{name}'", name=found[0])


def _unbalanced(latex: str) -> Iterator[Message]:
    depth = 0
    for sign in _BRACES.finditer(latex):
        depth += {"{": 1, "}": -1}.get(sign[1], 0)
        if depth < 0:
            yield say("a closing brace has no opening one in this formula")
    if depth > 0:
        yield say("an opening brace has no closing one in this formula")


def _written(element: Element) -> str:
    """Write an element; the converter's own writer would let a `<script>` in a text through."""
    if element.tag in _DROPPED:
        return ""
    attributes = "".join(
        f' {name}="{html.escape(value)}"'
        for name, value in element.attrib.items()
        if name in _ATTRIBUTES
    )
    content = _escaped(element.text) + "".join(_written(child) for child in element)
    return f"<{element.tag}{attributes}>{content}</{element.tag}>{_escaped(element.tail)}"


def _escaped(text: str | None) -> str:
    """Escape a text in which the converter wrote some signs as entities."""
    return html.escape(_ENTITY.sub(lambda sign: html.unescape(sign[0]), text or ""), quote=False)
