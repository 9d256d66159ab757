"""How long a look at a source holds."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import MAXYEAR, date
from typing import Final

from seodang.course.model import Source
from seodang.ids import SourceId

_YEAR: Final = 12
"""Months."""


def due(sources: Iterable[Source], today: date) -> frozenset[SourceId]:
    """Return the sources whose shelf life is over; one without a shelf life never is."""
    return frozenset(source.id for source in sources if _is_due(source, today))


def last_day(checked: date, months: int) -> date:
    """Return the last day on which what was checked is taken to hold.

    A month that lacks the day ends earlier: a month after 31 January is 28 or 29 February.
    """
    years, month = divmod(checked.month - 1 + months, _YEAR)
    year = checked.year + years
    if year > MAXYEAR:  # whoever wrote so many months meant for ever
        return date.max
    return date(year, month + 1, min(checked.day, monthrange(year, month + 1)[1]))


def _is_due(source: Source, today: date) -> bool:
    months = source.shelf_life
    return months is not None and last_day(source.checked, months) < today
