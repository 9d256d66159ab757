"""Formulas: LaTeX becomes MathML, which browsers and screen readers read without a script."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from seodang.formulas.alphabets import in_alphabet
from seodang.formulas.dialect import in_dialect
from seodang.formulas.environments import ENVIRONMENTS
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


_LIMITED: Final = frozenset(("lim", "max", "min", "sup", "inf", *"⋃⋂⨆⋁⋀⨁⨂⨀⨄∐"))
"""What has its limits below and above it, unlike other names of functions and signs."""
_BRACKETS: Final = {
    "\\{": "{",
    "\\lbrace": "{",
    "\\}": "}",
    "\\rbrace": "}",
    "\\langle": "⟨",
    "\\rangle": "⟩",
    "\\lbrack": "[",
    "\\rbrack": "]",
    "\\lfloor": "⌊",
    "\\rfloor": "⌋",
    "\\lceil": "⌈",
    "\\rceil": "⌉",
    "\\backslash": "\\",
    **dict.fromkeys(("\\vert", "\\lvert", "\\rvert"), "|"),
    **dict.fromkeys(("\\|", "\\Vert", "\\lVert", "\\rVert"), "‖"),
    "\\uparrow": "↑",
    "\\downarrow": "↓",
    "\\updownarrow": "↕",
}
"""Brackets of a given size, which the converter leaves as commands."""
_BESIDE: Final = {"msub": "munder", "msup": "mover", "msubsup": "munderover"}
_COMPARED: Final = say("compare it with the LaTeX of a formula that works; a price needs '\\$'")
_INSTEAD: Final = {
    **dict.fromkeys(
        ("\\ce", "\\pu"),
        say(
            "write the letters upright, and numbers with _ and ^: {written}",
            written="\\mathrm{H_2O}",
        ),
    ),
    **dict.fromkeys(
        ("\\SI", "\\si", "\\qty", "\\unit", "\\num", "\\ang"),
        say("write the unit upright behind its number: {written}", written="3\\,\\mathrm{km}"),
    ),
    **dict.fromkeys(
        ("\\ref", "\\eqref"),
        say("write the reference outside of the formula: {written}", written="{eq}`its-label`"),
    ),
}
"""What to write for commands that MathJax knows, or LaTeX, and pages do not."""


class FormulaError(ValueError):
    """A formula that cannot be read: why, what mends it, and the `sign` in it that is to blame."""

    def __init__(self, message: Message, fix: Message = _COMPARED, sign: str = "") -> None:
        self.message = message
        self.fix = fix
        self.sign = sign
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


@lru_cache(maxsize=1024)
def mathml(latex: str, *, block: bool) -> str:
    """Write a formula as a `<math>` element; FormulaError where it is not LaTeX we know."""
    display = "block" if block else "inline"
    root = _converted(latex, display)
    _mend(root, block=block)
    mistake = next(_mistakes(latex, root), None)
    if mistake is not None:
        raise mistake
    body = "".join(_written(child) for child in root)
    return f'<math display="{display}" alttext="{html.escape(latex.strip())}">{body}</math>'


def is_long(written: str) -> bool:
    """Whether a formula within a line may be wider than a phone; browsers break none."""
    signs = html.unescape(_TAG.sub("", written))
    return written.startswith("<math") and (len(signs) > _SHORT or bool(_WIDENED.search(written)))


def _converted(latex: str, display: str) -> Element:
    from latex2mathml.converter import Converter

    try:
        return Converter(display=display).convert_to_element(in_dialect(latex))
    except Exception as error:  # the converter meets bad LaTeX with exceptions of every kind
        raise FormulaError(_REASONS.get(type(error).__name__, _UNREADABLE)) from error


def _mistakes(latex: str, root: Element) -> Iterator[FormulaError]:
    """Yield what the converter passed over in silence."""
    yield from _unbalanced(latex)
    for name in _ENVIRONMENT.findall(latex):
        if name.strip().removesuffix("*") not in ENVIRONMENTS:
            message = say("formulas do not know the environment '{name}'", name=name)
            yield FormulaError(message, sign=f"\\begin{{{name}}}")
    for element in root.iter():
        if len(element) != _CHILDREN.get(element.tag, len(element)):
            yield FormulaError(say("a command lacks one of its parts in this formula"))
        text = (element.text or "") if element.tag != "mtext" else ""
        found = _COMMAND.match(text)
        if found:
            message = say("formulas do not know the command '{name}'", name=found[0])
            yield FormulaError(message, _INSTEAD.get(found[0], _COMPARED), found[0])
        elif text == "&" and "\\&" not in latex:
            yield FormulaError(
                say("'&' stands outside of a matrix or a system of equations in this formula"),
                say("put the lines into '{written}'", written="\\begin{align} … \\end{align}"),
            )


def _unbalanced(latex: str) -> Iterator[FormulaError]:
    depth = 0
    for sign in _BRACES.finditer(latex):
        depth += {"{": 1, "}": -1}.get(sign[1], 0)
        if depth < 0:
            yield FormulaError(say("a closing brace has no opening one in this formula"))
    if depth > 0:
        yield FormulaError(say("an opening brace has no closing one in this formula"))


def _mend(root: Element, *, block: bool) -> None:
    """Change what browsers would show otherwise than MathJax."""
    for element in root.iter():
        variant = element.get("mathvariant", "")
        text = html.unescape(element.text or "")
        letters = in_alphabet(text, variant) if element.tag in ("mi", "mn") else None
        if letters is not None:
            element.text = letters
            del element.attrib["mathvariant"]
        elif element.tag == "mi" and text == "~":
            element.tag, element.text = "mo", "∼"
        elif "minsize" in element.attrib:
            element.text = _BRACKETS.get(element.text or "", element.text)
        if block and element.tag in _BESIDE and len(element) and _has_limits(element[0]):
            element.tag = _BESIDE[element.tag]
            if element[0].tag == "mo":
                element[0].set("movablelimits", "true")


def _has_limits(element: Element) -> bool:
    name = html.unescape(element.text or "")
    is_named = element.get("movablelimits") == "true" or name in _LIMITED
    return element.tag == "mo" and (is_named or len(element) > 0)


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
