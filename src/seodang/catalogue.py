"""Sentences in other languages, from gettext catalogues (`locale/<language>/<domain>.po`).

The msgid is the English sentence, so English needs no catalogue. PO files are read as they
are: translators need no compiler, and a few hundred entries take milliseconds.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import polib

_FOLDER = Path(__file__).parent / "locale"


@cache
def catalogue(language: str, domain: str) -> Mapping[str, str]:
    """Return the translations of a domain by msgid; empty where there are none."""
    file = _FOLDER / language.partition("-")[0] / f"{domain}.po"
    if not file.exists():
        return {}
    return {entry.msgid: entry.msgstr for entry in polib.pofile(str(file)) if entry.msgstr}
