"""What browsers get of a formula: MathML that they show without a script, and nothing that runs."""

from __future__ import annotations

from contextlib import suppress

import pytest

from seodang.formulas.mathml import FormulaError, is_long, mathml


def body(latex: str, *, block: bool = True) -> str:
    return mathml(latex, block=block).partition(">")[2].removesuffix("</math>")


@pytest.mark.parametrize(
    ("latex", "shown"),
    [
        ("\\mathbf{ab}", "<mi>𝐚</mi><mi>𝐛</mi>"),
        ("\\mathbb{NR}", "<mi>ℕ</mi><mi>ℝ</mi>"),
        ("\\mathcal{LM}", "<mi>ℒ</mi><mi>ℳ</mi>"),
        ("\\mathbb 1", "<mn>𝟙</mn>"),
        ("\\boldsymbol{\\beta}", "<mi>𝜷</mi>"),
        ("\\mathrm{ab}", '<mi mathvariant="normal">a</mi><mi mathvariant="normal">b</mi>'),
    ],
)
def test_alphabets_are_letters_because_browsers_know_no_other_variants(
    latex: str, shown: str
) -> None:
    assert shown in body(latex)


def test_align_has_no_numbers_of_its_own() -> None:
    latex = "\\begin{align} a &= b \\\\ c &= d \\end{align}"
    assert body(latex) == body(latex.replace("align", "align*"))
    assert "(1)" not in body(latex)


def test_a_tag_stands_apart_from_its_formula() -> None:
    assert '<mspace width="2em"></mspace><mtext>(A)</mtext>' in body("a = b \\tag{A}")


def test_a_colour_ends_with_its_cell() -> None:
    latex = "\\begin{pmatrix} \\color{red} x & y \\end{pmatrix}"
    assert body(latex).count("<mtd>") == 2
    assert '<mstyle mathcolor="red"><mrow><mi>x</mi></mrow></mstyle>' in body(latex)
    assert body("\\color{red}{x} + y").endswith("<mo>+</mo><mi>y</mi></mrow>")


def test_limits_stand_below_where_a_formula_stands_alone() -> None:
    assert '<munder><mo movablelimits="true">lim</mo>' in body("\\lim_{x} f")
    assert "<msub><mo>lim</mo>" in body("\\lim_{x} f", block=False)


def test_cells_of_dcases_are_as_large_as_formulas_that_stand_alone() -> None:
    shown = body("\\begin{dcases} \\frac12 & a \\\\ 3 \\end{dcases}")
    assert shown.count('displaystyle="true"') == 3


@pytest.mark.parametrize(
    "latex",
    ["\\begin{cases} a", "\\end{cases}", "\\begin{a}\\begin{b}\\end{a}\\end{b}", "\\text{a",
     "\\text{$a}", "\\color{red", "\\begin{array}{c", "\\prescript{a}", "\\operatorname*{a",
     "\\begin{alignat} a", "\\text{" * 3000, "\\begin{cases}" * 2000 + "\\end{cases}" * 2000, "\\tag", "\\let\\a", "\\not"],
)  # fmt: skip
def test_what_breaks_off_is_an_error_or_shown_and_nothing_else(latex: str) -> None:
    with suppress(FormulaError):
        assert mathml(latex, block=True).startswith("<math")


def test_a_formula_of_more_signs_than_a_phone_shows_is_long() -> None:
    assert not is_long(mathml("a + b = c", block=False))
    assert is_long(mathml("a + b + c + d + e + f + g", block=False))
    assert is_long(mathml("\\hspace{20cm}", block=False))
    assert not is_long("<code>a + b + c + d + e + f</code>")
