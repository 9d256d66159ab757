"""The rule about formulas: each is LaTeX that becomes MathML."""

from __future__ import annotations

from collections.abc import Iterator

from seodang.checks.context import TextContext
from seodang.documents.contents import Formula
from seodang.formulas.mathml import FormulaError, mathml
from seodang.problems import Problem, Where


def formula_readable(text: TextContext) -> Iterator[Problem]:
    """See that every formula can be read."""
    for formula in text.contents.formulas:
        try:
            mathml(formula.latex, block=formula.span is not None)
        except FormulaError as error:
            yield Problem("formula-readable", _where(formula, error), error.message, error.fix)


def _where(formula: Formula, error: FormulaError) -> Where:
    """Return the place of the command that is not known, in a formula of several lines."""
    found = formula.span.look(error.sign) if formula.span and error.sign else None
    return found or formula.where
