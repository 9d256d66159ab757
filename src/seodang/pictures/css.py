"""CSS of pictures: values and sheets that cannot ask for a file, by the functions they may call.

In CSS only a function, `@import` or an at-rule of its kind fetches anything, and nobody knows all
that browsers will understand tomorrow (`image-set`, `-webkit-image-set`, `src` …). So what is not
named here does not pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

_FUNCTIONS: Final = frozenset(
    "calc color color-mix cubic-bezier hsl hsla hwb lab lch matrix matrix3d oklab oklch perspective"
    " rgb rgba rotate rotate3d rotatex rotatey rotatez scale scale3d scalex scaley scalez skew"
    " skewx skewy steps translate translate3d translatex translatey translatez var".split()
)
_AT_RULES: Final = frozenset({"keyframes", "media"})
LOCAL_URL: Final = re.compile(r"""url\(\s*(["']?)#([^"')\s\\]+)\1\s*\)""")
"""A reference to a part of the same picture; the second group is its id."""
_STRING: Final = re.compile(r""""[^"\\\n\r\f]*"|'[^'\\\n\r\f]*'""")
_CALL: Final = re.compile(r"([^\s,;:()\"']*)\s*\(")
_COMMENT: Final = re.compile(r"/\*.*?\*/", re.DOTALL)


def is_harmless_value(value: str) -> bool:
    """Whether a value of an attribute or a property can fetch nothing."""
    # CSS lets any sign be written with a backslash; a comment may part what belongs together.
    if "\\" in value or "/*" in value:
        return False
    if "(" not in value:
        return True
    rest = LOCAL_URL.sub("", _without_strings(value))
    return all(call[1].lower() in _FUNCTIONS for call in _CALL.finditer(rest))


def declarations(style: str) -> Iterator[tuple[str, str]]:
    """Yield the properties of a `style` attribute whose values are harmless."""
    for declaration in _COMMENT.sub(" ", style).split(";"):
        name, _, value = (part.strip() for part in declaration.partition(":"))
        if value and is_harmless_value(value):
            yield name, value


def harmless_sheet(text: str) -> str:
    """Return what of a style sheet can fetch nothing: its text, or the rules that are harmless."""
    import tinycss2  # which takes 10 ms, and few pictures have a sheet

    # An HTML parser would end a style element at a `<` where XML would not.
    if "<" in text:
        return ""
    rules = tinycss2.parse_stylesheet(text)
    kept = [rule for rule in rules if _is_harmless_rule(rule)]
    if len(kept) == len(rules) and "\\" not in text:
        return text
    sheet: str = tinycss2.serialize([rule for rule in kept if rule.type != "comment"])
    return "" if "\\" in sheet else sheet


def _without_strings(value: str) -> str:
    # What refers to a part of the picture keeps its quotes: they are no text.
    return _STRING.sub(lambda text: text[0] if text[0][1:2] == "#" else '""', value)


def _is_harmless_rule(rule: Any) -> bool:
    if rule.type in ("comment", "whitespace"):
        return True
    if rule.type == "at-rule":
        is_known = rule.lower_at_keyword in _AT_RULES and rule.content is not None
        return is_known and _are_harmless((*rule.prelude, *rule.content))
    return rule.type == "qualified-rule" and _are_harmless(rule.content)


def _are_harmless(tokens: Iterable[Any]) -> bool:
    return all(map(_is_harmless_token, tokens))


def _is_harmless_token(token: Any) -> bool:
    if token.type == "function":
        if token.lower_name == "url":
            return all(_is_local(one) for one in token.arguments if one.type != "whitespace")
        return token.lower_name in _FUNCTIONS and _are_harmless(token.arguments)
    if token.type == "url":
        return _is_local(token)
    if token.type in ("() block", "[] block", "{} block"):
        return _are_harmless(token.content)
    return token.type not in ("at-keyword", "error")


def _is_local(token: Any) -> bool:
    return token.type in ("url", "string") and token.value.startswith("#")
