"""Letters of other alphabets: browsers leave `mathvariant="bold"` out, and Unicode has the letters."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final

_VARIANTS: Final = {
    variant: variant.upper().replace("-ITALIC", " ITALIC")
    for variant in (
        *("bold", "bold-italic", "double-struck", "fraktur", "monospace", "script"),
        *("sans-serif", "sans-serif-italic"),
    )
}
# Letters that Unicode had before it had these alphabets have other names.
_NAMES: Final = ("MATHEMATICAL {variant} {letter}", "{variant} {letter}", "BLACK-LETTER {letter}")


def in_alphabet(text: str, variant: str) -> str | None:
    """Write a text in the letters of an alphabet, or return None where it lacks one."""
    if variant not in _VARIANTS or not text:
        return None
    letters = [_letter(sign, _VARIANTS[variant]) for sign in text]
    return None if None in letters else "".join(map(str, letters))


@cache
def _letter(sign: str, variant: str) -> str | None:
    name = unicodedata.name(sign, "")
    letter = name.removeprefix("LATIN ").removeprefix("GREEK ").replace("LETTER ", "")
    for form in _NAMES if variant in ("FRAKTUR", "SCRIPT", "DOUBLE-STRUCK") else _NAMES[:1]:
        try:
            found = unicodedata.lookup(form.format(variant=variant, letter=letter))
        except KeyError:
            continue
        return found if variant == "FRAKTUR" or "BLACK-LETTER" not in form else None
    return None
