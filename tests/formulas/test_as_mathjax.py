"""Formulas are read as MathJax reads them: what MathJax 3.2.2 made of each stands in a table.

A line of it is a formula, the signs that readers see, and the elements that hold parts of it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from seodang.formulas.mathml import mathml

TABLE = Path(__file__).with_name("as_mathjax.tsv")
LINES = [line.split("\t") for line in TABLE.read_text("utf-8").splitlines()]
HELD = frozenset(
    "menclose mfrac mover mroot msqrt msub msubsup msup mtd mtr munder munderover".split()
)
_INVISIBLE = re.compile("[\\s\u00a0\u2000-\u200b\u2061-\u2064]")
# Signs that look alike: either is right.
_ALIKE = str.maketrans("∣∥′ˆ―‾_\u2212⟨⟩∗˜ϕϵ", "|‖'^¯¯¯-<>*~φε")


def signs(element: ET.Element) -> str:
    """Return the signs that a reader sees, those that look alike as one."""
    if element.tag == "mphantom":
        return ""
    text = (element.text or "") + "".join(signs(child) + (child.tail or "") for child in element)
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text).translate(_ALIKE))


def parts(element: ET.Element) -> str:
    """Return how many elements of a kind hold parts of the formula."""
    found = Counter(one.tag for one in element.iter() if one.tag in HELD)
    return " ".join(f"{name}:{count}" for name, count in sorted(found.items()))


def test_the_table_has_formulas_of_many_kinds() -> None:
    assert len({line[0] for line in LINES}) == len(LINES) > 450


@pytest.mark.parametrize("line", LINES, ids=lambda line: line[0])
def test_a_formula_is_read_as_mathjax_reads_it(line: list[str]) -> None:
    latex, seen, held = line
    root = ET.fromstring(mathml(latex, block=True))  # noqa: S314 (made here)
    assert (signs(root), parts(root)) == (seen, held)
