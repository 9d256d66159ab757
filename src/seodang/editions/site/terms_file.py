"""The glossary as a script, by which its words are explained in the lesson that uses them.

It is fetched when somebody first asks for a word: a definition in each lesson would cost every
reader, and an edit of one would change every lesson that uses the word. It is a script, since a
page that was opened by double click may fetch nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, Final

from seodang.cache.store import key_of
from seodang.editions.site.publication import Publication
from seodang.ids import TermId
from seodang.output.artefact import Artefact, FileProducer

TERMS: Final = "assets/seodang/terms.js"
_NAME: Final = "terms"


def terms_file(publication: Publication) -> FileProducer:
    """Make the script: each term by its id, with its other names and its definition as HTML."""
    glossary, definitions = publication.course.glossary, publication.rendered.terms
    terms = {name: [one.term, list(one.also), definitions[name]] for name, one in glossary.items()}
    files = (Artefact(TERMS, key_of(_NAME, terms), _NAME),) if terms else ()
    return FileProducer(_NAME, files, lambda _: _script(terms))


def _script(terms: Mapping[TermId, Any]) -> bytes:
    written = json.dumps(terms, ensure_ascii=False, separators=(",", ":"))
    return f"seodangTerms({written});\n".encode()
