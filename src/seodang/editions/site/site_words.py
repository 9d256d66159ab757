"""The words of the site's own pages, in the programme's language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from seodang.catalogue import Speaker

_HOUR: Final = 60
_FORMATS: Final = {"class": "class", "talk": "insight talk", "mooc": "online course"}
_LEVELS: Final = {
    "beginner": "for beginners",
    "intermediate": "for those with some practice",
    "advanced": "in depth",
}
_COUNTRIES: Final = {"ko": "KR", "en": "US", "ja": "JP", "zh": "CN", "vi": "VN"}
_CREATIVE_COMMONS: Final = re.compile(r"CC-(BY(?:-(?:SA|NC|ND|NC-SA|NC-ND))?)-(\d\.\d)")


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence as readers know it; `url` is empty where we know of no page about it."""

    name: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Words(Speaker):
    """Says what the site's own pages say, among it times, days and licences."""

    domain: str = "site"

    @property
    def locale(self) -> str:
        """The language as messengers write it, with the country that most of its readers live in."""
        language, _, region = self.language.partition("-")
        region = region or _COUNTRIES.get(language, "")
        return f"{language}_{region}" if region else language

    def minutes(self, minutes: int) -> str:
        """Say how long one lesson takes."""
        return self("{minutes} min", minutes=minutes)

    def duration(self, minutes: int) -> str:
        """Say how long several lessons take, in hours from one hour on."""
        hours, rest = divmod(minutes, _HOUR)
        if not hours:
            return self.minutes(rest)
        if not rest:
            return self("{hours} h", hours=hours)
        return self("{hours} h {minutes} min", hours=hours, minutes=rest)

    def day(self, day: date) -> str:
        """Say a date."""
        return self("{year}-{month}-{day}", year=day.year, month=day.month, day=day.day)

    def published(self, when: str) -> str:
        """Say when something appeared: a year, a month or a day (ISO 8601)."""
        year, *rest = (int(part) for part in when.split("-"))
        if not rest:
            return self("{year}", year=year)
        if len(rest) == 1:
            return self("{year}-{month}", year=year, month=rest[0])
        return self.day(date(year, *rest))

    def format(self, name: str) -> str:
        """Say what a format is called."""
        return self(_FORMATS[name])

    def level(self, name: str) -> str:
        """Say what a level is called."""
        return self(_LEVELS[name])

    def licence(self, name: str) -> Licence:
        """Return a licence with its page where its SPDX name tells it."""
        found = _CREATIVE_COMMONS.fullmatch(name)
        if found is None:
            return Licence(name)
        kind, version = found.groups()
        deed = f"https://creativecommons.org/licenses/{kind.lower()}/{version}/deed.{self.language}"
        return Licence(f"CC {kind} {version}", deed)
