"""What models of YAML files are made of: their base, and the kinds of values their fields hold.

A value that does not fit is an error with two sentences: what is wrong with it, and what mends it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, Strict
from pydantic_core import PydanticCustomError

from seodang.problems import Message, say
from seodang.rules import RULES, Severity

NOT_FITTING: Final = "not_fitting"
"""The type of errors that bring their own sentences."""


class Model(BaseModel):
    """An immutable value read from YAML; unknown keys are errors, nothing is converted."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


def types_in(annotation: Any) -> Iterator[Any]:
    """Yield a type and all that it is made of: those of a list's items, what it may be instead."""
    yield annotation
    for part in get_args(annotation):
        yield from types_in(part)


Seconds = float
Bytes = int

_UNITS_OF_TIME: Final = {"s": 1.0, "m": 60.0, "h": 3600.0}
_UNITS_OF_MEMORY: Final = {"KB": 10**3, "MB": 10**6, "GB": 10**9}
_MONTHS: Final = {"month": 1, "months": 1, "year": 12, "years": 12}


def _wrong(message: Message, fix: Message) -> PydanticCustomError:
    return PydanticCustomError(NOT_FITTING, "see its words", {"message": message, "fix": fix})


def _text(value: str) -> str:
    if not value.strip():
        raise _wrong(say("this text is empty"), say("write a text after the colon"))
    return value.strip()


def _date(value: Any) -> dt.date:
    if not isinstance(value, str) or not re.fullmatch("[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise _wrong(
            say("this is not a date"),
            say("write the day as year-month-day, for example 2026-11-21"),
        )
    try:
        return dt.date.fromisoformat(value)
    except ValueError:
        raise _wrong(
            say("the calendar has no such day or month"),
            say("look it up again, for example 2026-11-21"),
        ) from None


def _quantity(value: Any, units: Mapping[str, float]) -> float | None:
    found = re.fullmatch(r"([0-9]{1,15}(?:\.[0-9]+)?) ?([A-Za-z]+)", str(value))
    return float(found[1]) * units[found[2]] if found and found[2] in units else None


def _duration(value: Any) -> Seconds:
    seconds = _quantity(value, _UNITS_OF_TIME)
    if not seconds:
        raise _wrong(
            say("this is not a length of time above zero"),
            say("write a number with its unit, for example 90s, 2m or 1h"),
        )
    return seconds


def _memory(value: Any) -> Bytes:
    size = _quantity(value, _UNITS_OF_MEMORY)
    if size is None:
        raise _wrong(
            say("this is not an amount of memory"),
            say("write a number with its unit, for example 500MB or 2GB"),
        )
    return int(size)


def _months(value: Any) -> int:
    months = _quantity(value, _MONTHS)
    if months is None:
        raise _wrong(
            say("this is not a number of months or years"),
            say('write for example "6 months" or "1 year"'),
        )
    return int(months)


def _url(value: str) -> str:
    # WHATWG's and RFC 3986's full grammars are not needed to catch what authors mistype.
    if not re.fullmatch(r"https?://[^\s/?#]+\.[^\s/?#]+(/\S*)?([?#]\S*)?", value):
        raise _wrong(
            say("this is not a web address"),
            say("write the whole address, beginning with https://"),
        )
    return value


def _site_url(value: str) -> str:
    # Its path goes into every page for missing pages: no sign in it may need escaping.
    if not is_site_url(_url(value)):
        raise _wrong(
            say("this is no address at which a site can stand"),
            say("write it as https://example.org/course/, without ?, # or quotes"),
        )
    return value


def is_site_url(value: str) -> bool:
    """Whether a site can stand at an address: a host, and perhaps a path, with or without `/`."""
    return (
        re.fullmatch(r"https?://[\w.-]+\.[\w-]+(:[0-9]{1,5})?(/[\w./~%@+,=-]*)?", value) is not None
    )


def _published(value: Any) -> str:
    text = str(value)
    if isinstance(value, bool) or not re.fullmatch("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", text):
        raise _wrong(
            say("this is neither a year, a month nor a day"),
            say("write for example 2024, 2024-05 or 2024-05-21"),
        )
    try:
        dt.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        raise _wrong(
            say("the calendar has no such day or month"),
            say("look it up again, for example 2026-11-21"),
        ) from None
    return text


def _language(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Z][A-Za-z0-9]+)*", value):
        raise _wrong(say("this is not a language code"), say("write a code such as ko, en or vi"))
    return value


def _time_zone(value: str) -> str:
    import zoneinfo

    try:
        zoneinfo.ZoneInfo(value)
    except (KeyError, OSError, ValueError):  # a folder of zones, or no name of a file
        raise _wrong(
            say("this is not a time zone"),
            say("write its name, for example Asia/Seoul, Asia/Ho_Chi_Minh or UTC"),
        ) from None
    return value


def _warning_rule(value: str) -> str:
    known = [name for name, rule in RULES.items() if rule.severity is Severity.WARNING]
    if value not in known:
        # As pydantic words it for a Literal, so that authors are told alike.
        raise PydanticCustomError(
            "literal_error", "this is no such rule", {"expected": ", ".join(known)}
        )
    return value


def _release(value: Any) -> str:
    if value in ("now", "never"):
        return str(value)
    try:
        return _date(value).isoformat()
    except PydanticCustomError:
        raise _wrong(
            say("this is neither now, never nor a day"),
            say("write now, never, or the day from which it is so, for example 2027-01-10"),
        ) from None


Text = Annotated[str, AfterValidator(_text)]
"""Text for readers: not blank; surrounding white space does not count."""
Date = Annotated[dt.date, BeforeValidator(_date)]
"""A day, written 2026-11-21 (ISO 8601)."""
Release = Annotated[str, BeforeValidator(_release)]
"""When something is published: now, never, or on a day (2027-01-10)."""
Published = Annotated[str, BeforeValidator(_published)]
"""When something appeared: 2024, 2024-05 or 2024-05-21."""
Duration = Annotated[Seconds, BeforeValidator(_duration)]
"""Seconds, written 90s, 2m or 1h."""
Memory = Annotated[Bytes, BeforeValidator(_memory)]
"""Bytes, written 500MB or 1GB (powers of ten)."""
Months = Annotated[int, BeforeValidator(_months)]
"""Months, written "6 months" or "1 year"."""
Url = Annotated[str, AfterValidator(_url)]
"""An address that begins with http:// or https://."""
SiteUrl = Annotated[str, AfterValidator(_site_url)]
"""The address of a site: no `?`, no `#`."""
Language = Annotated[str, AfterValidator(_language)]
"""A language tag (BCP 47): ko, en, vi, zh-Hans."""
TimeZone = Annotated[str, AfterValidator(_time_zone)]
"""A name of the IANA time zone database: Asia/Seoul, UTC."""
Minutes = Annotated[int, Field(ge=1)]
"""Whole minutes."""
WarningRule = Annotated[str, AfterValidator(_warning_rule)]
"""The name of a rule whose problems are warnings."""

Item = TypeVar("Item")
Several = Annotated[tuple[Item, ...], Strict(strict=False)]
"""A YAML list. Only the list becomes a tuple; its items stay strict."""
