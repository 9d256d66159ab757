"""What only some readers need is fetched when somebody asks for it: scripts, and how it looks.

Each script brings its own words, which in every page would cost every reader.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Final

from seodang.cache.fingerprint import tools_key
from seodang.cache.store import key_of
from seodang.editions.site.bundles import short_script, short_style
from seodang.editions.site.publication import Publication
from seodang.editions.site.site_words import Words
from seodang.editions.site.theme_defaults import ASSETS, LATER
from seodang.output.artefact import Artefact, FileProducer

_FOLDER: Final = "assets/seodang/"
_NAME: Final = "later scripts"


def later_scripts(publication: Publication) -> FileProducer:
    """Make the scripts, each with its words in the language of the pages, and the style sheets."""
    words = publication.words
    key = key_of(_NAME, tools_key(), words.language)
    files = tuple(Artefact(f"{_FOLDER}{name}", key, _NAME) for name in LATER)
    return FileProducer(_NAME, files, lambda one: _content(one.address, words).encode())


def _content(address: str, words: Words) -> str:
    name = address.removeprefix(_FOLDER)
    source = (ASSETS / name).read_text("utf-8")
    if name.endswith(".css"):
        return short_style(source)
    said = _WORDS.get(name)
    return f"{_constant(name, said(words)) if said else ''}{short_script(source)}"


def _constant(name: str, said: Mapping[str, str]) -> str:
    written = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return f"const {name.removesuffix('.js')}Words = {written};\n"


def _opened(words: Words) -> Mapping[str, str]:
    return {
        "inGlossary": words("See it in the glossary"),
        "inSources": words("See it among the sources"),
    }


def _listen(words: Words) -> Mapping[str, str]:
    return {
        "pause": words("Pause"),
        "goOn": words("Go on listening"),
        "back": words("Paragraph before"),
        "next": words("Next paragraph"),
        "speed": words("Speed"),
        "end": words("This is the end of the lesson."),
        "failed": words("The device's voice could not read this. Try again in a moment."),
        "ask": words(
            "This device has no voice of its own for this language. There is one that reads "
            "elsewhere: the text of this lesson is sent to the company that offers it."
        ),
        "agree": words("Listen with that voice"),
    }


_WORDS: Final[Mapping[str, Callable[[Words], Mapping[str, str]]]] = {
    "opened.js": _opened,
    "listen.js": _listen,
}
"""What each script says, by the names under which it knows its words."""
